import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { registerStream } from '#school/events';
import type { SignInRole } from '#platform';
import {
  ALGEBRA,
  idOf,
  JournalApp,
  OTHER_SCHOOL,
  PHYSICS,
  SCHOOL,
  type Visitor,
} from '../support/journal-app.ts';

const DAY = '2026-10-13';
let test: JournalApp;
let deputy: Visitor;
/** Algebra by somebody else, physics instead of which algebra is given, and a physics lesson of frost. */
let [substituted, replaced, cancelled, instead]: [string, string, string, string] = ['', '', '', ''];
const path = (period = 'from=2026-10-01&to=2026-10-31'): string => `substitutions?${period}`;
const freePath = (lesson = replaced): string => `lessons/${lesson}/free-teachers`;

async function arrange(act: string, lesson: string, body: object): Promise<Record<string, string>> {
  const answer = await deputy.do('post', `lessons/${lesson}/${act}`, body);
  expect([answer.status < 300, answer.body.errors]).toEqual([true, undefined]);
  return answer.body;
}

beforeAll(async () => {
  test = await JournalApp.start();
  deputy = test.as('deputy', ['deputy-head']);
  substituted = test.lessonId(ALGEBRA, DAY);
  replaced = test.lessonId(PHYSICS, DAY);
  cancelled = test.lessonId(PHYSICS, '2026-10-20');
  // Teaches physics in no class.
  const registerId = idOf('other physics');
  const opened = { registerId, yearId: idOf('year'), subjectId: idOf('subject physics'), kind: 'elective' };
  const from = '2026-09-01';
  await test.record(
    registerStream(SCHOOL, registerId),
    { type: 'RegisterOpened', data: { ...opened, groupIds: [], classIds: [] } },
    { type: 'RegisterTeacherAssigned', data: { registerId, teacherId: idOf('substitute'), from } },
  );
});
afterAll(() => test.close());

describe('the teachers free at a lesson', () => {
  it('are those who give none at its time, of the same subject first', async () => {
    const page = await deputy.get(freePath());
    expect(page.status).toBe(200);
    expect(page.body).toMatchObject({
      lessonId: replaced,
      subjectId: idOf('subject physics'),
      date: DAY,
      number: 2,
      startsAt: test.at('09:30', DAY),
    });
    expect(page.body.teachers).toMatchObject([
      {
        personId: idOf('substitute'),
        familyName: 'substitute',
        sameSubject: true,
        sameClass: false,
        lessonsThatDay: 0,
        substitutedThatDay: false,
      },
      { personId: idOf('teacher'), sameSubject: false, sameClass: true, lessonsThatDay: 1 },
    ]);
  });

  it('are not those who give another lesson then', async () => {
    const move = { date: DAY, number: 2, starts: '09:00', ends: '09:31', reason: 'r' };
    await arrange('move', substituted, move);
    const ids = async (): Promise<string[]> =>
      (await deputy.get(freePath())).body.teachers.map((one: { personId: string }) => one.personId);
    expect(await ids()).toEqual([idOf('substitute')]);
    await arrange('move', substituted, { ...move, ends: '09:30' });
    expect(await ids()).toEqual([idOf('substitute'), idOf('teacher')]);
  });
});

