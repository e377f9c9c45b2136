import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { registerStream, yearStream } from '#school/events';
import {
  ALGEBRA,
  idOf,
  JournalApp,
  OTHER_SCHOOL,
  PHYSICS,
  SCHOOL,
  TODAY,
  type Visitor,
} from '../support/journal-app.ts';

let test: JournalApp;
let deputy: Visitor;
let teacher: Visitor;
let substitute: Visitor;

beforeAll(async () => {
  test = await JournalApp.start();
  deputy = test.as('deputy', ['deputy-head']);
  teacher = test.as('teacher', ['teacher']);
  substitute = test.as('substitute', ['teacher']);
});
afterAll(() => test.close());

const last = async (lessonId: string): Promise<readonly [string, object]> =>
  (await test.facts(lessonId)).at(-1)!;
const writes = (visitor: Visitor, lessonId: string) =>
  visitor.do('put', `lessons/${lessonId}/topic`, { topic: newId(), basedOn: null });

describe('a substitution', () => {
  const lesson = () => test.lessonId(ALGEBRA, '2026-09-01');

  it('lets the substitute write and the teacher only read', async () => {
    expect((await writes(substitute, lesson())).status).toBe(403);
    const answer = await deputy.do('post', `lessons/${lesson()}/substitution`, {
      teacherIds: [idOf('substitute')],
      reason: 'Training',
    });
    expect(answer.status).toBe(200);
    expect((await writes(substitute, lesson())).status).toBe(200);
    expect((await writes(teacher, lesson())).status).toBe(403);
    expect((await teacher.get(`lessons/${lesson()}`)).body.lesson).toMatchObject({
      teacherIds: [idOf('substitute')],
      plannedTeacherIds: [idOf('teacher')],
      substitution: { reason: 'Training' },
    });
  });

  it('shows the substitute the register’s page for the days of the lesson, and no others', async () => {
    const page = (from: string, to: string) =>
      substitute.get(`registers/${idOf('algebra')}?from=${from}&to=${to}`);
    expect((await page('2026-09-01', '2026-09-05')).status).toBe(200);
    expect((await page('2026-09-02', '2026-09-05')).status).toBe(403);
    expect((await page('', '')).status).toBe(403);
  });

  it('stands in the day of both', async () => {
    for (const visitor of [teacher, substitute]) {
      const day = await visitor.get('timetable?from=2026-09-01&to=2026-09-01');
      expect(day.body.lessons).toMatchObject([{ lessonId: lesson(), teacherIds: [idOf('substitute')] }]);
    }
  });

  it('is by somebody of the staff', async () => {
    const by = (teacherIds: string[]) =>
      deputy.do('post', `lessons/${lesson()}/substitution`, { teacherIds, reason: 'x' });
    expect((await by([idOf('anna')])).body.errors[0].field).toBe('teacherIds[0]');
    expect((await by([newId()])).status).toBe(404);
    expect((await by([])).status).toBe(400);
  });

  it('is withdrawn', async () => {
    const answer = await deputy.do('delete', `lessons/${lesson()}/substitution`, { reason: 'Back' });
    expect(answer.status).toBe(200);
    expect((await writes(substitute, lesson())).status).toBe(403);
  });
});

describe('a move', () => {
  it('goes by the bells of the new day, or by times of its own', async () => {
    const id = test.lessonId(ALGEBRA, '2026-10-20');
    const byBells = await deputy.do('post', `lessons/${id}/move`, {
      date: '2026-10-21',
      number: 3,
      reason: 'r',
    });
    expect(byBells.status).toBe(200);
    expect(await last(id)).toMatchObject([
      'LessonMoved',
      {
        startsAt: test.at('10:30', '2026-10-21'),
        endsAt: test.at('11:10', '2026-10-21'),
        room: '12',
        afterEnd: false,
      },
    ]);
    await deputy.do('post', `lessons/${id}/move`, {
      date: '2026-10-21',
      number: 9,
      starts: '15:00',
      ends: '15:40',
      room: '7',
      reason: 'r',
    });
    expect(await last(id)).toMatchObject([
      'LessonMoved',
      { startsAt: test.at('15:00', '2026-10-21'), room: '7' },
    ]);
    const day = await teacher.get('timetable?from=2026-10-20&to=2026-10-21');
    expect(day.body.lessons.map((one: { date: string; moved: boolean }) => [one.date, one.moved])).toEqual([
      ['2026-10-21', false],
      ['2026-10-21', true],
    ]);
  });

  it('names what is wrong', async () => {
    const id = test.lessonId(ALGEBRA, '2026-10-13');
    const move = (body: object) =>
      deputy.do('post', `lessons/${id}/move`, { date: '2026-10-14', number: 2, reason: 'r', ...body });
    expect((await move({ number: 9 })).body).toMatchObject({ status: 409, errors: [{ field: 'number' }] });
    expect((await move({ starts: '10:00' })).status).toBe(422);
    expect((await move({ starts: '10:00', ends: '09:00' })).status).toBe(422);
    expect((await move({ date: '2027-08-01' })).status).toBe(422);
    expect((await move({ date: null })).status).toBe(400);
    expect((await move({ reason: '' })).status).toBe(400);
    expect((await move({ starts: null })).status).toBe(400);
  });
});

