import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { Clock, LocalDate } from '#kernel';
import {
  Access,
  CurrentPrincipal,
  Directory,
  InjectClock,
  type PersonName,
  type Principal,
  Reader,
} from '#platform';
import type { Snapshot } from '#projecting';
import { ownPerson, staffThemselves } from '../access/own-person.ts';
import { seesTransition } from '../access/who.ts';
import type { Source } from '../catalogues/read-catalogue.ts';
import { cardOf, dateOf, StaffCard, TransitionQuery } from '../reading.ts';
import type { OrderKind } from '../orders/order.events.ts';
import type { Seen, Watch } from './plan.events.ts';
import { PLAN, plans } from './plan.projection.ts';
import { openBefore, type Plan, type Task } from './plan.ts';
import { defaultPlan } from './stages.ts';

/** What the system looks at, and what it saw. Which fields there are follows from `kind`. */
export class WatchLine {
  kind!: 'acts-reviewed' | 'act' | 'condition' | 'order' | 'criterion';
  /** Of an act: its line of the catalogue. */
  line?: string;
  condition?: 'acts' | 'resources' | 'training';
  /** Of an order: its kind. */
  order?: OrderKind;
  criterion?: number;
  /** In so many school weeks. */
  weeks?: number;
}

export class SeenWeek {
  /** ISO 8601: `2026-W40`. */
  week!: string;
  /** Per cent. */
  value!: number;
  target!: number;
}

/** What was seen when a task completed itself. Which fields there are follows from `kind`. */
export class SeenLine {
  kind!: 'acts' | 'act' | 'condition' | 'order' | 'criterion';
  /** Acts that were reviewed, of how many. */
  done?: number;
  of?: number;
  actId?: string;
  condition?: 'acts' | 'resources' | 'training';
  numerator?: number;
  denominator?: number;
  orderId?: string;
  /** Of the order. */
  number?: string;
  /** School-local; of an order its date. */
  on?: string;
  criterion?: number;
  weeks?: SeenWeek[];
}

export class TaskCompletion {
  /** Who said so; null: the system saw it. */
  by!: StaffCard | null;
  note!: string | null;
  seen!: SeenLine | null;
  /** ISO 8601, UTC. */
  at!: string;
}

export class TaskDateChange {
  /** The dates before the change. */
  starts!: string;
  due!: string;
  reason!: string;
  by!: StaffCard | null;
  /** ISO 8601, UTC. */
  at!: string;
}

export class TaskLine {
  taskId!: string;
  stage!: string;
  title!: string;
  /** School-local. */
  starts!: string;
  /** The last day. */
  due!: string;
  after!: string[];
  /** `waiting`: tasks that come before it are not done. */
  status!: 'waiting' | 'open' | 'done';
  overdue!: boolean;
  /** Tasks before it that are not done. */
  waitsFor!: string[];
  responsible!: StaffCard | null;
  /** What the system looks at; null: a person says when it is done. */
  watch!: WatchLine | null;
  completion!: TaskCompletion | null;
  /** Oldest first. */
  changes!: TaskDateChange[];
}

export class StageLine {
  id!: string;
  title!: string;
  source!: Source;
  done!: number;
  of!: number;
  /** First and last day of its tasks; null where it has none. */
  starts!: string | null;
  due!: string | null;
}

export class PlanAnswer {
  /** The school's date that it is about: what is overdue. */
  on!: LocalDate;
  /** The first day; null: there is no plan yet. */
  start!: string | null;
  stages!: StageLine[];
  /** By stage, then by start. */
  tasks!: TaskLine[];
  overdue!: number;
  /** The position of the log that it shows. */
  position!: string | null;
}

export class GetPlan extends Query<PlanAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: TransitionQuery,
    /** Only the tasks that this person is responsible for; null: all. */
    readonly personId: string | null,
  ) {
    super();
  }
}

