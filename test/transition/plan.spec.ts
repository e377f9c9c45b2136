import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { actIdOf } from '#transition/events';
import { pdf } from '../../libs/transition/src/testing/sample-documents.ts';
import { issuedOrder } from '../support/issued-order.ts';
import { ALGEBRA, idOf, JournalApp, PHYSICS, SCHOOL, type Visitor } from '../support/journal-app.ts';
import { lookAtCriteria, settlingOf } from '../support/settling.ts';

let test: JournalApp;
let deputy: Visitor;
let head: Visitor;
let settle: () => Promise<void>;

beforeAll(async () => {
  test = await JournalApp.start();
  settle = settlingOf(test);
  deputy = test.as('substitute', ['deputy-head']);
  head = test.as('head', ['head']);
});
afterAll(() => test.close());

const planned = async (query = '') => (await head.get(`transition/plan${query}`)).body;
const taskOf = async (taskId: string): Promise<Record<string, unknown>> =>
  ((await planned()).tasks as Record<string, unknown>[]).find((one) => one['taskId'] === taskId)!;
const path = (task: string, more: string): string => `transition/plan/tasks/${task}/${more}`;

describe('the plan by stages', () => {
  it('is empty until it is begun, and every «cannot yet» says so', async () => {
    expect(await planned()).toMatchObject({ start: null, tasks: [] });
    const early = await deputy.do('post', path('working-group', 'completion'), { note: 'да' });
    expect([early.status, early.body.type]).toEqual([404, '/problems/no-plan']);
  });

  it('begins with ten stages of ours, dates counted from its start', async () => {
    expect((await deputy.do('post', 'transition/plan', { start: '2026-09-07' })).status).toBe(201);
    await settle();
    const body = await planned();
    expect(body.stages).toHaveLength(10);
    expect(body.stages[0]).toMatchObject({ id: 'audit', source: 'ours', starts: '2026-09-07', of: 4 });
    expect(await taskOf('working-group')).toMatchObject({ due: '2026-09-13', status: 'open', overdue: true });
    expect(await taskOf('first-order')).toMatchObject({
      status: 'waiting',
      waitsFor: ['parents-opinion', 'approve-acts', 'network', 'tests'],
    });
    expect((await deputy.do('post', 'transition/plan', { start: '2026-09-08' })).status).toBe(409);
  });

  it('has tasks with who is responsible, which they find among their own', async () => {
    const body = { personId: idOf('teacher') };
    expect((await deputy.do('put', path('working-group', 'responsible'), body)).status).toBe(200);
    const pupil = await deputy.do('put', path('working-group', 'responsible'), { personId: idOf('anna') });
    expect(pupil.body.type).toBe('/problems/not-staff');
    const mine = await test.as('teacher', ['teacher']).get('me/tasks');
    expect(mine.body.tasks).toMatchObject([
      { taskId: 'working-group', responsible: { familyName: 'teacher' } },
    ]);
    expect((await test.as('physicist', ['teacher']).get('me/tasks')).body.tasks).toEqual([]);
  });

  it('has tasks completed by a person with a note, and others that only the system can', async () => {
    expect(
      (await deputy.do('post', path('working-group', 'completion'), { note: 'приказ № 4' })).status,
    ).toBe(201);
    expect(await taskOf('working-group')).toMatchObject({
      status: 'done',
      overdue: false,
      completion: { by: { familyName: 'substitute' }, note: 'приказ № 4', seen: null },
    });
    const watched = await deputy.do('post', path('network', 'completion'), { note: 'готово' });
    expect([watched.status, watched.body.type, watched.body.watch]).toEqual([
      409,
      '/problems/watched',
      { kind: 'condition', condition: 'resources' },
    ]);
    const waits = await deputy.do('post', path('archive', 'completion'), { note: 'готово' });
    expect([waits.body.type, waits.body.before]).toEqual(['/problems/waits-for', ['second-order']]);
  });

  it('has tasks that complete themselves, show what completed them, and open again', async () => {
    const rooms = [{ room: '12', network: 'wired', devices: [] }];
    const places = ['teacher', 'physicist'].map((name) => ({ personId: idOf(name), hasPlace: true }));
    await deputy.do('put', 'transition/resources/rooms', { rooms });
    await settle();
    expect(await taskOf('network')).toMatchObject({ status: 'waiting', completion: null });
    await deputy.do('put', 'transition/resources/places', { places });
    await settle();
    expect(await taskOf('network')).toMatchObject({
      status: 'done',
      completion: {
        by: null,
        seen: { kind: 'condition', condition: 'resources', numerator: 3, denominator: 3, on: '2026-10-06' },
      },
    });
    await deputy.do('put', 'transition/resources/rooms', { rooms: [{ ...rooms[0], network: 'none' }] });
    await settle();
    expect(await taskOf('network')).toMatchObject({ completion: null });
  });

  it('sees an act agreed', async () => {
    const act = `transition/acts/${actIdOf(SCHOOL, 'help-regulations')}`;
    await deputy.do('post', `${act}/versions`);
    await deputy.upload('put', `${act}/document?name=a.pdf`, pdf());
    await settle();
    expect(await taskOf('help-regulations')).toMatchObject({ completion: null });
    const opinion = { body: 'pedagogical-council', protocol: { number: '3', date: '2026-09-20' } };
    await deputy.do('post', `${act}/opinions`, opinion);
    await settle();
    expect(await taskOf('help-regulations')).toMatchObject({
      completion: { seen: { kind: 'act', actId: actIdOf(SCHOOL, 'help-regulations') } },
    });
  });

  it('sees a criterion that is at its target in the weeks that are over, once it is the task’s turn', async () => {
    await lookAtCriteria(test);
    // A timetable is in force for the one class on every day.
    expect(await taskOf('timetable')).toMatchObject({
      completion: {
        seen: { kind: 'criterion', criterion: 1, weeks: [{ week: '2026-W40', value: 100, target: 100 }] },
      },
    });
    expect(await taskOf('planning-kept')).toMatchObject({ completion: null });
    const teachers = [test.as('teacher', ['teacher']), test.as('physicist', ['teacher'])];
    for (const week of [0, 7, 14, 21]) {
      const tuesday = new Date(Date.parse('2026-09-08') + week * 86_400_000).toISOString().slice(0, 10);
      const wednesday = new Date(Date.parse('2026-09-09') + week * 86_400_000).toISOString().slice(0, 10);
      const topic = { topic: 'Дроби', basedOn: null };
      await teachers[0]!.do('put', `lessons/${test.lessonId(ALGEBRA, tuesday)}/topic`, topic);
      await teachers[1]!.do('put', `lessons/${test.lessonId(PHYSICS, tuesday)}/topic`, topic);
      const onWednesday = `timetable?from=${wednesday}&to=${wednesday}&groupId=${idOf('5a')}`;
      const [lesson] = (await head.get(onWednesday)).body.lessons as [{ lessonId: string }];
      await teachers[0]!.do('put', `lessons/${lesson.lessonId}/topic`, topic);
    }
    await lookAtCriteria(test);
    expect(await taskOf('planning-kept')).toMatchObject({ status: 'waiting', completion: null });
    await issuedOrder(test, 'transition', { number: '17', date: '2026-10-06' });
    await settle();
    await lookAtCriteria(test);
    const { completion } = (await taskOf('planning-kept')) as { completion: { seen: { weeks: object[] } } };
    expect(completion.seen.weeks).toMatchObject([
      { week: '2026-W37', value: 100 },
      { week: '2026-W38' },
      { week: '2026-W39' },
      { week: '2026-W40', target: 95 },
    ]);
  });

  it('changes dates with a reason, one task or all that are not done', async () => {
    const dates = { starts: '2026-10-10', due: '2026-10-30', reason: 'болезнь' };
    expect((await deputy.do('put', path('course', 'dates'), dates)).status).toBe(200);
    await deputy.do('post', 'transition/plan/start', { start: '2026-09-14', reason: 'отпуск' });
    expect(await taskOf('course')).toMatchObject({
      starts: '2026-10-17',
      due: '2026-11-06',
      changes: [
        { starts: '2026-09-21', due: '2026-10-30', reason: 'болезнь', by: { familyName: 'substitute' } },
        { starts: '2026-10-10', due: '2026-10-30', reason: 'отпуск' },
      ],
    });
    expect(await taskOf('working-group')).toMatchObject({ due: '2026-09-13', changes: [] });
  });

  it('takes tasks of the school’s own, and drops them with a reason', async () => {
    const own = {
      stage: 'training',
      title: 'Памятка',
      starts: '2026-10-01',
      due: '2026-10-05',
      after: ['course'],
    };
    const added = await deputy.do('post', 'transition/plan/tasks', own);
    expect(added.status).toBe(201);
    const taskId = added.body.taskId as string;
    expect(await taskOf(taskId)).toMatchObject({ status: 'waiting', overdue: true, watch: null });
    const dropped = await deputy.do('post', path('course', 'withdrawal'), { reason: 'не нужен' });
    expect([dropped.status, dropped.body.waiting]).toEqual([409, ['tests', taskId]]);
    expect((await deputy.do('post', path(taskId, 'withdrawal'), { reason: 'не нужна' })).status).toBe(201);
    expect((await deputy.do('post', path(newId(), 'withdrawal'), { reason: 'не нужна' })).status).toBe(404);
    expect(await taskOf(taskId)).toBeUndefined();
  });

  it('is answered as it was', async () => {
    const body = await planned();
    await deputy.do('post', path('working-group', 'reopening'), { reason: 'приказ отменён' });
    expect((await taskOf('working-group'))['completion']).toBeNull();
    expect(await planned(`?asOf=${body.position as string}`)).toEqual(body);
  });
});
