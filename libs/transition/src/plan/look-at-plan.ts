import { Command, CommandHandler, type ICommandHandler, QueryBus } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import { addDays, type Clock, type CommandContext, type LocalDate } from '#kernel';
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
import { criterionSeen } from './criterion-seen.ts';
import { type Condition, planStream, type Seen, type Watch } from './plan.events.ts';
import { openBefore, type Plan, plan, type Task } from './plan.ts';

/** What is to be looked at: what follows from facts of the transition, or what a week of lessons has shown. */
export type Look = 'conditions' | 'criteria';

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
    if (state === null || watched.length === 0) return { receipt: null, repeated: false };
    const seen =
      look === 'conditions'
        ? await this.#conditions(schoolId, watched, seenAt)
        : await this.#criteria(schoolId, state, seenAt);
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

  async #criteria(schoolId: string, planned: Plan, minPosition: string): Promise<Map<string, Seen | null>> {
    const today = await this.facts.today(schoolId);
    const at = this.clock.now();
    const models = [...this.criteria.models, orders.name];
    return this.reader.read({ schoolId, models, minPosition }, async ({ snapshot }) => {
      const known = new Map<LocalDate, Promise<CriteriaFigures>>();
      const weekFrom = (monday: LocalDate): Promise<CriteriaFigures> => {
        const question = { schoolId, from: monday, to: addDays(monday, 6), at };
        const figures = known.get(monday) ?? this.criteria.over(snapshot, question);
        known.set(monday, figures);
        return figures;
      };
      const issued = await ordersIn(snapshot, schoolId);
      const seen = new Map<string, Seen | null>();
      for (const task of planned.tasks) {
        const { taskId, watch, completion } = task;
        // A task of some weeks is done when they are over; what becomes of the criterion later, monitoring tells.
        if (watch?.kind !== 'criterion' || completion !== null) continue;
        // What is good by chance before its turn is no work of this task.
        if (openBefore(planned, task).length > 0) continue;
        const since = countsFrom(task, planned, issued);
        seen.set(taskId, await criterionSeen(watch, { today, since }, weekFrom));
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

/** The last order of a kind that was issued and not repealed. */
const standing = (kind: OrderKind, all: readonly Order[]): Order | undefined =>
  all.findLast((one) => one.kind === kind && one.issue !== null && one.repeal === null);

/** The day from which on weeks count: paper ends on it, where the order that ends it comes before the task; null: all do. */
function countsFrom({ after }: Task, { tasks }: Plan, issued: readonly Order[]): LocalDate | null {
  const before = tasks.filter(({ taskId }) => after.includes(taskId));
  const ends = before.flatMap(({ watch }) =>
    watch?.kind === 'order' ? (standing(watch.order, issued)?.issue?.paperEnds ?? []) : [],
  );
  return ends.sort().at(-1) ?? null;
}

function orderSeen(kind: OrderKind, all: readonly Order[]): Seen | null {
  const last = standing(kind, all);
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
