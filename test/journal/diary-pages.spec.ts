import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SignInRole } from '#platform';
import {
  ALGEBRA,
  idOf,
  JournalApp,
  LEAVER,
  OTHER_SCHOOL,
  PHYSICS,
  TODAY,
  type Visitor,
} from '../support/journal-app.ts';

let test: JournalApp;
let teacher: Visitor;
let anna: Visitor;
let lesson: string;
/** The mark that was retaken, and the one that was corrected. */
let [retaken, corrected]: [string, string] = ['', ''];
/** The position before the second day, and what the page of subjects showed then. */
let before: { position: string; subjects: object };

const basedOn = null;
const PERIOD = 'from=2026-10-01&to=2026-10-31';
const subjectsPath = (pupil = 'anna', more = ''): string =>
  `diaries/${idOf(pupil)}/subjects?${PERIOD}${more}`;
const changesPath = (since = test.at('00:00'), pupil = 'anna', more = ''): string =>
  `diaries/${idOf(pupil)}/changes?since=${since}${more}`;
const post = async (who: Visitor, id: string, ...actions: object[]) => {
  const answer = await who.do('post', `lessons/${id}/entries`, { actions });
  expect([answer.status, answer.body.errors]).toEqual([201, undefined]);
  return answer.body as { markIds: string[]; eventIds: string[]; position: string };
};
const mark = (pupil: string, value: string, more: object = {}) => ({
  kind: 'give-mark',
  pupilId: idOf(pupil),
  value,
  basedOn,
  ...more,
});

beforeAll(async () => {
  test = await JournalApp.start();
  teacher = test.as('teacher', ['teacher']);
  anna = test.as('anna', ['pupil']);
  lesson = test.lessonId(ALGEBRA);
  const work = idOf('a control work');
  const first = await post(
    teacher,
    lesson,
    { kind: 'set-work', workId: work, workType: 'control', weight: 3, title: 'Fractions', basedOn },
    mark('anna', '5'),
    mark('anna', '2', { workId: work }),
    mark('boris', '4'),
    { kind: 'set-homework', text: '№ 5', dueDate: null, basedOn },
  );
  [corrected, retaken] = [first.markIds[1]!, first.markIds[2]!];
  test.goTo('09:20');
  const givenEvent = first.eventIds[1]!;
  await post(teacher, lesson, {
    kind: 'correct-mark',
    markId: corrected,
    value: '4',
    reason: 'checking-error',
    basedOn: givenEvent,
  });
  await post(teacher, lesson, {
    kind: 'set-homework',
    text: '№ 6',
    dueDate: '2026-10-07',
    basedOn: first.eventIds[4]!,
  });
  const last = await post(
    teacher,
    lesson,
    { kind: 'set-attendance', pupilId: idOf('vera'), value: 'absent', basedOn },
    { kind: 'set-attendance', pupilId: idOf('boris'), value: 'late', basedOn },
    { kind: 'set-roll-call', taken: true, basedOn },
  );
  before = { position: last.position, subjects: (await anna.get(subjectsPath())).body };
  test.goTo('11:59', '2026-10-13');
  await post(
    teacher,
    lesson,
    mark('anna', '5', { workId: work, retakeOf: retaken, basedOn: first.eventIds[2]!, doneOn: '2026-10-13' }),
  );
  test.goTo('12:00', '2026-10-13');
  const physicist = test.as('physicist', ['teacher']);
  await post(physicist, test.lessonId(PHYSICS, '2026-10-13'), {
    kind: 'set-attendance',
    pupilId: idOf('anna'),
    value: 'absent',
    code: 'unexcused',
    basedOn,
  });
});
afterAll(() => test.close());

const inSubject = (body: { registers: { registerId: string }[] }, register: string): object =>
  body.registers.find(({ registerId }) => registerId === idOf(register))!;

