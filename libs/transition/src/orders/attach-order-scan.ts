import { Controller, Param, Put, Query as QueryParams, Req } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { type CommandContext, invalidField, Refused } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, fileBody, IdPipe, TakesFile } from '#platform';
import { draftsOrders } from '../access/who.ts';
import { contentHash } from '../files/content-hash.ts';
import { FileStore } from '../files/file-store.ts';
import { inspectDocument, inspectName, MOST_FILE_BYTES } from '../files/inspect-document.ts';
import { withContent } from '../files/with-content.ts';
import { Orders } from './orders.ts';

export class AttachOrderScanQuery {
  /** What the file is called; that it is a PDF its content tells. */
  @IsString()
  @MaxLength(1_000)
  name!: string;
}

export class OrderScanAttachedAnswer extends CommandAnswer {
  /** 64 hex digits. */
  sha256!: string;
  /** Bytes. */
  size!: number;
}

/** Refused: `not-found`, `not-issued`, `already-issued` (another scan), `invalid` (the file, its name), `unavailable`. */
export class AttachOrderScan extends Command<OrderScanAttachedAnswer> {
  constructor(
    readonly input: AttachOrderScanQuery & { readonly orderId: string; readonly content: Uint8Array },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(AttachOrderScan)
export class AttachOrderScanHandler implements ICommandHandler<AttachOrderScan> {
  constructor(
    private readonly orders: Orders,
    private readonly files: FileStore,
  ) {}

  async execute({ input, context }: AttachOrderScan): Promise<OrderScanAttachedAnswer> {
    const { orderId, content } = input;
    const name = inspectName(input.name);
    const type = inspectDocument(content);
    if (type !== 'pdf') throw invalidField('file', 'type', 'The signed copy is a PDF.');
    const sha256 = await contentHash(content);
    // What will be refused is not kept.
    const { issue } = await this.orders.require(context.schoolId, orderId);
    if (issue === null) throw new Refused('not-issued', 'Only an issued order has a signed copy.');
    await this.files.put(context.schoolId, content);
    const file = { sha256, size: content.length, type, name };
    const command = { kind: 'AttachScan', orderId, file } as const;
    const outcome = await this.orders.execute(command, withContent(context, sha256));
    return { ...answerOf(context.commandId, outcome), sha256, size: content.length };
  }
}

@Controller('transition/orders')
export class AttachOrderScanRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Attaches the scan of the signed order, a PDF of up to 20 MB; once. The body is the file itself. */
  @Put(':orderId/scan')
  @TakesFile()
  @Access(draftsOrders)
  async attach(
    @Param('orderId', IdPipe) orderId: string,
    @QueryParams() query: AttachOrderScanQuery,
    @Req() request: FastifyRequest,
    @Context() context: CommandContext,
  ): Promise<OrderScanAttachedAnswer> {
    const content = await fileBody(request, MOST_FILE_BYTES);
    return this.commands.execute(new AttachOrderScan({ ...query, orderId, content }, context));
  }
}
