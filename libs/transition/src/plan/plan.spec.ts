import { describe, expect, it } from '@jest/globals';
import { given, recorded } from '#kernel/testing';
import { openBefore, plan, type PlanCommand } from './plan.ts';
import type { PlanEvent, PlannedTask, Seen } from './plan.events.ts';
import { planWatcher } from './plan-watcher.reactor.ts';
import { defaultPlan, tasksFrom } from './stages.ts';

const START = '2026-09-01';
const task = (taskId: string, more: Partial<PlannedTask> = {}): PlannedTask => ({
  taskId,
  stage: 'audit',
  title: taskId,
  starts: '2026-09-01',
  due: '2026-09-14',
  after: [],
  watch: null,
  ...more,
});
const tasks = [
  task('review', { watch: { kind: 'acts-reviewed' } }),
  task('group'),
  task('order', { after: ['review', 'group'], starts: '2026-09-15', due: '2026-09-20' }),
];
const begun: PlanEvent = { type: 'PlanBegun', data: { start: START, edition: 1, tasks } };
const seen: Seen = { kind: 'acts', done: 31, of: 31 };
const seenDone: PlanEvent = { type: 'TaskSeenDone', data: { taskId: 'review', seen } };
const completed: PlanEvent = { type: 'TaskCompleted', data: { taskId: 'group', note: 'приказ № 4' } };
const complete = (taskId: string, note = 'приказ № 4'): PlanCommand => ({
  kind: 'CompleteTask',
  taskId,
  note,
});
const look = (found: Seen | null): PlanCommand => ({
  kind: 'LookAtTasks',
  seen: new Map([['review', found]]),
});

describe('the default plan', () => {
  it('has ten stages, each with tasks, whose order has no circle and whose dates follow it', () => {
    const planned = tasksFrom(START);
    const byId = new Map(planned.map((one) => [one.taskId, one]));
    expect(byId.size).toBe(planned.length);
    expect(defaultPlan.stages).toHaveLength(10);
    for (const { id } of defaultPlan.stages) expect(planned.some(({ stage }) => stage === id)).toBe(true);
    for (const { taskId, stage, starts, due, after } of planned) {
      expect([taskId, defaultPlan.stages.some(({ id }) => id === stage), starts <= due]).toEqual([
        taskId,
        true,
        true,
      ]);
      for (const before of after) expect([taskId, byId.get(before)!.due < due]).toEqual([taskId, true]);
    }
  });
});

