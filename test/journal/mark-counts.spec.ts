import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { groupStream, registerStream } from '#school/events';
import type { SignInRole } from '#platform';
import {
  ALGEBRA,
  idOf,
  JournalApp,
  LEAVER,
  OTHER_SCHOOL,
  PHYSICS,
  SCHOOL,
  type Visitor,
} from '../support/journal-app.ts';

let test: JournalApp;
let teacher: Visitor;
let head: Visitor;
let algebra: string;
const basedOn = null;
const path = (more = '', period = 'from=2026-10-01&to=2026-10-31'): string => `mark-counts?${period}${more}`;
interface Page {
  registers: { registerId: string; pupils: { pupilId: string; marks: number }[] }[];
}
/** By register and pupil, in the words of the sample. */
const counts = ({ registers }: Page): object =>
  Object.fromEntries(
    registers.map(({ registerId, pupils }) => [
      nameOf(registerId),
      Object.fromEntries(pupils.map(({ pupilId, marks }) => [nameOf(pupilId), marks])),
    ]),
  );
const names = ['algebra', 'physics', 'singing', 'chess', 'anna', 'boris', 'vera', LEAVER];
const nameOf = (id: string): string => names.find((name) => idOf(name) === id)!;
const give = async (who: Visitor, lesson: string, pupil: string, more: object = {}): Promise<string> => {
  const mark = { pupilId: idOf(pupil), value: '4', basedOn, ...more };
  const answer = await who.do('post', `lessons/${lesson}/marks`, mark);
  expect([answer.status, answer.body.errors]).toEqual([201, undefined]);
  return answer.body.markId;
};

beforeAll(async () => {
  test = await JournalApp.start();
  teacher = test.as('teacher', ['teacher']);
  head = test.as('x', ['head']);
  algebra = test.lessonId(ALGEBRA);
  await test.record(groupStream(SCHOOL, idOf('10a')), {
    type: 'GroupFormed',
    data: {
      groupId: idOf('10a'),
      kind: 'class',
      title: '10А',
      classIds: [idOf('10a')],
      yearId: idOf('year'),
      shift: 1,
      from: '2026-09-01',
      to: '2027-05-31',
      grade: 10,
    },
  });
  for (const [name, group, grading] of [
    ['singing', '5a', 'none'],
    ['chess', '10a', 'marks'],
  ] as const) {
    const registerId = idOf(name);
    const opened = { registerId, yearId: idOf('year'), subjectId: idOf('subject algebra'), kind: 'class' };
    await test.record(
      registerStream(SCHOOL, registerId),
      { type: 'RegisterOpened', data: { ...opened, groupIds: [idOf(group)], classIds: [idOf(group)] } },
      { type: 'GradingSet', data: { registerId, grading, from: '2026-09-01' } },
    );
  }
  test.goTo('12:00', '2026-10-13');
  await give(teacher, algebra, 'anna');
  await give(teacher, test.lessonId(ALGEBRA, '2026-10-13'), 'anna');
  await give(teacher, algebra, 'boris');
  await give(test.as('physicist', ['teacher']), test.lessonId(PHYSICS), 'boris');
});
afterAll(() => test.close());

