import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultWorkOf } from '#journal/events';
import { newId } from '#kernel';
import {
  ALGEBRA,
  idOf,
  JournalApp,
  LEAVER,
  OTHER_SCHOOL,
  PHYSICS,
  slot,
  TODAY,
  type Visitor,
} from '../support/journal-app.ts';

let test: JournalApp;
let teacher: Visitor;
let lesson: string;

beforeAll(async () => {
  test = await JournalApp.start();
  teacher = test.as('teacher', ['teacher']);
  lesson = test.lessonId(ALGEBRA);
});
afterAll(() => test.close());

describe('a teacher’s lesson over HTTP', () => {
  it('takes topic, homework, comment, held, roll call, attendance, works and marks', async () => {
    const say = async (method: 'put' | 'post', path: string, body: object): Promise<void> => {
      const answer = await teacher.do(method, `lessons/${lesson}/${path}`, body);
      expect([path, answer.status, answer.body.eventIds?.length]).toEqual([
        path,
        method === 'post' ? 201 : 200,
        1,
      ]);
    };
    const basedOn = null;
    const workId = newId();
    await say('put', 'topic', { topic: 'Fractions', basedOn });
    await say('put', 'homework', { text: '№ 5', dueDate: '2026-10-07', basedOn });
    await say('put', 'comment', { text: 'Boris was restless', basedOn });
    await say('put', 'held', { held: true, basedOn });
    await say('put', 'roll-call', { taken: true, basedOn });
    await say('put', `attendance/${idOf('boris')}`, { value: 'absent', code: 'ill', basedOn });
    await say('put', `works/${workId}`, { workType: 'control', weight: 3, title: 'Unit 1', basedOn });
    await say('post', 'marks', { pupilId: idOf('anna'), value: '5', workId, basedOn });
    expect((await test.facts(lesson)).map(([type]) => type)).toEqual([
      'LessonScheduled',
      'TopicSet',
      'HomeworkSet',
      'LessonCommented',
      'LessonHeld',
      'RollCallTaken',
      'AttendanceMarked',
      'WorkSet',
      'MarkGiven',
    ]);
  });

  it('never has a comment in plain words in the log', async () => {
    const stored = JSON.stringify(await test.facts(lesson));
    expect(stored).not.toContain('restless');
    const page = await teacher.get(`lessons/${lesson}`);
    expect(page.body.lesson.comment).toMatchObject({ text: 'Boris was restless' });
    expect(page.text).not.toContain('"sealed"');
    // The same words again are no change, although they would be sealed to other bytes.
    const { eventId } = page.body.lesson.comment;
    const again = await teacher.do('put', `lessons/${lesson}/comment`, {
      text: 'Boris was restless',
      basedOn: eventId,
    });
    expect(again.body).toMatchObject({ eventIds: [], position: null });
  });

  it('corrects and revokes a mark by its id, with the reason in words sealed', async () => {
    const given = await teacher.do('post', `lessons/${lesson}/marks`, {
      pupilId: idOf('vera'),
      value: '3',
      basedOn: null,
    });
    const { markId, eventIds } = given.body;
    const corrected = await teacher.do('patch', `lessons/${lesson}/marks/${markId}`, {
      value: '4',
      reason: 'other',
      note: 'Vera asked to look again',
      basedOn: eventIds[0],
    });
    expect(corrected.status).toBe(200);
    const revoked = await teacher.do('delete', `lessons/${lesson}/marks/${markId}`, {
      reason: 'wrong-pupil',
      basedOn: corrected.body.eventIds[0],
    });
    expect(revoked.status).toBe(200);
    const page = await teacher.get(`lessons/${lesson}`);
    const mark = page.body.lesson.marks.find((one: { markId: string }) => one.markId === markId);
    expect(mark).toMatchObject({
      value: null,
      reason: 'wrong-pupil',
      before: [
        { value: '3', by: idOf('teacher') },
        { value: '4', reason: 'other', text: 'Vera asked to look again' },
      ],
    });
    expect(JSON.stringify(await test.facts(lesson))).not.toContain('look again');
  });

  it('does a command once: sent again it answers the first receipt', async () => {
    const key = newId();
    const body = { pupilId: idOf('vera'), value: '5', basedOn: null };
    const first = await teacher.do('post', `lessons/${lesson}/marks`, body, key);
    const before = await test.count();
    const second = await teacher.do('post', `lessons/${lesson}/marks`, body, key);
    expect(second.body).toEqual({ ...first.body, repeated: true });
    expect(await test.count()).toBe(before);
    const other = await teacher.do('post', `lessons/${lesson}/marks`, { ...body, value: '4' }, key);
    expect(other.status).toBe(422);
  });

  it('shows both values when a colleague was quicker', async () => {
    const id = test.lessonId(ALGEBRA, '2026-09-29');
    const first = await teacher.do('put', `lessons/${id}/topic`, { topic: 'Theirs', basedOn: null });
    const second = await teacher.do('put', `lessons/${id}/topic`, { topic: 'Mine', basedOn: null });
    expect(second.status).toBe(412);
    expect(second.headers['content-type']).toContain('application/problem+json');
    expect(second.body).toMatchObject({
      yours: 'Mine',
      standing: { value: 'Theirs', eventId: first.body.eventIds[0], by: idOf('teacher') },
      errors: [{ field: 'basedOn' }],
    });
  });

  it('says which field is wrong, before and in the rules', async () => {
    const id = test.lessonId(ALGEBRA, '2026-09-22');
    const put = (path: string, body: object) => teacher.do('put', `lessons/${id}/${path}`, body);
    expect((await put('topic', { topic: 'x' })).status).toBe(400);
    expect((await put('topic', { topic: 'x', basedOn: 'me' })).status).toBe(400);
    expect((await put('topic', { topic: 'x'.repeat(501), basedOn: null })).status).toBe(400);
    expect((await put('topic', { topic: 'x', basedOn: null, colour: 'red' })).status).toBe(400);
    expect((await put('homework', { text: 'x', dueDate: '2026-02-30', basedOn: null })).status).toBe(400);
    expect((await put(`attendance/${idOf('anna')}`, { value: 'asleep', basedOn: null })).status).toBe(400);
    expect((await put('attendance/anna', { value: 'late', basedOn: null })).status).toBe(400);
    const rule = await put(`attendance/${idOf('stranger')}`, { value: 'late', basedOn: null });
    expect([rule.status, rule.body.errors[0].field]).toEqual([409, 'pupilId']);
    const left = await put(`attendance/${idOf(LEAVER)}`, { value: 'late', basedOn: null });
    expect(left.status).toBe(200);
  });

  it('keeps to the policy in force', async () => {
    const tomorrow = test.lessonId(slot('algebra', 3, 1), '2026-10-07');
    const held = () => teacher.do('put', `lessons/${tomorrow}/held`, { held: true, basedOn: null });
    const early = await held();
    expect([early.status, early.body.opensAt]).toEqual([409, '2026-10-07T05:15:00.000Z']);
    const topic = await teacher.do('put', `lessons/${tomorrow}/topic`, {
      topic: 'Ahead',
      planned: true,
      basedOn: null,
    });
    expect(topic.status).toBe(200);
  });
});

