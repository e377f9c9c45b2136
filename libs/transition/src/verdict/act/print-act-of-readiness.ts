import { createHash } from 'node:crypto';
import { Controller, Get, Param, Res, type StreamableFile } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Streams } from '#event-store';
import { notFound, Refused } from '#kernel';
import { Access, CurrentPrincipal, Directory, IdPipe, type Principal, Reader } from '#platform';
import { seesTransition } from '../../access/who.ts';
import { serveFile } from '../../files/serve-file.ts';
import type { FileType, StoredFile } from '../../files/stored-file.ts';
import { PrintingPress } from '../../papers/rendering/printing-press.ts';
import { SchoolFacts } from '../../school-facts.ts';
import { assessment } from '../assessment.ts';
import { assessmentStream } from '../assessment.events.ts';
import { composeActOfReadiness } from './compose-act-of-readiness.ts';

interface Printed {
  readonly file: StoredFile;
  readonly content: Uint8Array;
}

/** Refused: `not-found`, `no-act` (404). */
export class PrintActOfReadiness extends Query<Printed> {
  constructor(
    readonly schoolId: string,
    readonly assessmentId: string,
    readonly type: FileType,
  ) {
    super();
  }
}

@QueryHandler(PrintActOfReadiness)
export class PrintActOfReadinessHandler implements IQueryHandler<PrintActOfReadiness> {
  constructor(
    private readonly streams: Streams,
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly facts: SchoolFacts,
    private readonly press: PrintingPress,
  ) {}

  async execute({ schoolId, assessmentId, type }: PrintActOfReadiness): Promise<Printed> {
    const { state } = await this.streams.load(assessmentStream(schoolId, assessmentId), assessment);
    if (state === null) throw notFound('assessment', assessmentId);
    const { act } = state;
    if (act === null) {
      throw new Refused('no-act', 'No act of readiness was drawn on this assessment.', { status: 404 });
    }
    const { directory } = this;
    const people = act.commission.map(({ personId }) => personId);
    const names = await this.reader.read({ schoolId, models: directory.models }, ({ snapshot }) =>
      directory.people(snapshot, schoolId, people),
    );
    const school = (await this.facts.schoolName(schoolId))!;
    const content = await this.press.make(composeActOfReadiness(state, act, school, names), type);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const name = `Акт готовности N ${fileWords(act.document.number)} от ${act.document.date}.${type}`;
    return { content, file: { sha256, size: content.length, type, name } };
  }
}

/** No sign in it is part of a path. */
const fileWords = (text: string): string => text.replaceAll(/[^\p{L}\p{N}. -]/gu, '-');

const binary = {
  content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
} as const;

@Controller('transition/assessments/:assessmentId')
export class PrintActOfReadinessRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The act of readiness to be printed and signed, A4. */
  @Get('act.pdf')
  @ApiOkResponse(binary)
  @Access(seesTransition)
  pdf(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('assessmentId', IdPipe) assessmentId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.#serve(new PrintActOfReadiness(schoolId, assessmentId, 'pdf'), reply);
  }

  /** The act of readiness to be edited. */
  @Get('act.docx')
  @ApiOkResponse(binary)
  @Access(seesTransition)
  docx(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('assessmentId', IdPipe) assessmentId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.#serve(new PrintActOfReadiness(schoolId, assessmentId, 'docx'), reply);
  }

  async #serve(query: PrintActOfReadiness, reply: FastifyReply): Promise<StreamableFile> {
    const { file, content } = await this.queries.execute(query);
    return serveFile(reply, file, content);
  }
}