describe('how many marks pupils have', () => {
  it('is told by register and pupil, those without marks too, where marks are given', async () => {
    const page = await head.get(path());
    expect(page.status).toBe(200);
    expect(counts(page.body)).toEqual({
      algebra: { anna: 2, boris: 1, vera: 0 },
      physics: { anna: 0, boris: 1, vera: 0 },
      chess: {},
    });
    expect(page.body.registers[0]).toMatchObject({
      subjectId: idOf('subject algebra'),
      kind: 'class',
      groupIds: [idOf('5a')],
      teacherIds: [idOf('teacher')],
      grading: 'marks',
      pupils: [{ pupilId: idOf('anna') }, { pupilId: idOf('boris') }, { pupilId: idOf('vera') }],
    });
    expect(page.body.groups).toHaveLength(2);
  });

  it('is told of a period', async () => {
    const first = await head.get(path('', 'from=2026-10-06&to=2026-10-06'));
    expect(counts(first.body)).toMatchObject({ algebra: { anna: 1, boris: 1 } });
    const september = await head.get(path('', 'from=2026-09-01&to=2026-09-30'));
    expect(counts(september.body)).toMatchObject({ algebra: { anna: 0, [LEAVER]: 0 } });
    expect((await head.get(path('', 'from=2026-10-31&to=2026-10-01'))).status).toBe(422);
    expect((await head.get(path('', 'from=2020-10-31&to=2026-10-01'))).status).toBe(422);
  });

  it('counts a retake instead of the mark that it retakes, and no mark that was taken back', async () => {
    const { lesson } = (await teacher.get(`lessons/${algebra}`)).body;
    const boris = lesson.marks.find((one: { pupilId: string }) => one.pupilId === idOf('boris'));
    const retakeOf = boris.markId;
    const retake = await give(teacher, algebra, 'boris', { value: '5', retakeOf, basedOn: boris.eventId });
    expect(counts((await head.get(path())).body)).toMatchObject({ algebra: { boris: 1 } });
    const now = (await teacher.get(`lessons/${algebra}`)).body.lesson.marks;
    for (const id of [retake, retakeOf]) {
      const { eventId } = now.find((one: { markId: string }) => one.markId === id);
      const revoked = await teacher.do('delete', `lessons/${algebra}/marks/${id as string}`, {
        reason: 'wrong-pupil',
        basedOn: eventId,
      });
      expect(revoked.status).toBe(200);
    }
    expect(counts((await head.get(path())).body)).toMatchObject({ algebra: { boris: 0 } });
  });

  it('finds those with too few', async () => {
    const page = await head.get(path(`&fewerThan=1&groupId=${idOf('5a')}`));
    expect(counts(page.body)).toEqual({ algebra: { boris: 0, vera: 0 }, physics: { anna: 0, vera: 0 } });
    expect((await head.get(path('&fewerThan=0'))).status).toBe(400);
  });

  it('is told of a group or a register', async () => {
    expect(Object.keys(counts((await head.get(path(`&groupId=${idOf('10a')}`))).body))).toEqual(['chess']);
    const one = await head.get(path(`&registerId=${idOf('physics')}`));
    expect(Object.keys(counts(one.body))).toEqual(['physics']);
    expect((await head.get(path(`&groupId=${idOf('5a')}&registerId=${idOf('physics')}`))).status).toBe(422);
    expect((await head.get(path(`&groupId=${idOf('nothing')}`))).status).toBe(404);
    expect((await head.get(path(`&registerId=${idOf('nothing')}`))).status).toBe(404);
  });

  it('is shown as it was', async () => {
    const past = await head.get(path(`&asOf=${test.at('10:00')}`));
    expect(counts(past.body)).toEqual({
      algebra: { anna: 0, boris: 0, vera: 0 },
      physics: { anna: 0, boris: 0, vera: 0 },
      chess: {},
    });
  });

  it('is of the own registers a teacher’s, of the own class a class teacher’s', async () => {
    const registers = async (name: string, role: SignInRole, more = ''): Promise<string[] | number> => {
      const { status, body } = await test.as(name, [role]).get(path(more));
      return status === 200 ? Object.keys(counts(body)) : status;
    };
    const [class5a, class10a] = [`&groupId=${idOf('5a')}`, `&groupId=${idOf('10a')}`];
    expect(await registers('teacher', 'teacher')).toEqual(['algebra']);
    expect(await registers('teacher', 'teacher', class5a)).toEqual(['algebra']);
    expect(await registers('teacher', 'teacher', class10a)).toBe(403);
    expect(await registers('teacher', 'teacher', `&registerId=${idOf('physics')}`)).toBe(403);
    expect(await registers('substitute', 'teacher')).toEqual([]);
    expect(await registers('class-teacher', 'class-teacher')).toEqual(['algebra', 'physics']);
    expect(await registers('class-teacher', 'class-teacher', class5a)).toEqual(['algebra', 'physics']);
    expect(await registers('class-teacher', 'class-teacher', class10a)).toBe(403);
    expect(await registers('class-teacher', 'class-teacher', `&registerId=${idOf('chess')}`)).toBe(403);
    for (const role of ['head', 'deputy-head', 'auditor'] as const) {
      expect(await registers('x', role)).toHaveLength(3);
    }
    for (const role of ['administrator', 'pupil', 'parent', 'region-officer'] as const) {
      expect([role, await registers('anna', role)]).toEqual([role, 403]);
    }
    const elsewhere = test.as('x', ['head'], OTHER_SCHOOL);
    expect((await elsewhere.get(path())).body.registers).toEqual([]);
    expect((await elsewhere.get(path(class5a))).status).toBe(404);
  });
});
