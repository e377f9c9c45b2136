import {
  addDays,
  daysBetween,
  type Decider,
  type Instant,
  invalidField,
  isLocalDate,
  type LocalDate,
  notFound,
  type Recorded,
  Refused,
} from '#kernel';
import { saying } from '../fields.ts';
import type { PlanEvent, PlannedTask, Seen } from './plan.events.ts';

/** That a task is done: who or what said so. */
export interface Completion {
  /** The system's own eye when there is no person and no note. */
  readonly personId: string | null;
  readonly note: string | null;
  readonly seen: Seen | null;
  readonly at: Instant;
}

/** Dates that a task had, and why they were changed. */
export interface DateChange {
  readonly starts: LocalDate;
  readonly due: LocalDate;
  readonly reason: string;
  readonly at: Instant;
  readonly personId: string | null;
}

export interface Task extends PlannedTask {
  readonly responsible: string | null;
  readonly completion: Completion | null;
  /** The dates before each change, oldest first. */
  readonly changes: readonly DateChange[];
}

export interface Plan {
  readonly start: LocalDate;
  readonly edition: number;
  readonly tasks: readonly Task[];
}

export type PlanCommand =
  | {
      readonly kind: 'BeginPlan';
      readonly start: LocalDate;
      readonly edition: number;
      readonly tasks: readonly PlannedTask[];
    }
  | {
      readonly kind: 'AddTask';
      readonly task: Omit<PlannedTask, 'watch'>;
      readonly stages: readonly string[];
    }
  | { readonly kind: 'DropTask'; readonly taskId: string; readonly reason: string }
  | { readonly kind: 'AssignTask'; readonly taskId: string; readonly personId: string }
  | {
      readonly kind: 'RescheduleTask';
      readonly taskId: string;
      readonly starts: LocalDate;
      readonly due: LocalDate;
      readonly reason: string;
    }
  | { readonly kind: 'MovePlan'; readonly start: LocalDate; readonly reason: string }
  | { readonly kind: 'CompleteTask'; readonly taskId: string; readonly note: string }
  | { readonly kind: 'ReopenTask'; readonly taskId: string; readonly reason: string }
  /** What the system sees now of each task that it watches; null: not done. */
  | { readonly kind: 'LookAtTasks'; readonly seen: ReadonlyMap<string, Seen | null> };

export const plan: Decider<Plan | null, PlanCommand, PlanEvent> = {
  name: 'transition/plan',
  initial: null,

  decide(command, current) {
    if (command.kind === 'BeginPlan') {
      const { start, edition, tasks } = command;
      requireDate('start', start);
      if (current?.start === start) return [];
      if (current !== null) throw new Refused('plan-exists', `The plan began on ${current.start}.`);
      return [{ type: 'PlanBegun', data: { start, edition, tasks } }];
    }
    if (current === null) throw new Refused('no-plan', 'There is no plan yet: begin one.', { status: 404 });
    switch (command.kind) {
      case 'AddTask':
        return addTask(command, current);
      case 'DropTask': {
        const { taskId } = taskIn(current, command.taskId);
        const waiting = current.tasks.filter(({ after }) => after.includes(taskId));
        if (waiting.length > 0) {
          throw new Refused('others-wait', 'Other tasks come after this one.', {
            waiting: waiting.map((task) => task.taskId),
          });
        }
        return [{ type: 'TaskDropped', data: { taskId, reason: saying('reason', command.reason) } }];
      }
      case 'AssignTask': {
        const { taskId, responsible } = taskIn(current, command.taskId);
        const { personId } = command;
        return personId === responsible ? [] : [{ type: 'TaskAssigned', data: { taskId, personId } }];
      }
      case 'RescheduleTask': {
        const task = taskIn(current, command.taskId);
        const { taskId, starts, due } = command;
        requireSpan(starts, due);
        if (task.completion !== null) throw new Refused('task-done', 'The task is done already.');
        const reason = saying('reason', command.reason);
        if (starts === task.starts && due === task.due) return [];
        return [{ type: 'TaskRescheduled', data: { taskId, starts, due, reason } }];
      }
      case 'MovePlan': {
        requireDate('start', command.start);
        const days = daysBetween(current.start, command.start);
        const reason = saying('reason', command.reason);
        return days === 0 ? [] : [{ type: 'PlanMoved', data: { days, reason } }];
      }
      case 'CompleteTask':
        return completeTask(current, command.taskId, command.note);
      case 'ReopenTask': {
        const { taskId, completion } = taskIn(current, command.taskId);
        const reason = saying('reason', command.reason);
        if (completion === null) return [];
        if (completion.seen !== null) {
          throw new Refused(
            'seen-done',
            'The system sees that this is done: it opens again when that changes.',
          );
        }
        return [{ type: 'TaskReopened', data: { taskId, reason } }];
      }
      case 'LookAtTasks':
        return current.tasks.flatMap((task) => lookAt(task, command.seen.get(task.taskId)));
    }
  },

  evolve: planAfter,
};

