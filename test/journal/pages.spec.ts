import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { groupStream } from '#school/events';
import { Seals, type SignInRole } from '#platform';
import {
  ALGEBRA,
  idOf,
  JournalApp,
  LEAVER,
  OTHER_SCHOOL,
  PHYSICS,
  SCHOOL,
  TODAY,
  type Visitor,
  WEEK,
} from '../support/journal-app.ts';

let test: JournalApp;
let teacher: Visitor;
let lesson: string;
/** The position after the first mark, and what the pages showed then. */
let before: { position: string; register: object; diary: object };

const registerPath = (from = '2026-10-01', to = '2026-10-31', more = ''): string =>
  `registers/${idOf('algebra')}?from=${from}&to=${to}${more}`;
const diaryPath = (pupil = 'anna', week = WEEK, more = ''): string =>
  `diaries/${idOf(pupil)}?week=${week}${more}`;

beforeAll(async () => {
  test = await JournalApp.start();
  teacher = test.as('teacher', ['teacher']);
  lesson = test.lessonId(ALGEBRA);
  const post = (actions: object[]) => teacher.do('post', `lessons/${lesson}/entries`, { actions });
  const basedOn = null;
  const first = await post([{ kind: 'give-mark', pupilId: idOf('anna'), value: '3', basedOn }]);
  before = {
    position: first.body.position,
    register: (await teacher.get(registerPath())).body,
    diary: (await test.as('head', ['head']).get(diaryPath())).body,
  };
  test.goTo('09:30');
  await post([
    { kind: 'set-topic', topic: 'Fractions', basedOn },
    { kind: 'set-homework', text: '№ 5', dueDate: '2026-10-07', basedOn },
    { kind: 'set-comment', text: 'Boris was restless', basedOn },
    {
      kind: 'correct-mark',
      markId: first.body.markIds[0],
      value: '4',
      reason: 'other',
      note: 'Anna was right',
      basedOn: first.body.eventIds[0],
    },
    { kind: 'set-attendance', pupilId: idOf('boris'), value: 'absent', code: 'ill', basedOn },
    { kind: 'set-roll-call', taken: true, basedOn },
    { kind: 'give-mark', pupilId: idOf('vera'), value: '2', basedOn },
  ]);
});
afterAll(() => test.close());

describe('the register page', () => {
  it('has pupils in the order of names, those who left too, and lessons in the order of time', async () => {
    const page = await teacher.get(registerPath());
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('application/json; charset=utf-8');
    const { pupils, lessons, subject, groups, staff, position } = page.body;
    expect(pupils.map((one: { familyName: string }) => one.familyName)).toEqual([
      'anna',
      'boris',
      'gleb',
      'vera',
    ]);
    expect(pupils[2]).toMatchObject({
      personId: idOf(LEAVER),
      stays: [{ from: '2026-09-01', to: '2026-09-30' }],
    });
    const dates: string[] = lessons.map((one: { date: string }) => one.date);
    expect(dates).toEqual([...dates].sort());
    expect(dates).toHaveLength(6);
    expect(lessons[0]).toMatchObject({
      topic: { topic: 'Fractions', by: idOf('teacher') },
      comment: { text: 'Boris was restless' },
      attendance: [{ pupilId: idOf('boris'), value: 'absent', code: 'ill' }],
    });
    expect(lessons[0].marks[0]).toMatchObject({
      value: '4',
      reason: 'other',
      text: 'Anna was right',
      recordedAt: '2026-10-06T06:30:00.000Z',
      before: [{ value: '3', recordedAt: '2026-10-06T06:10:00.000Z' }],
    });
    expect([subject.title, groups[0].title, staff[0].familyName]).toEqual(['algebra', '5А', 'teacher']);
    expect(position).toMatch(/^[0-9a-f]{16}$/);
  });

  it('never shows sealed bytes, and nothing where the key is gone', async () => {
    const page = await teacher.get(registerPath());
    expect(page.text).not.toContain('"sealed"');
  });

  it('knows who did not come yet and who will not any more', async () => {
    const august = await teacher.get(registerPath('2026-08-01', '2026-08-31'));
    expect(august.body).toMatchObject({ pupils: [], lessons: [] });
  });

  it('shows the past as it was', async () => {
    const past = await teacher.get(registerPath(undefined, undefined, `&asOf=${before.position}`));
    expect(past.body).toEqual(before.register);
    const byInstant = await teacher.get(registerPath(undefined, undefined, '&asOf=2026-10-06T06:10:00.000Z'));
    expect(byInstant.body).toEqual(before.register);
  });

  it('is bounded and checks its address', async () => {
    expect((await teacher.get(registerPath('2026-10-31', '2026-10-01'))).status).toBe(422);
    expect((await teacher.get(registerPath('2020-10-31', '2026-10-01'))).status).toBe(422);
    expect((await teacher.get(registerPath('soon'))).status).toBe(400);
    expect((await teacher.get(`registers/${idOf('algebra')}?from=2026-10-01`)).status).toBe(400);
    expect((await teacher.get(registerPath(undefined, undefined, '&colour=red'))).status).toBe(400);
  });

  it('is read by those whose it is', async () => {
    const status = async (name: string, role: SignInRole, school?: string): Promise<number> =>
      (await test.as(name, [role], school).get(registerPath())).status;
    expect(await status('physicist', 'teacher')).toBe(403);
    expect(await status('class-teacher', 'class-teacher')).toBe(200);
    expect(await status('teacher', 'class-teacher')).toBe(403);
    for (const role of ['head', 'deputy-head', 'administrator', 'auditor'] as const) {
      expect(await status('somebody', role)).toBe(200);
      expect(await status('somebody', role, OTHER_SCHOOL)).toBe(404);
    }
    for (const role of ['pupil', 'parent', 'region-officer'] as const)
      expect(await status('anna', role)).toBe(403);
  });
});

