import { Command, CommandHandler, type ICommandHandler, QueryBus } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import { addDays, type Clock, type CommandContext, isoWeekOf, type LocalDate, weekdayOf } from '#kernel';
import { Criteria, type CriteriaFigures, InjectClock, Reader } from '#platform';
import { actIdOf } from '../acts/act.events.ts';
import { type ActsCondition, GetActsCondition } from '../acts/get-acts-condition.ts';
import type { Order } from '../orders/order.ts';
import type { OrderKind } from '../orders/order.events.ts';
import { orders } from '../orders/orders.projection.ts';
import { ordersIn } from '../orders/orders-in.ts';
import { askedOf, GetResourcesCondition } from '../resources/get-resources-condition.ts';
import { SchoolFacts } from '../school-facts.ts';
import { GetTrainingCondition } from '../training/get-training-condition.ts';
import { type Condition, planStream, type Seen, type Watch } from './plan.events.ts';
import { plan, type Task } from './plan.ts';

/** What is to be looked at: what follows from facts of the transition, or what a week of lessons has shown. */
export type Look = 'conditions' | 'criteria';

/** Weeks without lessons (holidays) are passed over, so many at most. */
const MOST_PASSED_OVER = 14;

/** Has the tasks that the system watches complete themselves, or open again. Nothing happens where there is no plan. */
export class LookAtPlan extends Command<Outcome> {
  constructor(
    readonly input: {
      readonly look: Look;
      /** The position of what happened: it must be seen. */
      readonly seenAt: string;
    },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(LookAtPlan)
export class LookAtPlanHandler implements ICommandHandler<LookAtPlan> {
  constructor(
    private readonly streams: Streams,
    private readonly queries: QueryBus,
    private readonly criteria: Criteria,
    private readonly facts: SchoolFacts,
    private readonly reader: Reader,
    @InjectClock() private readonly clock: Clock,
  ) {}

  async execute({ input: { look, seenAt }, context }: LookAtPlan): Promise<Outcome> {
    const { schoolId } = context;
    const stream = planStream(schoolId);
    const { state } = await this.streams.load(stream, plan);
    const watched = (state?.tasks ?? []).filter(({ watch }) => watch !== null && lookOf(watch) === look);
    if (watched.length === 0) return { receipt: null, repeated: false };
    const seen =
      look === 'conditions'
        ? await this.#conditions(schoolId, watched, seenAt)
        : await this.#criteria(schoolId, watched, seenAt);
    return this.streams.execute(stream, plan, { kind: 'LookAtTasks', seen }, context);
  }

  async #conditions(
    schoolId: string,
    tasks: readonly Task[],
    minPosition: string,
  ): Promise<Map<string, Seen | null>> {
    const query = { minPosition };
    const acts = await this.queries.execute(new GetActsCondition(schoolId, query));
    const resources = await this.queries.execute(new GetResourcesCondition(schoolId, query));
    const training = await this.queries.execute(new GetTrainingCondition(schoolId, query));
    const figures: Readonly<Record<Condition, Figure>> = {
      acts,
      training,
      resources: { ...resources, ...askedOf(resources) },
    };
    const issued = await this.#orders(schoolId, minPosition);
    return new Map(
      tasks.map(({ taskId, watch }) => [
        taskId,
        watch?.kind === 'order'
          ? orderSeen(watch.order, issued)
          : conditionSeen(schoolId, watch!, acts, figures),
      ]),
    );
  }

  #orders(schoolId: string, minPosition: string): Promise<readonly Order[]> {
    const models = [orders.name];
    return this.reader.read({ schoolId, models, minPosition }, ({ snapshot }) =>
      ordersIn(snapshot, schoolId),
    );
  }

  async #criteria(
    schoolId: string,
    tasks: readonly Task[],
    minPosition: string,
  ): Promise<Map<string, Seen | null>> {
    const today = await this.facts.today(schoolId);
    const at = this.clock.now();
    const { models } = this.criteria;
    return this.reader.read({ schoolId, models, minPosition }, async ({ snapshot }) => {
      const known = new Map<LocalDate, Promise<CriteriaFigures>>();
      const weekFrom = (monday: LocalDate): Promise<CriteriaFigures> => {
        const question = { schoolId, from: monday, to: addDays(monday, 6), at };
        const figures = known.get(monday) ?? this.criteria.over(snapshot, question);
        known.set(monday, figures);
        return figures;
      };
      const seen = new Map<string, Seen | null>();
      for (const { taskId, watch, completion } of tasks) {
        // A task of some weeks is done when they are over; what becomes of the criterion later, monitoring tells.
        if (watch?.kind !== 'criterion' || completion !== null) continue;
        seen.set(taskId, await criterionSeen(watch, today, weekFrom));
      }
      return seen;
    });
  }
}

interface Figure {
  readonly met: boolean;
  readonly numerator: number;
  readonly denominator: number;
  readonly on: LocalDate;
}

const lookOf = ({ kind }: Watch): Look => (kind === 'criterion' ? 'criteria' : 'conditions');

function orderSeen(kind: OrderKind, all: readonly Order[]): Seen | null {
  const last = all.findLast((one) => one.kind === kind && one.issue !== null && one.repeal === null);
  const issue = last?.issue ?? null;
  if (last === undefined || issue === null) return null;
  return { kind: 'order', orderId: last.orderId, number: issue.number, on: issue.date };
}

function conditionSeen(
  schoolId: string,
  watch: Exclude<Watch, { readonly kind: 'order' }>,
  { evidence }: ActsCondition,
  figures: Readonly<Record<Condition, Figure>>,
): Seen | null {
  switch (watch.kind) {
    case 'acts-reviewed': {
      const done = evidence.filter(({ state }) => state !== 'not-reviewed').length;
      return done === evidence.length ? { kind: 'acts', done, of: evidence.length } : null;
    }
    case 'act': {
      const actId = actIdOf(schoolId, watch.line);
      return evidence.some((row) => row.actId === actId && row.done) ? { kind: 'act', actId } : null;
    }
    case 'condition': {
      const { condition } = watch;
      const { met, numerator, denominator, on } = figures[condition];
      return met ? { kind: 'condition', condition, numerator, denominator, on } : null;
    }
    case 'criterion':
      return null;
  }
}

/** The last school weeks that are over, so many, if the criterion is at its target in each of them. */
async function criterionSeen(
  { criterion, weeks: wanted }: Extract<Watch, { readonly kind: 'criterion' }>,
  today: LocalDate,
  weekFrom: (monday: LocalDate) => Promise<CriteriaFigures>,
): Promise<Seen | null> {
  const weeks: { week: string; value: number; target: number }[] = [];
  let monday = addDays(today, 1 - weekdayOf(today));
  for (let passed = 0; weeks.length < wanted && passed < MOST_PASSED_OVER;) {
    monday = addDays(monday, -7);
    const figure = (await weekFrom(monday)).criteria.find((one) => one.criterion === criterion);
    if (figure === undefined || figure.value === null) {
      passed += 1;
      continue;
    }
    if (!figure.met) return null;
    weeks.unshift({ week: isoWeekOf(monday), value: figure.value, target: figure.target });
  }
  return weeks.length < wanted ? null : { kind: 'criterion', criterion, weeks };
}
