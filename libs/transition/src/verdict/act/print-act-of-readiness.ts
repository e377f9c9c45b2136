import { Controller, Get, Param, Res, type StreamableFile } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { Streams } from '#event-store';
import { notFound, Refused } from '#kernel';
import { Access, CurrentPrincipal, Directory, IdPipe, type Principal, Reader } from '#platform';
import { seesTransition } from '../../access/who.ts';
import { serveFile, ServesFile } from '../../files/serve-file.ts';
import type { FileContent, FileType } from '../../files/stored-file.ts';
import { PrintingPress } from '../../papers/rendering/printing-press.ts';
import { SchoolFacts } from '../../school-facts.ts';
import { assessment } from '../assessment.ts';
import { assessmentStream } from '../assessment.events.ts';
import { composeActOfReadiness } from './compose-act-of-readiness.ts';

/** Refused: `not-found`, `no-act` (404). */
export class PrintActOfReadiness extends Query<FileContent> {
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

  async execute({ schoolId, assessmentId, type }: PrintActOfReadiness): Promise<FileContent> {
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
    const paper = composeActOfReadiness(state, act, school, names);
    const { number, date } = act.document;
    return this.press.print(paper, type, `Акт готовности N ${number} от ${date}`);
  }
}

@Controller('transition/assessments/:assessmentId')
export class PrintActOfReadinessRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The act of readiness to be printed and signed, A4. */
  @Get('act.pdf')
  @ServesFile()
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
  @ServesFile()
  @Access(seesTransition)
  docx(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('assessmentId', IdPipe) assessmentId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.#serve(new PrintActOfReadiness(schoolId, assessmentId, 'docx'), reply);
  }

  async #serve(query: PrintActOfReadiness, reply: FastifyReply): Promise<StreamableFile> {
    return serveFile(reply, await this.queries.execute(query));
  }
}