/** The tasks that must be done before this one and are not. */
export const openBefore = ({ tasks }: Plan, { after }: Pick<Task, 'after'>): Task[] =>
  tasks.filter(({ taskId, completion }) => after.includes(taskId) && completion === null);

function planAfter(current: Plan | null, event: Recorded<PlanEvent>): Plan | null {
  const { recordedAt: at, actor } = event.metadata;
  const personId = actor.personId ?? null;
  if (event.type === 'PlanBegun') {
    const { start, edition, tasks } = event.data;
    return { start, edition, tasks: tasks.map(fresh) };
  }
  if (current === null) return null;
  switch (event.type) {
    case 'TaskAdded':
      return { ...current, tasks: [...current.tasks, fresh(event.data.task)] };
    case 'TaskDropped':
      return { ...current, tasks: current.tasks.filter(({ taskId }) => taskId !== event.data.taskId) };
    case 'TaskAssigned':
      return withTask(current, event.data.taskId, () => ({ responsible: event.data.personId }));
    case 'TaskRescheduled': {
      const { taskId, starts, due, reason } = event.data;
      return withTask(current, taskId, (task) => moved(task, starts, due, { reason, at, personId }));
    }
    case 'PlanMoved': {
      const { days, reason } = event.data;
      const tasks = current.tasks.map((task) =>
        task.completion !== null
          ? task
          : moved(task, addDays(task.starts, days), addDays(task.due, days), { reason, at, personId }),
      );
      return { ...current, start: addDays(current.start, days), tasks };
    }
    case 'TaskCompleted': {
      const { taskId, note } = event.data;
      return withTask(current, taskId, () => ({ completion: { personId, note, seen: null, at } }));
    }
    case 'TaskSeenDone': {
      const { taskId, seen } = event.data;
      return withTask(current, taskId, () => ({ completion: { personId: null, note: null, seen, at } }));
    }
    case 'TaskReopened':
      return withTask(current, event.data.taskId, () => ({ completion: null }));
  }
}

type Of<Kind extends PlanCommand['kind']> = Extract<PlanCommand, { readonly kind: Kind }>;

function addTask({ task, stages }: Of<'AddTask'>, current: Plan): PlanEvent[] {
  const { taskId, stage, starts, due } = task;
  if (current.tasks.some((one) => one.taskId === taskId)) {
    throw new Refused('task-exists', 'This task is in the plan already.');
  }
  if (!stages.includes(stage)) throw invalidField('stage', 'unknown', `There is no stage ${stage}.`);
  requireSpan(starts, due);
  const after = [...new Set(task.after)];
  for (const before of after) taskIn(current, before);
  const added = { taskId, stage, title: saying('title', task.title), starts, due, after, watch: null };
  return [{ type: 'TaskAdded', data: { task: added } }];
}

function completeTask(current: Plan, id: string, said: string): PlanEvent[] {
  const task = taskIn(current, id);
  const { taskId, watch, completion } = task;
  const note = saying('note', said);
  if (completion !== null) return [];
  if (watch !== null) {
    throw new Refused('watched', 'The system looks after this task: it completes itself.', { watch });
  }
  const before = openBefore(current, task).map((one) => one.taskId);
  if (before.length > 0) {
    throw new Refused('waits-for', 'Other tasks come before this one and are not done.', { before });
  }
  return [{ type: 'TaskCompleted', data: { taskId, note } }];
}

/** A task that is seen done completes itself; what was seen done and is no more opens again. */
function lookAt({ taskId, watch, completion }: Task, seen: Seen | null | undefined): PlanEvent[] {
  if (watch === null || seen === undefined) return [];
  if (seen === null) {
    return completion?.seen ? [{ type: 'TaskReopened', data: { taskId, reason: null } }] : [];
  }
  // What made it done stays told: the figures of every later day would say no more.
  return completion === null ? [{ type: 'TaskSeenDone', data: { taskId, seen } }] : [];
}

const fresh = (task: PlannedTask): Task => ({ ...task, responsible: null, completion: null, changes: [] });

const moved = (
  task: Task,
  starts: LocalDate,
  due: LocalDate,
  why: Pick<DateChange, 'reason' | 'at' | 'personId'>,
): Task => ({
  ...task,
  starts,
  due,
  changes: [...task.changes, { starts: task.starts, due: task.due, ...why }],
});

const withTask = (current: Plan, id: string, change: (task: Task) => Partial<Task>): Plan => ({
  ...current,
  tasks: current.tasks.map((task) => (task.taskId === id ? { ...task, ...change(task) } : task)),
});

function taskIn({ tasks }: Plan, id: string): Task {
  const task = tasks.find(({ taskId }) => taskId === id);
  if (task === undefined) throw notFound('task', id);
  return task;
}

function requireSpan(starts: LocalDate, due: LocalDate): void {
  requireDate('starts', starts);
  requireDate('due', due);
  if (due < starts)
    throw invalidField('due', 'order', `The last day ${due} lies before the first ${starts}.`);
}

function requireDate(field: string, date: LocalDate): void {
  if (!isLocalDate(date)) throw invalidField(field, 'date', `${String(date)} is not a date.`);
}
