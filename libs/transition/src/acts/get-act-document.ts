import { Controller, Get, Param, Res, type StreamableFile } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { notFound } from '#kernel';
import { Access, CurrentPrincipal, IdPipe, type Principal } from '#platform';
import { readsActs } from '../access/who.ts';
import { FileStore } from '../files/file-store.ts';
import { serveFile, ServesFile } from '../files/serve-file.ts';
import type { FileContent } from '../files/stored-file.ts';
import { Acts } from './acts.ts';

/** Refused: `not-found`, `file-damaged` (410), `unavailable`. */
export class GetActDocument extends Query<FileContent> {
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

  async execute({ schoolId, actId, sha256 }: GetActDocument): Promise<FileContent> {
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
  @ServesFile()
  @Access(readsActs)
  async document(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('actId', IdPipe) actId: string,
    @Param('sha256') sha256: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return serveFile(reply, await this.queries.execute(new GetActDocument(schoolId, actId, sha256)));
  }
}
