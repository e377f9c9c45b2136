import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { groupStream } from '#school/events';
import type { SignInRole } from '#platform';
import {
  ALGEBRA,
  idOf,
  JournalApp,
  LEAVER,
  OTHER_SCHOOL,
  PHYSICS,
  SCHOOL,
  TODAY,
  WEEK,
} from '../support/journal-app.ts';

let test: JournalApp;
let [algebra, physics]: [string, string] = ['', ''];
const basedOn = null;
const absenteesPath = (more = ''): string => `absentees?date=${TODAY}${more}`;
const dayPath = (group = '5a', more = ''): string => `groups/${idOf(group)}/day?date=${TODAY}${more}`;
const before: { position: string; absentees: unknown; day: unknown } = {
  position: '',
  absentees: null,
  day: null,
};

beforeAll(async () => {
  test = await JournalApp.start();
  algebra = test.lessonId(ALGEBRA);
  physics = test.lessonId(PHYSICS);
  const otherClass = {
    yearId: idOf('year'),
    shift: 1,
    from: '2026-09-01',
    to: '2027-05-31',
    grade: 10,
  } as const;
  await test.record(groupStream(SCHOOL, idOf('10a')), {
    type: 'GroupFormed',
    data: { ...otherClass, groupId: idOf('10a'), kind: 'class', title: '10А', classIds: [idOf('10a')] },
  });
  const reason = {
    pupilId: idOf('vera'),
    from: '2026-10-05',
    to: '2026-10-08',
    code: 'ill',
    document: '095',
  };
  await test.as('class-teacher', ['class-teacher']).do('post', 'absences', reason);
  const past = { pupilId: idOf('anna'), from: '2026-09-28', to: '2026-10-05', code: 'excused' };
  const given = await test.as('class-teacher', ['class-teacher']).do('post', 'absences', past);
  before.position = given.body.position;
  before.absentees = (await test.as('x', ['head']).get(absenteesPath())).body.classes;
  before.day = (await test.as('x', ['head']).get(dayPath())).body.pupils;
  test.goTo('09:40');
});
afterAll(() => test.close());

