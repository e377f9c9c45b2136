import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { IsIn, IsOptional } from 'class-validator';
import { type Clock, instant } from '#kernel';
import { Access, CurrentPrincipal, Directory, InjectClock, type Principal, Reader } from '#platform';
import type { Snapshot } from '#projecting';
import { readinessModels } from '../models.ts';
import { instantOfReport, periodOf, PeriodQuery } from '../period.ts';
import { assessRows, assessSchool, type Breakdown, breakdowns } from './assess.ts';
import type { Indicator } from './indicator.ts';
import { policyInForce } from './policy-in-force.ts';

export class ReadinessQuery extends PeriodQuery {
  /** The same list under each row. 1: class, week; 2, 3, 6: class, teacher, subject, week, kind; 4, 5: class, role, week. */
  @IsOptional()
  @IsIn(breakdowns)
  by?: Breakdown;
}

/** One row of a breakdown. */
export class ReadinessRow {
  /** Class, teacher or subject id; `staff`, `pupils`, `parents`; an ISO week; or a kind of group, whichever line it is on. */
  id!: string;
  /** What to show for it; null when the thing is no longer known. */
  title!: string | null;
  criteria!: Indicator[];
}

/** The six readiness criteria of a school over a period. */
export class ReadinessReport {
  /** First and last day, school-local. */
  from!: string;
  to!: string;
  /** The instant that it is judged at, UTC. */
  at!: string;
  /** The position of the log that it shows; null in an empty log. */
  position!: string | null;
  /** Version of the school's policy that was applied to the whole period; 0 is the default. */
  policyVersion!: number;
  criteria!: Indicator[];
  by?: Breakdown;
  rows?: ReadinessRow[];
}

export class GetReadiness extends Query<ReadinessReport> {
  constructor(
    readonly schoolId: string,
    readonly query: ReadinessQuery,
  ) {
    super();
  }
}

@QueryHandler(GetReadiness)
export class GetReadinessHandler implements IQueryHandler<GetReadiness> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  async execute({ schoolId, query }: GetReadiness): Promise<ReadinessReport> {
    const { from, to } = periodOf(query);
    const at = instantOfReport(query, this.clock.now());
    const models = [...readinessModels, ...this.directory.models];
    const { asOf, minPosition, by } = query;
    return this.reader.read({ schoolId, models, asOf, minPosition }, async ({ snapshot, position }) => {
      const timeZone = await this.directory.timeZone(snapshot, schoolId);
      const { version, policy } = await policyInForce(snapshot, schoolId, at);
      const question = { schoolId, from, to, at, timeZone, policy };
      const criteria = await assessSchool(snapshot, this.directory, question);
      const report = { from, to, at: instant(at), position, policyVersion: version, criteria };
      if (by === undefined) return report;
      const rows = await assessRows(snapshot, this.directory, question, by);
      const titles = await this.#titles(
        snapshot,
        schoolId,
        by,
        rows.map((row) => row.id),
      );
      return { ...report, by, rows: rows.map((row) => ({ ...row, title: titles.get(row.id) ?? null })) };
    });
  }

  async #titles(
    snapshot: Snapshot,
    schoolId: string,
    by: Breakdown,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    switch (by) {
      case 'class': {
        const groups = await this.directory.groups(snapshot, schoolId, ids);
        return new Map([...groups].map(([id, group]) => [id, group.title]));
      }
      case 'teacher': {
        const people = await this.directory.people(snapshot, schoolId, ids);
        return new Map(
          [...people].map(([id, name]) => [
            id,
            [name.familyName, name.givenName, name.patronymic].join(' ').trim(),
          ]),
        );
      }
      case 'subject': {
        const subjects = await this.directory.subjects(snapshot, schoolId, ids);
        return new Map([...subjects].map(([id, subject]) => [id, subject.title]));
      }
      case 'role':
      case 'week':
      case 'kind':
        return new Map(ids.map((id) => [id, id]));
    }
  }
}

@Controller('readiness')
export class GetReadinessRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The six readiness criteria over a period, optionally under each row of a breakdown. */
  @Get()
  @Access({
    administrator: 'school',
    head: 'school',
    'deputy-head': 'school',
    auditor: 'school',
    'region-officer': 'school',
  })
  get(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: ReadinessQuery,
  ): Promise<ReadinessReport> {
    return this.queries.execute(new GetReadiness(principal.schoolId, query));
  }
}
