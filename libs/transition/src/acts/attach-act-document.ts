import { Controller, Param, Put, Query as QueryParams, Req } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import type { Outcome } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, fileBody, IdPipe, TakesFile } from '#platform';
import { prepares } from '../access/who.ts';
import { FileStore } from '../files/file-store.ts';
import { inspectDocument, inspectName, MOST_FILE_BYTES } from '../files/inspect-document.ts';
import { withContent } from '../files/with-content.ts';
import { act } from './act.ts';
import { contentHash } from '../files/content-hash.ts';
import { Acts } from './acts.ts';

export class AttachActDocumentQuery {
  /** What the file is called; its type is told by its content. */
  @IsString()
  @MaxLength(1_000)
  name!: string;

  /** `text`: what is agreed and approved; `signed`: a copy of the approved paper. */
  @IsOptional()
  @IsIn(['text', 'signed'])
  copy: 'text' | 'signed' = 'text';
}

export class ActDocumentAttachedAnswer extends CommandAnswer {
  /** 64 hex digits: the document is found by it. */
  sha256!: string;
  /** Bytes. */
  size!: number;
  /** As the content tells it. */
  type!: 'pdf' | 'docx';
}

/** Refused: `not-found`, `no-draft`, `agreed-already`, `not-approved`, `invalid` (the file, its name), `unavailable`. */
export class AttachActDocument extends Command<ActDocumentAttachedAnswer> {
  constructor(
    readonly input: AttachActDocumentQuery & { readonly actId: string; readonly content: Uint8Array },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(AttachActDocument)
export class AttachActDocumentHandler implements ICommandHandler<AttachActDocument> {
  constructor(
    private readonly acts: Acts,
    private readonly files: FileStore,
  ) {}

  async execute({ input, context }: AttachActDocument): Promise<ActDocumentAttachedAnswer> {
    const { actId, content, copy } = input;
    const { schoolId } = context;
    const name = inspectName(input.name);
    const type = inspectDocument(content);
    const sha256 = await contentHash(content);
    const file = { sha256, size: content.length, type, name };
    const command = (rules: Parameters<Parameters<Acts['execute']>[1]>[0]) =>
      ({ kind: 'AttachDocument', actId, copy, file, rules }) as const;
    const inContext = withContent(context, sha256);
    const known = await this.acts.require(schoolId, actId);
    // What will be refused is not kept. A command that was done before is: it is answered its first receipt.
    const done = (await this.acts.attached(schoolId, actId, sha256)) !== null;
    if (!done) act.decide(command(known.rules), known.state);
    await this.files.put(schoolId, content);
    const outcome: Outcome = await this.acts.execute(actId, command, inContext);
    return { ...answerOf(context.commandId, outcome), sha256, size: content.length, type };
  }
}

@Controller('transition/acts')
export class AttachActDocumentRoute {
  constructor(private readonly commands: CommandBus) {}

  /**
   * Attaches a document, PDF or DOCX of up to 20 MB, to the version being written, or a signed copy to the one in
   * force. The body is the file itself.
   */
  @Put(':actId/document')
  @TakesFile()
  @Access(prepares)
  async attach(
    @Param('actId', IdPipe) actId: string,
    @QueryParams() query: AttachActDocumentQuery,
    @Req() request: FastifyRequest,
    @Context() context: CommandContext,
  ): Promise<ActDocumentAttachedAnswer> {
    const content = await fileBody(request, MOST_FILE_BYTES);
    return this.commands.execute(new AttachActDocument({ ...query, actId, content }, context));
  }
}