describe('the subjects of a pupil', () => {
  it('have marks in the order of time, and the average of those that count', async () => {
    const page = await anna.get(subjectsPath());
    expect(page.status).toBe(200);
    expect(inSubject(page.body, 'algebra')).toMatchObject({
      subjectId: idOf('subject algebra'),
      teacherIds: [idOf('teacher')],
      average: { plain: 4.5, weighted: 4.75, of: 2 },
      markCount: 2,
      lessonCount: 6,
      absences: { total: 0 },
      late: 0,
      marks: [
        { markId: corrected, value: '4', workType: 'classwork', weight: 1, counts: true, date: TODAY },
        { markId: retaken, value: '2', workType: 'control', weight: 3, title: 'Fractions', counts: false },
        { value: '5', weight: 3, retakeOf: retaken, doneOn: '2026-10-13', date: TODAY, counts: true },
      ],
    });
    expect(page.body.registers.map(({ subjectId }: { subjectId: string }) => subjectId)).toEqual(
      page.body.subjects
        .toSorted((a: { title: string }, b: { title: string }) => (a.title < b.title ? -1 : 1))
        .map(({ subjectId }: { subjectId: string }) => subjectId),
    );
    expect(page.body.staff.map((one: { familyName: string }) => one.familyName)).toEqual([
      'physicist',
      'teacher',
    ]);
    for (const other of ['boris', 'vera', LEAVER]) expect(page.text).not.toContain(idOf(other));
  });

  it('count absences by what the class teacher says of the day, else by what the teacher knows', async () => {
    const absences = async (): Promise<object> =>
      (inSubject((await anna.get(subjectsPath())).body, 'physics') as { absences: object }).absences;
    expect(await absences()).toEqual({ total: 1, ill: 0, excused: 0, unexcused: 1, unknown: 0 });
    const reason = { pupilId: idOf('anna'), from: '2026-10-13', to: '2026-10-14', code: 'ill' };
    await test.as('class-teacher', ['class-teacher']).do('post', 'absences', reason);
    expect(await absences()).toEqual({ total: 1, ill: 1, excused: 0, unexcused: 0, unknown: 0 });
    const vera = await test.as('head', ['head']).get(subjectsPath('vera'));
    expect(inSubject(vera.body, 'algebra')).toMatchObject({ absences: { total: 1, unknown: 1 }, late: 0 });
    const boris = await test.as('head', ['head']).get(subjectsPath('boris'));
    expect(inSubject(boris.body, 'algebra')).toMatchObject({ absences: { total: 0 }, late: 1 });
  });

  it('keep to the days of belonging', async () => {
    const head = test.as('head', ['head']);
    expect((await head.get(subjectsPath(LEAVER))).body.registers).toEqual([]);
    const september = `diaries/${idOf(LEAVER)}/subjects?from=2026-09-01&to=2026-10-31`;
    const page = await head.get(september);
    expect(inSubject(page.body, 'algebra')).toMatchObject({ lessonCount: 10, marks: [] });
  });

  it('are shown as they were', async () => {
    const past = await anna.get(subjectsPath('anna', `&asOf=${before.position}`));
    expect(past.body).toEqual(before.subjects);
    expect(inSubject(past.body, 'algebra')).toMatchObject({ average: { plain: 3, weighted: 2.5, of: 2 } });
  });

  it('are bounded', async () => {
    expect((await anna.get(`diaries/${idOf('anna')}/subjects?from=2026-10-02&to=2026-10-01`)).status).toBe(
      422,
    );
    expect((await anna.get(`diaries/${idOf('anna')}/subjects?from=2024-10-02&to=2026-10-01`)).status).toBe(
      422,
    );
    expect((await anna.get(`diaries/${idOf('anna')}/subjects?from=2026-10-02`)).status).toBe(400);
  });
});

/** Changes of one moment come in no order that means anything: here in that of their kinds. */
function tiesByKind<Change extends { readonly recordedAt: string; readonly kind: string }>(
  changes: readonly Change[],
): readonly Change[] {
  return changes
    .map((change, index) => ({ change, index }))
    .sort((a, b) =>
      a.change.recordedAt === b.change.recordedAt
        ? a.change.kind.localeCompare(b.change.kind)
        : a.index - b.index,
    )
    .map(({ change }) => change);
}

