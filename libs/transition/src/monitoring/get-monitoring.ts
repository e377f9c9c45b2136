import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { addDays, type Clock, type IsoWeek, type LocalDate, mondayOf, weekdayOf } from '#kernel';
import {
  Access,
  Criteria,
  type CriterionFigure,
  CurrentPrincipal,
  Directory,
  InjectClock,
  type Principal,
  Reader,
} from '#platform';
import type { Snapshot } from '#projecting';
import { seesTransition } from '../access/who.ts';
import { orderInForce } from '../orders/order.ts';
import { ordersIn } from '../orders/orders-in.ts';
import { orders } from '../orders/orders.projection.ts';
import { policyInForce } from '../policy/policy-in-force.ts';
import { transitionPolicies } from '../policy/transition-policies.projection.ts';
import { dateOf, TransitionQuery } from '../reading.ts';
import { lastSundayBefore } from '../verdict/period.ts';
import { endOfDay } from '../verdict/give-verdict.ts';
import { evidencePaths } from '../verdict/evidence-paths.ts';
import { underTarget, type WatchedWeek } from './under-target.ts';

/** The longest stretch that is shown: a school year. */
const MOST_WEEKS = 52;

/** A criterion in one week. */
export class MonitoredFigure {
  /** 1 … 6, the seed's order. */
  criterion!: number;
  /** Whole numbers. */
  numerator!: number;
  denominator!: number;
  /** Per cent, cut to two decimals; null where there is nothing to count. */
  value!: number | null;
  /** Per cent. */
  target!: number;
  met!: boolean;
  /** The path of what stands behind it. */
  evidence!: string;
}

/** A school week that is over. */
export class MonitoredWeek {
  /** ISO 8601: `2026-W40`. */
  week!: string;
  /** Its Monday. */
  from!: string;
  to!: string;
  criteria!: MonitoredFigure[];
}

/** A criterion that stays under its target. */
export class MonitoringWarning extends MonitoredFigure {
  /** The first of the weeks on end in which it is under its target. */
  since!: string;
  /** So many school weeks on end, the last one included. */
  weeks!: number;
}

/** What became of the criteria after the paper journals ended. */
export class MonitoringAnswer {
  /** The school's date that it is about. */
  on!: LocalDate;
  /** The order that ended the paper; null: it has not ended, and nothing is watched. */
  orderId!: string | null;
  /** The first day without paper; null: it has not ended. */
  paperEnds!: LocalDate | null;
  /** So many school weeks on end make a warning, by the policy. */
  weeksUnderTarget!: number;
  /** Full school weeks since then that are over, oldest first; at most those of a year. */
  weeks!: MonitoredWeek[];
  warnings!: MonitoringWarning[];
  /** The position of the log that it shows. */
  position!: string | null;
}

export class GetMonitoring extends Query<MonitoringAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

@QueryHandler(GetMonitoring)
export class GetMonitoringHandler implements IQueryHandler<GetMonitoring> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly criteria: Criteria,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ schoolId, query }: GetMonitoring): Promise<MonitoringAnswer> {
    const { minPosition, asOf } = query;
    const { directory, criteria } = this;
    const models = [orders.name, transitionPolicies.name, ...criteria.models, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const timeZone = await directory.timeZone(snapshot, schoolId);
      const on = dateOf(query, this.clock.now(), timeZone);
      const { weeksUnderTarget } = (await policyInForce(snapshot, schoolId)).policy;
      const order = orderInForce(await ordersIn(snapshot, schoolId), 'end-of-paper', on);
      const paperEnds = order?.issue?.paperEnds ?? null;
      const answer = { on, orderId: order?.orderId ?? null, paperEnds, weeksUnderTarget, position };
      if (paperEnds === null || paperEnds > on) return { ...answer, weeks: [], warnings: [] };
      const at = endOfDay(on, timeZone);
      const weeks = await this.#weeks(snapshot, schoolId, { paperEnds, on, at });
      const shown = (week: IsoWeek, figure: CriterionFigure): MonitoredFigure => {
        const [from, to] = spanOf(week);
        return { ...figure, evidence: evidencePaths({ from, to, at, asOf }).ofCriterion(figure.criterion) };
      };
      const last = weeks.at(-1)?.week;
      return {
        ...answer,
        weeks: weeks.map(({ week, criteria: figures }) => {
          const [from, to] = spanOf(week);
          return { week, from, to, criteria: figures.map((figure) => shown(week, figure)) };
        }),
        warnings: underTarget(weeks, weeksUnderTarget).map(({ since, weeks: many, ...figure }) => ({
          ...shown(last!, figure),
          since,
          weeks: many,
        })),
      };
    });
  }

  /** Full school weeks without paper that are over. */
  async #weeks(
    snapshot: Snapshot,
    schoolId: string,
    { paperEnds, on, at }: { readonly paperEnds: LocalDate; readonly on: LocalDate; readonly at: number },
  ): Promise<WatchedWeek[]> {
    const to = lastSundayBefore(on);
    const first = addDays(paperEnds, (8 - weekdayOf(paperEnds)) % 7);
    const longest = addDays(to, 1 - 7 * MOST_WEEKS);
    const from = first > longest ? first : longest;
    if (from > to) return [];
    const question = { schoolId, from, to, at };
    const byWeek = await this.criteria.byWeek(snapshot, question);
    const known = await this.criteria.schoolWeeks(snapshot, question);
    return known.map((week) => ({ week, criteria: byWeek.get(week) ?? [] }));
  }
}

/** Its Monday and its Sunday. */
const spanOf = (week: IsoWeek): readonly [LocalDate, LocalDate] => {
  const monday = mondayOf(week)!;
  return [monday, addDays(monday, 6)];
};

@Controller('transition/monitoring')
export class GetMonitoringRoute {
  constructor(private readonly queries: QueryBus) {}

  /** After the paper: the six criteria week by week, and a warning for each that stays under its target. */
  @Get()
  @Access(seesTransition)
  monitoring(
    @CurrentPrincipal() { schoolId }: Principal,
    @QueryParams() query: TransitionQuery,
  ): Promise<MonitoringAnswer> {
    return this.queries.execute(new GetMonitoring(schoolId, query));
  }
}
