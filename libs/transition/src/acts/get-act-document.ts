import { Controller, Get, Param, Res, type StreamableFile } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { notFound } from '#kernel';
import { Access, CurrentPrincipal, IdPipe, type Principal } from '#platform';
import { readsActs } from '../access/who.ts';
import { FileStore } from '../files/file-store.ts';
import { serveFile } from '../files/serve-file.ts';
import type { StoredFile } from '../files/stored-file.ts';
import { Acts } from './acts.ts';

interface Found {
  readonly file: StoredFile;
  readonly content: Uint8Array;
}

/** Refused: `not-found`, `file-damaged` (410), `unavailable`. */
export class GetActDocument extends Query<Found> {
  constructor(
    readonly schoolId: string,
    readonly actId: string,
    readonly sha256: string,
  ) {
    super();
  }
}

@QueryHandler(GetActDocument)
export class GetActDocumentHandler implements IQueryHandler<GetActDocument> {
  constructor(
    private readonly acts: Acts,
    private readonly files: FileStore,
  ) {}

  async execute({ schoolId, actId, sha256 }: GetActDocument): Promise<Found> {
    const file = await this.acts.attached(schoolId, actId, sha256);
    const content = file === null ? null : await this.files.get({ schoolId, sha256 });
    if (file === null || content === null) throw notFound('document', sha256);
    return { file, content };
  }
}

@Controller('transition/acts')
export class GetActDocumentRoute {
  constructor(private readonly queries: QueryBus) {}

  /** A document of a local act, to be saved. What does not match its hash is not given out. */
  @Get(':actId/documents/:sha256')
  @ApiOkResponse({
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  })
  @Access(readsActs)
  async document(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('actId', IdPipe) actId: string,
    @Param('sha256') sha256: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { file, content } = await this.queries.execute(new GetActDocument(schoolId, actId, sha256));
    return serveFile(reply, file, content);
  }
}