describe('what is new in a diary', () => {
  it('is shown newest first, with what stood before, when, by whom and why', async () => {
    const page = await anna.get(changesPath());
    expect(page.status).toBe(200);
    const algebra = {
      lessonId: lesson,
      registerId: idOf('algebra'),
      date: TODAY,
      number: 1,
      by: idOf('teacher'),
    };
    expect(tiesByKind(page.body.changes)).toMatchObject([
      {
        kind: 'attendance',
        act: 'given',
        value: 'absent',
        before: null,
        code: 'unexcused',
        by: idOf('physicist'),
      },
      { kind: 'mark', act: 'given', value: '5', before: null, retakeOf: retaken, ...algebra },
      {
        kind: 'homework',
        act: 'changed',
        value: '№ 6',
        before: '№ 5',
        dueDate: '2026-10-07',
        dueDateBefore: null,
        recordedAt: test.at('09:20'),
      },
      {
        kind: 'mark',
        act: 'changed',
        markId: corrected,
        value: '4',
        before: '5',
        reason: 'checking-error',
        recordedAt: test.at('09:20'),
      },
      { kind: 'mark', act: 'given', recordedAt: test.at('09:10') },
      { kind: 'mark', act: 'given', recordedAt: test.at('09:10') },
    ]);
    expect(page.body.cursor).toBeNull();
    for (const other of ['boris', 'vera', LEAVER]) expect(page.text).not.toContain(idOf(other));
  });

  it('is what was recorded after the instant', async () => {
    const times = async (since: string): Promise<string[]> =>
      (await anna.get(changesPath(since))).body.changes.map(
        ({ recordedAt }: { recordedAt: string }) => recordedAt,
      );
    expect(new Set(await times('2026-10-06T09:10:00%2B03:00'))).toEqual(
      new Set([test.at('12:00', '2026-10-13'), test.at('11:59', '2026-10-13'), test.at('09:20')]),
    );
    expect(await times(test.at('12:00', '2026-10-13'))).toEqual([]);
  });

  it('tells of a mark and an absence that were taken back', async () => {
    const head = test.as('head', ['head']);
    const since = test.at('12:00', '2026-10-13');
    test.goTo('12:05', '2026-10-13');
    const page = (await teacher.get(`lessons/${lesson}`)).body;
    const boris = page.lesson.marks.find((one: { pupilId: string }) => one.pupilId === idOf('boris'));
    await teacher.do('delete', `lessons/${lesson}/marks/${boris.markId as string}`, {
      reason: 'wrong-pupil',
      basedOn: boris.eventId,
    });
    const late = page.lesson.attendance.find((one: { pupilId: string }) => one.pupilId === idOf('boris'));
    await post(teacher, lesson, {
      kind: 'set-attendance',
      pupilId: idOf('boris'),
      value: 'present',
      reason: 'typo',
      basedOn: late.eventId,
    });
    const news = (await head.get(changesPath(since, 'boris'))).body.changes;
    expect(new Set(news.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(['mark', 'attendance']));
    for (const change of news) {
      expect(change).toMatchObject(
        change.kind === 'mark'
          ? { act: 'withdrawn', value: null, before: '4', reason: 'wrong-pupil' }
          : { act: 'withdrawn', value: null, before: 'late', reason: 'typo' },
      );
    }
  });

  it('comes page by page', async () => {
    const whole = (await anna.get(changesPath())).body.changes;
    const found: object[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const more: string = cursor === '' ? '&limit=4' : `&limit=4&cursor=${cursor}`;
      const page = await anna.get(changesPath(undefined, undefined, more));
      expect(page.status).toBe(200);
      expect(page.body.changes.length).toBeLessThanOrEqual(4);
      found.push(...page.body.changes);
      ({ cursor } = page.body as { cursor: string | null });
    }
    expect(found).toEqual(whole);
    for (const wrong of ['x', '1.2', `99999999999999999.${idOf('x')}`]) {
      expect((await anna.get(changesPath(undefined, undefined, `&cursor=${wrong}`))).status).toBe(422);
    }
  });

  it('is bounded', async () => {
    expect((await anna.get(changesPath('2026-01-01T00:00:00Z'))).body).toMatchObject({
      status: 422,
      errors: [{ field: 'since' }],
    });
    expect((await anna.get(changesPath('yesterday'))).status).toBe(400);
    expect((await anna.get(changesPath(undefined, undefined, '&limit=0'))).status).toBe(400);
  });
});

describe('subjects and news', () => {
  it('are the pupil’s, the parents’, the class teacher’s and the readers’ of the school', async () => {
    for (const path of [() => subjectsPath(), () => changesPath()]) {
      const status = async (name: string, role: SignInRole, school?: string): Promise<number> =>
        (await test.as(name, [role], school).get(path())).status;
      expect(await status('anna', 'pupil')).toBe(200);
      expect(await status('boris', 'pupil')).toBe(403);
      expect(await status('mother', 'parent')).toBe(200);
      expect(await status('class-teacher', 'class-teacher')).toBe(200);
      expect(await status('teacher', 'class-teacher')).toBe(403);
      for (const role of ['teacher', 'administrator', 'region-officer'] as const) {
        expect([role, await status('teacher', role)]).toEqual([role, 403]);
      }
      for (const role of ['head', 'deputy-head', 'auditor'] as const) {
        expect(await status('x', role)).toBe(200);
        expect(await status('x', role, OTHER_SCHOOL)).toBe(404);
      }
    }
    expect((await test.as('mother', ['parent']).get(subjectsPath('boris'))).status).toBe(403);
    expect((await test.as('mother', ['parent']).get(changesPath(undefined, 'boris'))).status).toBe(403);
  });
});