describe('the diary', () => {
  it('shows a pupil’s own week and nothing of others', async () => {
    const page = await test.as('anna', ['pupil']).get(diaryPath());
    expect(page.status).toBe(200);
    expect(page.body.days.map((day: { date: string }) => day.date)).toEqual([
      '2026-10-05',
      '2026-10-06',
      '2026-10-07',
      '2026-10-08',
      '2026-10-09',
      '2026-10-10',
    ]);
    const [algebra, physics] = page.body.days[1].lessons;
    expect(algebra).toMatchObject({
      lessonId: lesson,
      topic: 'Fractions',
      homework: { text: '№ 5', dueDate: '2026-10-07' },
      attendance: { value: 'present', code: null, history: [] },
      marks: [
        {
          value: '4',
          workType: 'classwork',
          weight: 1,
          history: [
            { value: '3', by: idOf('teacher') },
            { value: '4', reason: 'other' },
          ],
        },
      ],
    });
    expect(physics).toMatchObject({ topic: null, homework: null, marks: [], attendance: { value: null } });
    for (const other of ['boris', 'vera', LEAVER]) expect(page.text).not.toContain(idOf(other));
    for (const secret of ['restless', 'Anna was right', 'sealed']) expect(page.text).not.toContain(secret);
    expect(page.body.subjects.map((one: { title: string }) => one.title).sort()).toEqual([
      'algebra',
      'physics',
    ]);
  });

  it('shows an absence with what the teacher knows of it', async () => {
    const page = await test.as('head', ['head']).get(diaryPath('boris'));
    expect(page.body.days[1].lessons[0].attendance).toMatchObject({ value: 'absent', code: 'ill' });
  });

  it('keeps to the days of belonging', async () => {
    const head = test.as('head', ['head']);
    const lessonsIn = async (week: string): Promise<string[]> =>
      (await head.get(diaryPath(LEAVER, week))).body.days.flatMap(
        (day: { date: string; lessons: object[] }) => day.lessons.map(() => day.date),
      );
    expect(await lessonsIn('2026-W40')).toEqual(['2026-09-29', '2026-09-29', '2026-09-30']);
    expect(await lessonsIn(WEEK)).toEqual([]);
  });

  it('shows a cancelled lesson as such', async () => {
    const id = test.lessonId(PHYSICS, '2026-10-20');
    await test.as('deputy', ['deputy-head']).do('post', `lessons/${id}/cancel`, { reason: 'Frost' });
    const page = await test.as('anna', ['pupil']).get(diaryPath('anna', '2026-W43'));
    const shown = page.body.days[1].lessons.find((one: { lessonId: string }) => one.lessonId === id);
    expect(shown.status).toBe('cancelled');
  });

  it('shows the past as it was', async () => {
    const past = await test.as('head', ['head']).get(diaryPath('anna', WEEK, `&asOf=${before.position}`));
    expect(past.body).toEqual(before.diary);
  });

  it('is the pupil’s, the parents’ and the class teacher’s', async () => {
    const status = async (name: string, role: SignInRole): Promise<number> =>
      (await test.as(name, [role]).get(diaryPath())).status;
    expect(await status('anna', 'pupil')).toBe(200);
    expect(await status('boris', 'pupil')).toBe(403);
    expect(await status('mother', 'parent')).toBe(200);
    expect((await test.as('mother', ['parent']).get(diaryPath('boris'))).status).toBe(403);
    expect(await status('class-teacher', 'class-teacher')).toBe(200);
    for (const role of ['teacher', 'administrator', 'region-officer'] as const) {
      expect([role, await status('teacher', role)]).toEqual([role, 403]);
    }
    for (const role of ['head', 'deputy-head', 'auditor'] as const) expect(await status('x', role)).toBe(200);
    expect((await test.as('head', ['head']).get(diaryPath('anna', '2026-W54'))).status).toBe(422);
    expect((await test.as('head', ['head']).get(diaryPath('anna', 'now'))).status).toBe(400);
  });
});