describe('the absentees of a day', () => {
  it('are at first those of whom the class teacher knows, with the lessons begun and not called', async () => {
    expect(before.absentees).toMatchObject([
      {
        groupId: idOf('5a'),
        members: 3,
        begun: 1,
        called: 0,
        absentees: [{ pupilId: idOf('vera'), reason: 'ill', lessons: [] }],
        uncalled: [{ lessonId: algebra, number: 1, first: true, teacherIds: [idOf('teacher')] }],
      },
      { groupId: idOf('10a'), members: 0, begun: 0, absentees: [], uncalled: [] },
    ]);
  });

  it('are shown by lesson with the code, once the roll was called', async () => {
    await test.as('teacher', ['teacher']).do('put', `lessons/${algebra}/roll-call`, {
      taken: true,
      basedOn,
      exceptions: [
        { pupilId: idOf('vera'), value: 'absent', basedOn },
        { pupilId: idOf('boris'), value: 'late', basedOn },
        { pupilId: idOf('anna'), value: 'absent', code: 'excused', basedOn },
      ],
    });
    const page = await test.as('x', ['deputy-head']).get(absenteesPath());
    expect(page.status).toBe(200);
    expect(page.body).toMatchObject({ date: TODAY, at: test.at('09:40') });
    const missed = { lessonId: algebra, number: 1, by: idOf('teacher'), recordedAt: test.at('09:40') };
    expect(page.body.classes[0]).toEqual({
      groupId: idOf('5a'),
      members: 3,
      begun: 2,
      called: 1,
      absentees: [
        { pupilId: idOf('anna'), reason: null, lessons: [{ ...missed, value: 'absent', code: 'excused' }] },
        { pupilId: idOf('boris'), reason: null, lessons: [{ ...missed, value: 'late', code: null }] },
        { pupilId: idOf('vera'), reason: 'ill', lessons: [{ ...missed, value: 'absent', code: null }] },
      ],
      uncalled: [expect.objectContaining({ lessonId: physics, first: false })],
    });
    expect(page.body.subjects).toMatchObject([{ title: 'physics' }]);
    expect(page.body.people.map((one: { familyName: string }) => one.familyName)).toEqual([
      'anna',
      'boris',
      'physicist',
      'teacher',
      'vera',
    ]);
  });

  it('are those of one class when it is named', async () => {
    const head = test.as('x', ['head']);
    const whole = (await head.get(absenteesPath())).body;
    const one = (await head.get(absenteesPath(`&groupId=${idOf('5a')}`))).body;
    expect(one.classes).toEqual([whole.classes[0]]);
    expect((await head.get(absenteesPath(`&groupId=${idOf('nothing')}`))).status).toBe(404);
    expect((await head.get('absentees?date=today')).status).toBe(400);
  });

  it('no longer are absent once it was taken back', async () => {
    const teacher = test.as('teacher', ['teacher']);
    const { lesson } = (await teacher.get(`lessons/${algebra}`)).body;
    const boris = lesson.attendance.find((one: { pupilId: string }) => one.pupilId === idOf('boris'));
    await teacher.do('put', `lessons/${algebra}/attendance/${idOf('boris')}`, {
      value: 'present',
      reason: 'typo',
      basedOn: boris.eventId,
    });
    const page = (await test.as('x', ['head']).get(absenteesPath())).body;
    expect(page.classes[0].absentees.map((one: { pupilId: string }) => one.pupilId)).toEqual([
      idOf('anna'),
      idOf('vera'),
    ]);
  });

  it('are shown as they were', async () => {
    const past = await test.as('x', ['head']).get(absenteesPath(`&asOf=${test.at('09:10')}`));
    expect(past.body.classes).toEqual(before.absentees);
  });

  it('are the readers’ of the school, and of the own class the class teacher’s', async () => {
    const status = async (name: string, role: SignInRole, more = ''): Promise<number> =>
      (await test.as(name, [role]).get(absenteesPath(more))).status;
    for (const role of ['head', 'deputy-head', 'auditor'] as const) expect(await status('x', role)).toBe(200);
    for (const role of ['teacher', 'administrator', 'pupil', 'parent', 'region-officer'] as const) {
      expect([role, await status('class-teacher', role)]).toEqual([role, 403]);
    }
    const own = await test.as('class-teacher', ['class-teacher']).get(absenteesPath());
    expect(own.body.classes.map((one: { groupId: string }) => one.groupId)).toEqual([idOf('5a')]);
    expect(await status('class-teacher', 'class-teacher', `&groupId=${idOf('5a')}`)).toBe(200);
    expect(await status('class-teacher', 'class-teacher', `&groupId=${idOf('10a')}`)).toBe(403);
    expect((await test.as('teacher', ['class-teacher']).get(absenteesPath())).body.classes).toEqual([]);
    const elsewhere = test.as('x', ['head'], OTHER_SCHOOL);
    expect((await elsewhere.get(absenteesPath())).body.classes).toEqual([]);
    expect((await elsewhere.get(absenteesPath(`&groupId=${idOf('5a')}`))).status).toBe(404);
  });
});

