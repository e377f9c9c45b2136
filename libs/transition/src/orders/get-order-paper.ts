import { Controller, Get, Param, Res, type StreamableFile } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { notFound } from '#kernel';
import { Access, CurrentPrincipal, IdPipe, type Principal } from '#platform';
import { seesTransition } from '../access/who.ts';
import { FileStore } from '../files/file-store.ts';
import { serveFile, ServesFile } from '../files/serve-file.ts';
import type { FileContent, FileType } from '../files/stored-file.ts';
import type { Paper } from '../papers/paper.ts';
import { PrintingPress } from '../papers/rendering/printing-press.ts';
import { composeOrder } from './compose-order.ts';
import { Orders } from './orders.ts';
import { PaperAnswer, paperAnswer } from './paper-answer.ts';

/** The paper of an order: as it was issued, or as a draft would be. Refused: `not-found`, `file-damaged` (410). */
export class PreviewOrder extends Query<PaperAnswer> {
  constructor(
    readonly schoolId: string,
    readonly orderId: string,
  ) {
    super();
  }
}

@QueryHandler(PreviewOrder)
export class PreviewOrderHandler implements IQueryHandler<PreviewOrder> {
  constructor(
    private readonly orders: Orders,
    private readonly files: FileStore,
  ) {}

  async execute({ schoolId, orderId }: PreviewOrder): Promise<PaperAnswer> {
    const { issue } = await this.orders.require(schoolId, orderId);
    if (issue === null) return paperAnswer(composeOrder(await this.orders.dossier(schoolId, orderId), null));
    const content = await this.files.get({ schoolId, sha256: issue.paperSha256 });
    if (content === null) throw notFound('paper', issue.paperSha256);
    return paperAnswer(JSON.parse(new TextDecoder().decode(content)) as Paper);
  }
}

/** A file of an order: the issued one as it was kept, or a draft's as it is. Refused: `not-found`, `file-damaged`. */
export class GetOrderFile extends Query<FileContent> {
  constructor(
    readonly schoolId: string,
    readonly orderId: string,
    readonly which: FileType | 'scan',
  ) {
    super();
  }
}

@QueryHandler(GetOrderFile)
export class GetOrderFileHandler implements IQueryHandler<GetOrderFile> {
  constructor(
    private readonly orders: Orders,
    private readonly files: FileStore,
    private readonly press: PrintingPress,
  ) {}

  async execute({ schoolId, orderId, which }: GetOrderFile): Promise<FileContent> {
    const { issue } = await this.orders.require(schoolId, orderId);
    if (issue === null) {
      if (which === 'scan') throw notFound('scan', orderId);
      return this.#draft(schoolId, orderId, which);
    }
    const file = issue[which];
    const content = file === null ? null : await this.files.get({ schoolId, sha256: file.sha256 });
    if (file === null || content === null) throw notFound(which, orderId);
    return { file, content };
  }

  async #draft(schoolId: string, orderId: string, type: FileType): Promise<FileContent> {
    const paper = composeOrder(await this.orders.dossier(schoolId, orderId), null);
    return this.press.print(paper, type, 'Проект приказа');
  }
}

@Controller('transition/orders')
export class GetOrderPaperRoute {
  constructor(private readonly queries: QueryBus) {}

  /** What an order says, block by block: as it was issued, or with blanks as long as something is missing. */
  @Get(':orderId/preview')
  @Access(seesTransition)
  preview(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('orderId', IdPipe) orderId: string,
  ): Promise<PaperAnswer> {
    return this.queries.execute(new PreviewOrder(schoolId, orderId));
  }

  /** The order with its appendices as PDF, to be saved: the file that was frozen, or a draft that says so. */
  @Get(':orderId/paper.pdf')
  @ServesFile()
  @Access(seesTransition)
  pdf(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('orderId', IdPipe) orderId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.#serve(new GetOrderFile(schoolId, orderId, 'pdf'), reply);
  }

  /** The same as DOCX. */
  @Get(':orderId/paper.docx')
  @ServesFile()
  @Access(seesTransition)
  docx(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('orderId', IdPipe) orderId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.#serve(new GetOrderFile(schoolId, orderId, 'docx'), reply);
  }

  /** The scan of the signed order, to be saved. */
  @Get(':orderId/scan')
  @ServesFile()
  @Access(seesTransition)
  scan(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('orderId', IdPipe) orderId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.#serve(new GetOrderFile(schoolId, orderId, 'scan'), reply);
  }

  async #serve(query: GetOrderFile, reply: FastifyReply): Promise<StreamableFile> {
    return serveFile(reply, await this.queries.execute(query));
  }
}