describe('the timetable', () => {
  const path = (from = TODAY, to = TODAY, more = ''): string => `timetable?from=${from}&to=${to}${more}`;
  const titles = (body: { lessons: { registerId: string }[] }): string[] =>
    body.lessons.map(({ registerId }) => (registerId === idOf('algebra') ? 'algebra' : 'physics'));

  it('is a teacher’s own day, with what is done and until when', async () => {
    const day = await teacher.get(path());
    expect(titles(day.body)).toEqual(['algebra']);
    expect(day.body.lessons[0]).toMatchObject({
      date: TODAY,
      startsAt: test.at('08:30'),
      topic: 'Fractions',
      state: {
        topic: true,
        topicPlanned: false,
        homework: true,
        attendance: true,
        held: false,
        entries: 5,
        marks: 2,
        members: 3,
        opensAt: test.at('08:15'),
        inTimeUntil: test.at('09:10', '2026-10-07'),
      },
    });
    expect(day.text).not.toContain(idOf('vera'));
  });

  it('is a pupil’s week, a child’s, or a class’s', async () => {
    const anna = await test.as('anna', ['pupil']).get(path('2026-10-05', '2026-10-11'));
    expect(titles(anna.body)).toEqual(['algebra', 'physics', 'algebra']);
    expect(anna.body.lessons[0]).toMatchObject({ topic: 'Fractions', state: null });
    const child = await test.as('mother', ['parent']).get(path());
    expect(titles(child.body)).toEqual(['algebra', 'physics']);
    const named = await test.as('mother', ['parent']).get(path(TODAY, TODAY, `&pupilId=${idOf('anna')}`));
    expect(named.body.lessons).toEqual(child.body.lessons);
    const ofClass = await test.as('class-teacher', ['class-teacher']).get(path());
    expect(titles(ofClass.body)).toEqual(['algebra', 'physics']);
    expect(ofClass.body.lessons[0].state).not.toBeNull();
  });

  it('is anybody’s for those who read the whole school', async () => {
    const head = test.as('head', ['deputy-head']);
    expect(titles((await head.get(path())).body)).toEqual(['algebra', 'physics']);
    expect(titles((await head.get(path(TODAY, TODAY, `&teacherId=${idOf('physicist')}`))).body)).toEqual([
      'physics',
    ]);
    expect(titles((await head.get(path(TODAY, TODAY, `&groupId=${idOf('5a')}`))).body)).toHaveLength(2);
    expect(titles((await head.get(path(TODAY, TODAY, `&pupilId=${idOf('anna')}`))).body)).toHaveLength(2);
    expect((await head.get(path('2026-10-01', '2026-10-31'))).status).toBe(422);
    expect((await head.get(path('2026-10-01', '2026-10-31', `&groupId=${idOf('5a')}`))).status).toBe(200);
    expect((await head.get(path('2026-09-01', '2026-10-31', `&groupId=${idOf('5a')}`))).status).toBe(422);
    const two = path(TODAY, TODAY, `&groupId=${idOf('5a')}&teacherId=${idOf('teacher')}`);
    expect((await head.get(two)).status).toBe(422);
    expect((await head.get(path(TODAY, TODAY, `&groupId=${idOf('nothing')}`))).status).toBe(404);
  });

  it('is nobody else’s', async () => {
    const ask = async (name: string, role: SignInRole, more: string): Promise<number> =>
      (await test.as(name, [role]).get(path(TODAY, TODAY, more))).status;
    expect(await ask('teacher', 'teacher', `&teacherId=${idOf('physicist')}`)).toBe(403);
    expect(await ask('teacher', 'teacher', `&teacherId=${idOf('teacher')}`)).toBe(200);
    expect(await ask('teacher', 'teacher', `&groupId=${idOf('5a')}`)).toBe(403);
    expect(await ask('class-teacher', 'class-teacher', `&groupId=${idOf('5a')}`)).toBe(200);
    expect(await ask('teacher', 'class-teacher', `&groupId=${idOf('5a')}`)).toBe(403);
    expect(await ask('anna', 'pupil', `&pupilId=${idOf('boris')}`)).toBe(403);
    expect(await ask('mother', 'parent', `&pupilId=${idOf('boris')}`)).toBe(403);
    expect(await ask('anna', 'pupil', `&groupId=${idOf('5a')}`)).toBe(403);
    expect(await ask('anna', 'region-officer', '')).toBe(403);
  });

  it('follows the school’s policy', async () => {
    await test.policy({ opensBeforeMinutes: 30, onlineFrom: 'start' });
    const day = await teacher.get(path());
    expect(day.body.lessons[0].state).toMatchObject({
      opensAt: test.at('08:00'),
      inTimeUntil: test.at('08:30', '2026-10-07'),
    });
  });
});