@QueryHandler(GetPlan)
export class GetPlanHandler implements IQueryHandler<GetPlan> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ schoolId, query, personId }: GetPlan): Promise<PlanAnswer> {
    const { minPosition, asOf } = query;
    const { directory } = this;
    const models = [plans.name, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const on = dateOf(query, this.clock.now(), await directory.timeZone(snapshot, schoolId));
      const plan = await planIn(snapshot, schoolId);
      if (plan === null) return { on, start: null, stages: [], tasks: [], overdue: 0, position };
      const names = await directory.people(snapshot, schoolId, peopleIn(plan));
      const order = defaultPlan.stages.map(({ id }) => id);
      const tasks = plan.tasks
        .filter(({ responsible }) => personId === null || responsible === personId)
        .map((task) => taskLine(task, plan, names, on))
        .sort(
          (a, b) =>
            order.indexOf(a.stage) - order.indexOf(b.stage) ||
            (a.starts < b.starts ? -1 : a.starts > b.starts ? 1 : 0),
        );
      const stages = defaultPlan.stages.map((stage) => stageLine(stage, tasks));
      const overdue = tasks.filter((task) => task.overdue).length;
      return { on, start: plan.start, stages, tasks, overdue, position };
    });
  }
}

async function planIn(snapshot: Snapshot, schoolId: string): Promise<Plan | null> {
  const doc = await snapshot.get(plans.name, schoolId, PLAN);
  return doc === null ? null : (JSON.parse(doc.body) as Plan);
}

const peopleIn = ({ tasks }: Plan): string[] =>
  tasks.flatMap(({ responsible, completion, changes }) =>
    [responsible, completion?.personId, ...changes.map(({ personId }) => personId)].filter(
      (id) => typeof id === 'string',
    ),
  );

function taskLine(task: Task, plan: Plan, names: ReadonlyMap<string, PersonName>, on: LocalDate): TaskLine {
  const { taskId, stage, title, starts, due, after, watch, completion, responsible, changes } = task;
  const card = (id: string | null): StaffCard | null => (id === null ? null : cardOf(names, id));
  const waitsFor = openBefore(plan, task).map((one) => one.taskId);
  return {
    taskId,
    stage,
    title,
    starts,
    due,
    after: [...after],
    status: completion !== null ? 'done' : waitsFor.length > 0 ? 'waiting' : 'open',
    overdue: completion === null && due < on,
    waitsFor: completion === null ? waitsFor : [],
    responsible: card(responsible),
    watch: watch === null ? null : watchLine(watch),
    completion:
      completion === null
        ? null
        : {
            by: card(completion.personId),
            note: completion.note,
            seen: completion.seen === null ? null : seenLine(completion.seen),
            at: completion.at,
          },
    changes: changes.map((change) => ({
      starts: change.starts,
      due: change.due,
      reason: change.reason,
      by: card(change.personId),
      at: change.at,
    })),
  };
}

const watchLine = (watch: Watch): WatchLine => ({ ...watch });
const seenLine = (seen: Seen): SeenLine =>
  seen.kind === 'criterion' ? { ...seen, weeks: [...seen.weeks] } : { ...seen };

function stageLine(
  { id, title, source }: Pick<StageLine, 'id' | 'title' | 'source'>,
  tasks: readonly TaskLine[],
): StageLine {
  const own = tasks.filter(({ stage }) => stage === id);
  const starts = own.map((task) => task.starts).sort();
  const dues = own.map((task) => task.due).sort();
  return {
    id,
    title,
    source,
    done: own.filter(({ status }) => status === 'done').length,
    of: own.length,
    starts: starts[0] ?? null,
    due: dues.at(-1) ?? null,
  };
}

@Controller()
export class GetPlanRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The plan by stages: its tasks with dates, who is responsible, what is done and by what, what is overdue. */
  @Get('transition/plan')
  @Access(seesTransition)
  plan(
    @CurrentPrincipal() { schoolId }: Principal,
    @QueryParams() query: TransitionQuery,
  ): Promise<PlanAnswer> {
    return this.queries.execute(new GetPlan(schoolId, query, null));
  }

  /** The tasks of the plan that one is responsible for. */
  @Get('me/tasks')
  @Access(staffThemselves)
  tasks(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: TransitionQuery,
  ): Promise<PlanAnswer> {
    return this.queries.execute(new GetPlan(principal.schoolId, query, ownPerson(principal)));
  }
}