describe('a class at a glance', () => {
  it('has attendance of the day, marks of the week, reasons and who has read the week', async () => {
    const physicist = test.as('physicist', ['teacher']);
    const marks = `lessons/${physics}/marks`;
    await physicist.do('post', marks, { pupilId: idOf('boris'), value: '4', basedOn });
    await test.as('mother', ['parent']).do('put', `diaries/${idOf('anna')}/weeks/${WEEK}/acknowledgement`);
    const page = await test.as('class-teacher', ['class-teacher']).get(dayPath());
    expect(page.status).toBe(200);
    const { pupils, lessons, ...rest } = page.body;
    expect(rest).toMatchObject({
      date: TODAY,
      week: WEEK,
      from: '2026-10-05',
      to: '2026-10-11',
      group: { title: '5А' },
      people: [{ familyName: 'mother' }, { familyName: 'physicist' }, { familyName: 'teacher' }],
    });
    expect(lessons).toMatchObject([
      { lessonId: algebra, number: 1, attendance: true, topic: null, homework: null, status: 'planned' },
      { lessonId: physics, number: 2, attendance: false },
    ]);
    expect(pupils).toMatchObject([
      {
        familyName: 'anna',
        attendance: [
          { lessonId: algebra, value: 'absent', code: 'excused' },
          { lessonId: physics, value: null, code: null },
        ],
        marks: [],
        reasons: [{ from: '2026-09-28', to: '2026-10-05', code: 'excused', hasDocument: false }],
        acknowledgements: [{ by: idOf('mother'), recordedAt: test.at('09:40') }],
      },
      {
        familyName: 'boris',
        attendance: [{ value: 'present' }, { value: null }],
        marks: [
          { lessonId: physics, value: '4', workType: 'classwork', weight: 1, counts: true, date: TODAY },
        ],
        reasons: [],
        acknowledgements: [],
      },
      {
        familyName: 'vera',
        attendance: [{ value: 'absent', code: null }, { value: null }],
        reasons: [{ code: 'ill', hasDocument: true }],
      },
    ]);
    expect(page.text).not.toContain('095');
    expect(page.text).not.toContain(idOf(LEAVER));
  });

  it('is shown as it was', async () => {
    const past = await test.as('x', ['head']).get(dayPath('5a', `&asOf=${before.position}`));
    expect(past.body.pupils).toEqual(before.day);
  });

  it('is the class teacher’s and the readers’ of the school', async () => {
    const status = async (name: string, role: SignInRole, group?: string, school?: string): Promise<number> =>
      (await test.as(name, [role], school).get(dayPath(group))).status;
    for (const role of ['head', 'deputy-head', 'auditor'] as const) {
      expect(await status('x', role)).toBe(200);
      expect(await status('x', role, 'nothing')).toBe(404);
      expect(await status('x', role, '5a', OTHER_SCHOOL)).toBe(404);
    }
    expect(await status('class-teacher', 'class-teacher', '10a')).toBe(403);
    expect(await status('teacher', 'class-teacher')).toBe(403);
    for (const role of ['teacher', 'administrator', 'pupil', 'parent', 'region-officer'] as const) {
      expect([role, await status('class-teacher', role)]).toEqual([role, 403]);
    }
    expect((await test.as('x', ['head']).get(`groups/${idOf('5a')}/day?date=now`)).status).toBe(400);
  });
});

describe('missed lessons of a class', () => {
  const path = (group = '5a', to = '2026-10-11'): string =>
    `groups/${idOf(group)}/missed-lessons?from=2026-10-05&to=${to}`;

  it('are counted by pupil and by why: as the class teacher says, else as the teacher does', async () => {
    const { status, body } = await test.as('class-teacher', ['class-teacher']).get(path());
    expect(status).toBe(200);
    const none = { ill: 0, excused: 0, unexcused: 0, unknown: 0 };
    expect(body.pupils).toMatchObject([
      { familyName: 'anna', absences: { ...none, total: 1, excused: 1 } },
      { familyName: 'vera', absences: { ...none, total: 1, ill: 1 } },
    ]);
    expect(body.pupils[0].lessonCount).toBeGreaterThanOrEqual(2);
  });

  it('are the class teacher’s and the readers’ of the school', async () => {
    const status = async (name: string, role: SignInRole, asked?: string): Promise<number> =>
      (await test.as(name, [role]).get(asked ?? path())).status;
    for (const role of ['head', 'deputy-head', 'auditor'] as const) expect(await status('x', role)).toBe(200);
    expect(await status('x', 'head', path('nothing'))).toBe(404);
    expect(await status('x', 'head', path('5a', '2026-10-01'))).toBe(422);
    expect(await status('class-teacher', 'class-teacher', path('10a'))).toBe(403);
    expect(await status('mother', 'parent')).toBe(403);
  });
});