describe('a cancellation', () => {
  it('needs a document after the lesson, takes entries no more, and can be taken back', async () => {
    const id = test.lessonId(ALGEBRA, '2026-09-08');
    const cancel = (body: object) => deputy.do('post', `lessons/${id}/cancel`, { reason: 'Frost', ...body });
    expect((await cancel({})).body).toMatchObject({ status: 422, errors: [{ field: 'document' }] });
    expect((await cancel({ document: 'order 12' })).status).toBe(200);
    const held = await teacher.do('put', `lessons/${id}/held`, { held: true, basedOn: null });
    expect(held.status).toBe(409);
    const restored = await deputy.do('post', `lessons/${id}/restore`, { reason: 'Thaw' });
    expect(restored.status).toBe(200);
    expect((await teacher.do('put', `lessons/${id}/held`, { held: true, basedOn: null })).status).toBe(200);
  });
});

describe('another lesson instead', () => {
  const lesson = () => test.lessonId(ALGEBRA, '2026-10-13');
  const replace = (body: object = {}, key?: string) =>
    deputy.do(
      'post',
      `lessons/${lesson()}/replacement`,
      { registerId: idOf('physics'), reason: 'Ill', ...body },
      key,
    );

  it('points at the lesson it is given instead of, and that one at it', async () => {
    const key = newId();
    const answer = await replace({}, key);
    expect(answer.status).toBe(201);
    const instead = answer.body.lessonId as string;
    expect(await test.facts(instead)).toMatchObject([
      [
        'LessonScheduled',
        {
          insteadOf: lesson(),
          slotId: null,
          registerId: idOf('physics'),
          teacherIds: [idOf('physicist')],
          number: 1,
        },
      ],
    ]);
    expect(await last(lesson())).toMatchObject(['LessonReplaced', { byLessonId: instead, afterEnd: false }]);
    const again = await replace({}, key);
    expect(again.body).toEqual({ ...answer.body, repeated: true });
    const day = await test
      .as('head', ['head'])
      .get(`timetable?from=2026-10-13&to=2026-10-13&groupId=${idOf('5a')}`);
    expect(
      day.body.lessons.map((one: { status: string; replacedBy: string }) => [one.status, one.replacedBy]),
    ).toEqual(
      expect.arrayContaining([
        ['replaced', instead],
        ['planned', null],
      ]),
    );
  });

  it('goes when the replaced one is restored, unless somebody wrote in it', async () => {
    const instead = (await test.facts(lesson())).at(-1)![1] as { byLessonId: string };
    const physicist = test.as('physicist', ['teacher']);
    expect((await writes(physicist, instead.byLessonId)).status).toBe(200);
    const refused = await deputy.do('post', `lessons/${lesson()}/restore`, { reason: 'r' });
    expect(refused.body).toMatchObject({ status: 409, lessonId: instead.byLessonId });
    await deputy.do('post', `lessons/${instead.byLessonId}/cancel`, { reason: 'r' });
    expect((await deputy.do('post', `lessons/${lesson()}/restore`, { reason: 'r' })).status).toBe(200);
    expect(await last(lesson())).toMatchObject(['LessonRestored', {}]);
  });

  it('is of the same pupils and of another register', async () => {
    expect((await replace({ registerId: idOf('algebra') })).status).toBe(409);
    expect((await replace({ registerId: newId() })).status).toBe(404);
    expect((await replace({ teacherIds: [idOf('anna')] })).status).toBe(404);
  });

  it('is taken away untouched when the replaced one is restored', async () => {
    const answer = await replace();
    await deputy.do('post', `lessons/${lesson()}/restore`, { reason: 'r' });
    expect(await last(answer.body.lessonId as string)).toMatchObject(['LessonUnplanned', {}]);
    expect((await deputy.get(`lessons/${answer.body.lessonId as string}`)).status).toBe(404);
  });
});