describe('absence reasons', () => {
  const period = 'from=2026-10-01&to=2026-10-31';
  const body = () => ({
    pupilId: idOf('boris'),
    from: '2026-10-06',
    to: '2026-10-09',
    code: 'ill',
    document: 'Form 095',
  });
  let classTeacher: Visitor;
  let absenceId: string;
  beforeAll(() => {
    classTeacher = test.as('class-teacher', ['class-teacher']);
  });

  it('are given by the class teacher, and shown to class and diary', async () => {
    const answer = await classTeacher.do('post', 'absences', body());
    expect(answer.status).toBe(201);
    ({ absenceId } = answer.body);
    for (const whose of [`groupId=${idOf('5a')}`, `pupilId=${idOf('boris')}`]) {
      const list = await classTeacher.get(`absences?${period}&${whose}`);
      expect(list.body.absences).toMatchObject([
        { absenceId, code: 'ill', document: 'Form 095', to: '2026-10-09' },
      ]);
    }
    const diary = await test.as('boris', ['pupil']).get(diaryPath('boris'));
    expect(diary.body.absences).toEqual([{ from: '2026-10-06', to: '2026-10-09', code: 'ill' }]);
    const anna = await test.as('anna', ['pupil']).get(diaryPath());
    expect(anna.body.absences).toEqual([]);
  });

  it('have their document sealed', async () => {
    const { events } = await test.log.readAll({ after: null, limit: 100_000 });
    const stored = events.filter((event) => event.type.startsWith('AbsenceReason'));
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain('Form 095');
    const same = await classTeacher.do('patch', `absences/${absenceId}`, {
      pupilId: idOf('boris'),
      document: 'Form 095',
    });
    expect(same.body.eventIds).toEqual([]);
  });

  it('are changed and withdrawn', async () => {
    const changed = await classTeacher.do('patch', `absences/${absenceId}`, {
      pupilId: idOf('boris'),
      to: '2026-10-12',
    });
    expect(changed.status).toBe(200);
    const second = await classTeacher.do('post', 'absences', {
      ...body(),
      from: '2026-10-12',
      to: '2026-10-13',
    });
    expect([second.status, second.body.absenceId]).toEqual([409, absenceId]);
    const gone = await classTeacher.do('delete', `absences/${absenceId}`, {
      pupilId: idOf('boris'),
      reason: 'Mistake',
    });
    expect(gone.status).toBe(200);
    const list = await classTeacher.get(`absences?${period}&pupilId=${idOf('boris')}`);
    expect(list.body.absences).toEqual([]);
    const again = await classTeacher.do('delete', `absences/${absenceId}`, {
      pupilId: idOf('boris'),
      reason: 'x',
    });
    expect(again.status).toBe(404);
  });

  it('are the class teacher’s and the deputy head’s', async () => {
    const give = async (name: string, role: SignInRole, pupil = 'vera'): Promise<number> =>
      (await test.as(name, [role]).do('post', 'absences', { ...body(), pupilId: idOf(pupil) })).status;
    expect(await give('teacher', 'class-teacher')).toBe(403);
    expect(await give('class-teacher', 'class-teacher', 'stranger')).toBe(403);
    expect(await give('class-teacher', 'class-teacher', LEAVER)).toBe(403);
    expect(await give('class-teacher', 'class-teacher', 'nobody')).toBe(404);
    for (const role of ['teacher', 'head', 'administrator', 'pupil', 'parent', 'auditor'] as const) {
      expect([role, await give('class-teacher', role)]).toEqual([role, 403]);
    }
    expect(await give('deputy', 'deputy-head')).toBe(201);
    expect(await give('deputy', 'deputy-head', 'teacher')).toBe(404);
    const read = async (role: SignInRole): Promise<number> =>
      (await test.as('x', [role]).get(`absences?${period}&groupId=${idOf('5a')}`)).status;
    for (const role of ['head', 'deputy-head', 'auditor'] as const) expect(await read(role)).toBe(200);
    for (const role of ['administrator', 'teacher', 'pupil', 'class-teacher'] as const)
      expect(await read(role)).toBe(403);
    const both = `absences?${period}&groupId=${idOf('5a')}&pupilId=${idOf('boris')}`;
    expect((await test.as('x', ['head']).get(both)).status).toBe(422);
    expect((await classTeacher.get(`absences?${period}`)).status).toBe(400);
  });
});

