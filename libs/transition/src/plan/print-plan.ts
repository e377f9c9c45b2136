import { Controller, Get, Query as QueryParams, Res, type StreamableFile } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { type Clock, Refused } from '#kernel';
import { Access, CurrentPrincipal, Directory, InjectClock, type Principal, Reader } from '#platform';
import { seesTransition } from '../access/who.ts';
import { serveFile, ServesFile } from '../files/serve-file.ts';
import type { FileContent } from '../files/stored-file.ts';
import type { Paper } from '../papers/paper.ts';
import { PrintingPress } from '../papers/rendering/printing-press.ts';
import { dateOf, TransitionQuery } from '../reading.ts';
import { SchoolFacts } from '../school-facts.ts';
import { composePlan } from './compose-plan.ts';
import { PLAN, plans } from './plan.projection.ts';
import type { Plan } from './plan.ts';

/** Refused: `no-plan` (404). */
export class PrintPlan extends Query<FileContent> {
  constructor(
    readonly schoolId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

@QueryHandler(PrintPlan)
export class PrintPlanHandler implements IQueryHandler<PrintPlan> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly facts: SchoolFacts,
    private readonly press: PrintingPress,
    @InjectClock() private readonly clock: Clock,
  ) {}

  async execute({ schoolId, query }: PrintPlan): Promise<FileContent> {
    const paper = await this.#paper(schoolId, query, (await this.facts.schoolName(schoolId))!);
    return this.press.print(paper, 'pdf', `План работ на ${paper.date}`);
  }

  #paper(schoolId: string, query: TransitionQuery, school: string): Promise<Paper> {
    const { minPosition, asOf } = query;
    const { directory } = this;
    const models = [plans.name, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot }) => {
      const date = dateOf(query, this.clock.now(), await directory.timeZone(snapshot, schoolId));
      const doc = await snapshot.get(plans.name, schoolId, PLAN);
      if (doc === null) throw new Refused('no-plan', 'There is no plan yet: begin one.', { status: 404 });
      const plan = JSON.parse(doc.body) as Plan;
      const people = plan.tasks.flatMap(({ responsible }) => responsible ?? []);
      const names = await directory.people(snapshot, schoolId, people);
      return composePlan(plan, names, { school, date });
    });
  }
}

@Controller()
export class PrintPlanRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The plan by stages as PDF, A4 landscape: its tasks, and the same as bars by weeks. */
  @Get('transition/plan.pdf')
  @ServesFile()
  @Access(seesTransition)
  async plan(
    @CurrentPrincipal() { schoolId }: Principal,
    @QueryParams() query: TransitionQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return serveFile(reply, await this.queries.execute(new PrintPlan(schoolId, query)));
  }
}