describe('a plan', () => {
  it('begins once, and nothing is done without one', () => {
    given(plan)().when({ kind: 'BeginPlan', start: START, edition: 1, tasks }).then(begun);
    given(plan)(begun).when({ kind: 'BeginPlan', start: START, edition: 1, tasks }).thenNothing();
    given(plan)(begun)
      .when({ kind: 'BeginPlan', start: '2026-09-02', edition: 1, tasks })
      .thenRefused('plan-exists');
    expect(given(plan)().when(complete('group')).thenRefused('no-plan').status).toBe(404);
  });

  it('has tasks completed by a person with a note, in their order', () => {
    given(plan)(begun).when(complete('group')).then(completed);
    given(plan)(begun, completed).when(complete('group')).thenNothing();
    given(plan)(begun).when(complete('group', ' ')).thenRefused('invalid');
    const refused = given(plan)(begun, completed).when(complete('order')).thenRefused('waits-for');
    expect(refused.more['before']).toEqual(['review']);
    expect(given(plan)(begun, completed, seenDone).when(complete('order')).facts()).toHaveLength(1);
  });

  it('has tasks that complete themselves when they are seen done, and open again when they are no more', () => {
    given(plan)(begun).when(complete('review')).thenRefused('watched');
    given(plan)(begun).when(look(seen)).then(seenDone);
    given(plan)(begun, seenDone).when(look(seen)).thenNothing();
    given(plan)(begun).when(look(null)).thenNothing();
    given(plan)(begun, seenDone)
      .when(look(null))
      .then({ type: 'TaskReopened', data: { taskId: 'review', reason: null } });
    given(plan)(begun, seenDone).when({ kind: 'LookAtTasks', seen: new Map() }).thenNothing();
  });

  it('has tasks that a person opens again, but not what the system sees done', () => {
    const reopen = (taskId: string): PlanCommand => ({ kind: 'ReopenTask', taskId, reason: 'ошибка' });
    given(plan)(begun, completed)
      .when(reopen('group'))
      .then({ type: 'TaskReopened', data: { taskId: 'group', reason: 'ошибка' } });
    given(plan)(begun).when(reopen('group')).thenNothing();
    given(plan)(begun, seenDone).when(reopen('review')).thenRefused('seen-done');
  });

  it('changes dates with a reason, and remembers those before', () => {
    const move = (due: string): PlanCommand => ({
      kind: 'RescheduleTask',
      taskId: 'group',
      starts: '2026-09-01',
      due,
      reason: 'болезнь',
    });
    const rescheduled: PlanEvent = {
      type: 'TaskRescheduled',
      data: { taskId: 'group', starts: '2026-09-01', due: '2026-09-20', reason: 'болезнь' },
    };
    given(plan)(begun).when(move('2026-09-20')).then(rescheduled);
    given(plan)(begun).when(move('2026-09-14')).thenNothing();
    given(plan)(begun).when(move('2026-08-20')).thenRefused('invalid');
    given(plan)(begun, completed).when(move('2026-09-20')).thenRefused('task-done');
    expect(given(plan)(begun, rescheduled).state!.tasks[1]).toMatchObject({
      due: '2026-09-20',
      changes: [{ due: '2026-09-14', reason: 'болезнь', personId: 'teacher-1' }],
    });
  });

  it('moves as a whole, except what is done', () => {
    const moved: PlanEvent = { type: 'PlanMoved', data: { days: 10, reason: 'отпуск' } };
    given(plan)(begun).when({ kind: 'MovePlan', start: '2026-09-11', reason: 'отпуск' }).then(moved);
    const { state } = given(plan)(begun, completed, moved);
    expect(state!.start).toBe('2026-09-11');
    expect(state!.tasks.map(({ due }) => due)).toEqual(['2026-09-24', '2026-09-14', '2026-09-30']);
  });

  it('takes tasks of the school’s own, and drops those that none comes after', () => {
    const own = {
      taskId: 'own',
      stage: 'audit',
      title: ' Чат ',
      starts: START,
      due: START,
      after: ['group'],
    };
    const add = (more = {}): PlanCommand => ({
      kind: 'AddTask',
      task: { ...own, ...more },
      stages: ['audit'],
    });
    const added: PlanEvent = { type: 'TaskAdded', data: { task: { ...own, title: 'Чат', watch: null } } };
    given(plan)(begun).when(add()).then(added);
    given(plan)(begun)
      .when(add({ stage: 'moon' }))
      .thenRefused('invalid');
    given(plan)(begun)
      .when(add({ after: ['nothing'] }))
      .thenRefused('not-found');
    const drop = (taskId: string): PlanCommand => ({ kind: 'DropTask', taskId, reason: 'не нужна' });
    given(plan)(begun).when(drop('group')).thenRefused('others-wait');
    const { state } = given(plan)(begun, added, {
      type: 'TaskDropped',
      data: { taskId: 'own', reason: 'нет' },
    });
    expect(openBefore(state!, state!.tasks[2]!).map(({ taskId }) => taskId)).toEqual(['review', 'group']);
    expect(state!.tasks).toHaveLength(3);
  });
});

describe('the plan’s watcher', () => {
  const inSchool = (event: PlanEvent | { type: 'ActApproved'; data: object }) =>
    recorded(event, 0, { recordedAt: '2026-09-02T06:00:00.000Z' }, '00.school-1.plan-school');

  it('looks at once after what a condition may follow from', async () => {
    const reactions = await planWatcher.react(inSchool({ type: 'ActApproved', data: {} }));
    expect(reactions).toMatchObject([
      { schoolId: 'school-1', command: 'LookAtPlan', payload: { look: 'conditions' } },
    ]);
  });

  it('looks at the criteria on every Monday after a plan began', async () => {
    const reactions = await planWatcher.react(inSchool(begun));
    expect(reactions).toHaveLength(62);
    expect(reactions[2]).toMatchObject({ step: 'week-1', due: '2026-09-07T03:00:00.000Z' });
    expect(new Set(reactions.map(({ step }) => step)).size).toBe(62);
  });
});