describe('after a key was destroyed', () => {
  it('the pages stand, without the words', async () => {
    await test.app.get(Seals).destroy(SCHOOL, `lesson:${lesson}`);
    const page = await teacher.get(registerPath());
    expect(page.body.lessons[0].comment).toMatchObject({ text: null });
    expect(page.body.lessons[0].marks[0]).toMatchObject({ value: '4', text: null });
    expect((await teacher.get(`lessons/${lesson}`)).body.lesson.comment.text).toBeNull();
  });
});

describe('a pupil who moves to another class', () => {
  it('keeps the old pages whole', async () => {
    await test.record(groupStream(SCHOOL, idOf('5a')), {
      type: 'MemberLeft',
      data: { groupId: idOf('5a'), pupilId: idOf('vera'), to: '2026-10-07', order: '5', movedTo: null },
    });
    const page = await teacher.get(registerPath());
    const vera = page.body.pupils.find((one: { personId: string }) => one.personId === idOf('vera'));
    expect(vera.stays).toEqual([{ groupId: idOf('5a'), from: '2026-09-01', to: '2026-10-07' }]);
    expect(
      page.body.lessons[0].marks.some((mark: { pupilId: string }) => mark.pupilId === idOf('vera')),
    ).toBe(true);
    test.goTo('12:00', '2026-10-14');
    const wednesday = page.body.lessons.find((one: { date: string }) => one.date === '2026-10-14');
    const late = await teacher.do('post', `lessons/${wednesday.lessonId as string}/marks`, {
      pupilId: idOf('vera'),
      value: '5',
      basedOn: null,
    });
    expect(late.body).toMatchObject({ status: 409, errors: [{ field: 'pupilId' }] });
  });
});