describe('the list of substitutions', () => {
  it('is empty as long as every lesson is given by whom it was planned for', async () => {
    const page = await deputy.get(path());
    expect(page.status).toBe(200);
    expect(page.body).toMatchObject({ lines: [], totals: [], staff: [] });
  });

  it('says who was away, who gave it, why, and counts for each teacher', async () => {
    test.goTo('09:20');
    await arrange('substitution', substituted, { teacherIds: [idOf('substitute')], reason: 'Training' });
    const given = { registerId: idOf('algebra'), teacherIds: [idOf('teacher')], reason: 'Illness' };
    instead = (await arrange('replacement', replaced, given))['lessonId']!;
    await arrange('cancel', cancelled, { reason: 'Frost', document: 'Order 7' });
    const page = await deputy.get(path());
    const said = {
      by: idOf('deputy'),
      recordedAt: test.at('09:20'),
      lessonKind: 'class',
      classIds: [idOf('5a')],
    };
    expect(page.body.lines).toMatchObject([
      {
        kind: 'substituted',
        lessonId: substituted,
        date: DAY,
        missedBy: [idOf('teacher')],
        givenBy: [idOf('substitute')],
        instead: null,
        reason: 'Training',
        document: null,
        ...said,
      },
      {
        kind: 'replaced',
        lessonId: replaced,
        missedBy: [idOf('physicist')],
        givenBy: [idOf('teacher')],
        instead: {
          lessonId: instead,
          registerId: idOf('algebra'),
          subjectId: idOf('subject algebra'),
          date: DAY,
        },
        reason: 'Illness',
        ...said,
      },
      {
        kind: 'cancelled',
        lessonId: cancelled,
        date: '2026-10-20',
        missedBy: [idOf('physicist')],
        givenBy: [],
        instead: null,
        reason: 'Frost',
        document: 'Order 7',
        ...said,
      },
    ]);
    expect(page.body.totals).toEqual([
      { teacherId: idOf('physicist'), missed: 1, given: 0, cancelled: 1 },
      { teacherId: idOf('substitute'), missed: 0, given: 1, cancelled: 0 },
      { teacherId: idOf('teacher'), missed: 1, given: 1, cancelled: 0 },
    ]);
    expect(page.body.subjects).toHaveLength(2);
  });

  it('names who gives the lesson given instead, and nobody once that is cancelled', async () => {
    await arrange('substitution', instead, { teacherIds: [idOf('substitute')], reason: 'Illness too' });
    const line = async (): Promise<object> =>
      (await deputy.get(path())).body.lines.find((one: { lessonId: string }) => one.lessonId === replaced);
    expect(await line()).toMatchObject({ givenBy: [idOf('substitute')], missedBy: [idOf('physicist')] });
    expect((await deputy.get(path())).body.lines).toHaveLength(3);
    await arrange('cancel', instead, { reason: 'Nobody left' });
    expect(await line()).toMatchObject({ givenBy: [], instead: null });
    expect((await deputy.get(path())).body.lines).toHaveLength(3);
  });

  it('marks among the free those whose lessons others give that day', async () => {
    await deputy.do('delete', `lessons/${substituted}/substitution`, { reason: 'Back' });
    const teachers = (await deputy.get(freePath(substituted))).body.teachers;
    expect(teachers).toMatchObject([
      { personId: idOf('physicist'), sameClass: true, substitutedThatDay: true, lessonsThatDay: 0 },
      { personId: idOf('substitute'), sameClass: false, substitutedThatDay: false },
    ]);
  });

  it('is of a period, and no longer of lessons that are given as planned after all', async () => {
    const dates = async (period?: string): Promise<string[]> =>
      (await deputy.get(path(period))).body.lines.map(({ date }: { date: string }) => date);
    expect(await dates()).toEqual([DAY, '2026-10-20']);
    expect(await dates('from=2026-10-14&to=2026-10-20')).toEqual(['2026-10-20']);
    expect((await deputy.get(path('from=2026-10-14&to=2026-10-01'))).status).toBe(422);
    expect((await deputy.get(path('from=2026-01-14&to=2026-10-01'))).status).toBe(422);
    const past = await deputy.get(path(`from=2026-10-01&to=2026-10-31&asOf=${test.at('09:15')}`));
    expect(past.body.lines).toEqual([]);
  });

  it('is the deputy head’s, the administrator’s and the readers’ of the school', async () => {
    for (const address of [path(), freePath()]) {
      const status = async (role: SignInRole, school?: string): Promise<number> =>
        (await test.as('teacher', [role], school).get(address)).status;
      for (const role of ['head', 'deputy-head', 'administrator', 'auditor'] as const) {
        expect([role, await status(role)]).toEqual([role, 200]);
      }
      for (const role of ['teacher', 'class-teacher', 'pupil', 'parent', 'region-officer'] as const) {
        expect([role, await status(role)]).toEqual([role, 403]);
      }
    }
    const elsewhere = test.as('x', ['head'], OTHER_SCHOOL);
    expect((await elsewhere.get(path())).body.lines).toEqual([]);
    expect((await elsewhere.get(freePath())).status).toBe(404);
  });
});