describe('a lesson outside the timetable', () => {
  it('is made once, and the planner leaves it alone', async () => {
    const key = newId();
    const body = { registerId: idOf('algebra'), date: '2026-10-08', number: 4 };
    const answer = await deputy.do('post', 'lessons', body, key);
    expect(answer.status).toBe(201);
    const { lessonId } = answer.body as { lessonId: string };
    expect(await test.facts(lessonId)).toMatchObject([
      [
        'LessonScheduled',
        { slotId: null, teacherIds: [idOf('teacher')], startsAt: test.at('11:30', '2026-10-08') },
      ],
    ]);
    expect((await deputy.do('post', 'lessons', body, key)).body).toMatchObject({ lessonId, repeated: true });
    expect((await writes(teacher, lessonId)).status).toBe(200);
  });

  it('is of a register of this school', async () => {
    const body = { registerId: newId(), date: '2026-10-08', number: 4 };
    expect((await deputy.do('post', 'lessons', body)).status).toBe(404);
    const elsewhere = test.as('deputy', ['deputy-head'], OTHER_SCHOOL);
    expect((await elsewhere.do('post', 'lessons', { ...body, registerId: idOf('algebra') })).status).toBe(
      404,
    );
    expect((await deputy.do('post', 'lessons', { ...body, teacherIds: null })).status).toBe(400);
  });
});

it('only deputy heads and administrators arrange lessons', async () => {
  const id = test.lessonId(PHYSICS, TODAY);
  const calls: [path: string, body: object][] = [
    ['lessons', { registerId: idOf('physics'), date: '2026-10-08', number: 1 }],
    [`lessons/${id}/move`, { date: '2026-10-08', number: 1, reason: 'r' }],
    [`lessons/${id}/cancel`, { reason: 'r' }],
    [`lessons/${id}/restore`, { reason: 'r' }],
    [`lessons/${id}/substitution`, { teacherIds: [idOf('substitute')], reason: 'r' }],
    [`lessons/${id}/replacement`, { registerId: idOf('algebra'), reason: 'r' }],
  ];
  for (const role of [
    'teacher',
    'class-teacher',
    'head',
    'pupil',
    'parent',
    'auditor',
    'region-officer',
  ] as const) {
    for (const [path, body] of calls) {
      const { status } = await test.as('physicist', [role]).do('post', path, body);
      expect([role, path, status]).toEqual([role, path, 403]);
    }
  }
  const administrator = test.as('admin', ['administrator']);
  expect((await administrator.do('post', `lessons/${id}/cancel`, { reason: 'r' })).status).toBe(200);
});

describe('a command that is sent again', () => {
  it('answers its first receipt, whatever has changed since', async () => {
    const id = test.lessonId(ALGEBRA, '2026-10-20');
    const calls: [method: 'post', path: string, body: object, key: string][] = [
      ['post', `lessons/${id}/move`, { date: '2026-10-22', number: 2, reason: 'r' }, newId()],
      ['post', `lessons/${id}/substitution`, { teacherIds: [idOf('substitute')], reason: 'r' }, newId()],
      ['post', `lessons/${id}/replacement`, { registerId: idOf('physics'), reason: 'r' }, newId()],
      ['post', `lessons/${id}/restore`, { reason: 'r' }, newId()],
      ['post', 'lessons', { registerId: idOf('physics'), date: '2026-10-22', number: 4 }, newId()],
    ];
    const first: object[] = [];
    for (const call of calls) first.push((await deputy.do(...call)).body);
    // Everything that those commands looked at is gone, and the lesson is replaced once more.
    const again = await deputy.do('post', `lessons/${id}/replacement`, {
      registerId: idOf('physics'),
      reason: 'r',
    });
    await test.record(registerStream(SCHOOL, idOf('physics')), {
      type: 'RegisterClosed',
      data: { registerId: idOf('physics'), to: '2026-09-01' },
    });
    await test.record(yearStream(SCHOOL, idOf('year')), {
      type: 'BellScheduleWithdrawn',
      data: { yearId: idOf('year'), bellScheduleId: idOf('bells') },
    });
    const before = await test.count();
    for (const [index, call] of calls.entries()) {
      expect((await deputy.do(...call)).body).toEqual({ ...first[index], repeated: true });
    }
    expect(await test.count()).toBe(before);
    expect(await last(again.body.lessonId as string)).toMatchObject(['LessonScheduled', {}]);
  });
});