describe('many actions in one step over HTTP', () => {
  const post = (id: string, actions: object[], key?: string) =>
    teacher.do('post', `lessons/${id}/entries`, { actions }, key);
  const basedOn = null;

  it('are all recorded, with the ids of the marks', async () => {
    const id = test.lessonId(ALGEBRA, '2026-09-15');
    const answer = await post(id, [
      { kind: 'set-topic', topic: 'Roots', basedOn },
      {
        kind: 'set-roll-call',
        taken: true,
        exceptions: [{ pupilId: idOf('boris'), value: 'late', basedOn }],
        basedOn,
      },
      { kind: 'set-attendance', pupilId: idOf('vera'), value: 'absent', basedOn },
      { kind: 'give-mark', pupilId: idOf('anna'), value: '5', basedOn },
      { kind: 'set-held', held: true, basedOn },
      { kind: 'set-comment', text: 'Good', basedOn },
      { kind: 'set-homework', text: '№ 7', basedOn },
      { kind: 'set-work', workId: defaultWorkOf(id), workType: 'test', weight: 1.5, basedOn },
    ]);
    expect(answer.status).toBe(201);
    expect(answer.body.eventIds).toHaveLength(9);
    expect(answer.body.markIds.filter(Boolean)).toHaveLength(1);
    const [markId] = answer.body.markIds.filter(Boolean);
    const mended = await post(id, [
      { kind: 'correct-mark', markId, value: '4', basedOn: answer.body.eventIds[4] },
      { kind: 'revoke-mark', markId, basedOn: answer.body.eventIds[4] },
    ]);
    expect(mended.status).toBe(201);
    expect((await test.facts(id)).slice(-2)).toMatchObject([
      ['MarkCorrected', { reason: 'typo' }],
      ['MarkRevoked', { reason: 'typo' }],
    ]);
  });

  it('are none when one is refused, and the refusal names it', async () => {
    const id = test.lessonId(ALGEBRA, '2026-09-08');
    const before = await test.facts(id);
    const answer = await post(id, [
      { kind: 'set-topic', topic: 'Roots', basedOn },
      { kind: 'give-mark', pupilId: idOf('anna'), value: 'pass', basedOn },
    ]);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ action: 1, errors: [{ field: 'actions[1].value' }] });
    expect(await test.facts(id)).toEqual(before);
  });

  it('are checked one by one before anything is decided', async () => {
    const id = test.lessonId(ALGEBRA, '2026-09-08');
    const unknown = await post(id, [{ kind: 'erase-everything' }]);
    expect(unknown.status).toBe(400);
    expect(unknown.body.errors[0].field).toBe('actions.0.kind');
    const wrong = await post(id, [{ kind: 'give-mark', pupilId: 'anna', value: '5', basedOn }]);
    expect(wrong.body.errors[0].field).toBe('actions.0.pupilId');
    expect((await post(id, [{ kind: 'set-topic', topic: 'x', basedOn, value: '5' }])).status).toBe(400);
    expect((await post(id, [{ topic: 'x', basedOn }])).status).toBe(400);
    expect((await post(id, [])).status).toBe(400);
    expect((await teacher.do('post', `lessons/${id}/entries`, { actions: 'all' })).status).toBe(400);
    expect((await teacher.do('post', `lessons/${id}/entries`, { actions: [null] })).status).toBe(400);
  });
});

describe('an import over HTTP', () => {
  it('brings entries in as imported, without having seen anything', async () => {
    const id = test.lessonId(PHYSICS, '2026-09-01');
    const administrator = test.as('admin', ['administrator']);
    const actions = [
      { kind: 'set-held', held: true, basedOn: null },
      { kind: 'give-mark', pupilId: idOf('anna'), value: '4', basedOn: null },
      { kind: 'give-mark', pupilId: idOf('anna'), value: '5', basedOn: null },
    ];
    const answer = await administrator.do('post', `lessons/${id}/imported-entries`, {
      source: 'paper',
      actions,
    });
    expect(answer.status).toBe(201);
    for (const [, data] of (await test.facts(id)).slice(1)) {
      expect(data).toMatchObject({ imported: { source: 'paper' } });
    }
    const correction = [{ kind: 'correct-mark', markId: answer.body.markIds[1], value: '3', basedOn: null }];
    const refused = await administrator.do('post', `lessons/${id}/imported-entries`, {
      source: 'paper',
      actions: correction,
    });
    expect(refused.status).toBe(409);
  });
});

describe('whose lesson it is', () => {
  const writes = (visitor: Visitor, id: string) =>
    visitor.do('put', `lessons/${id}/topic`, { topic: newId(), basedOn: null });

  it('is the teacher’s who gives it', async () => {
    const id = test.lessonId(PHYSICS, '2026-09-29');
    expect((await writes(teacher, id)).status).toBe(403);
    expect((await writes(test.as('physicist', ['teacher']), id)).status).toBe(200);
    for (const role of [
      'class-teacher',
      'head',
      'deputy-head',
      'administrator',
      'pupil',
      'parent',
      'auditor',
    ] as const) {
      expect([role, (await writes(test.as('physicist', [role]), id)).status]).toEqual([role, 403]);
    }
  });

  it('is read by those it concerns', async () => {
    const id = test.lessonId(PHYSICS, '2026-09-29');
    const reads = async (name: string, role: Parameters<JournalApp['as']>[1][number]): Promise<number> =>
      (await test.as(name, [role]).get(`lessons/${id}`)).status;
    expect(await reads('teacher', 'teacher')).toBe(403);
    expect(await reads('physicist', 'teacher')).toBe(200);
    expect(await reads('class-teacher', 'class-teacher')).toBe(200);
    expect(await reads('physicist', 'class-teacher')).toBe(403);
    for (const role of ['head', 'deputy-head', 'administrator', 'auditor'] as const) {
      expect(await reads('somebody', role)).toBe(200);
    }
    for (const role of ['pupil', 'parent', 'region-officer'] as const)
      expect(await reads('anna', role)).toBe(403);
  });

  it('is nobody’s in another school', async () => {
    const plan = {
      registerId: newId(),
      subjectId: newId(),
      kind: 'class' as const,
      groupIds: [],
      classIds: [],
      teacherIds: [idOf('teacher')],
      date: TODAY,
      number: 1,
      startsAt: test.at('08:30'),
      endsAt: test.at('09:10'),
      room: null,
    };
    const elsewhere = await test.lessonElsewhere(plan);
    expect((await writes(teacher, elsewhere)).status).toBe(404);
    expect((await writes(test.as('teacher', ['teacher'], OTHER_SCHOOL), lesson)).status).toBe(404);
    expect((await test.as('x', ['head']).get(`lessons/${elsewhere}`)).status).toBe(404);
    expect((await test.as('x', ['head']).get('lessons/nonsense')).status).toBe(400);
    expect((await writes(teacher, 'nonsense')).status).toBe(400);
  });
});
