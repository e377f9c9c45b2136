import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { newId } from '#kernel';
import type { Evidence } from '../../libs/readiness/src/criteria/get-evidence.ts';
import { changeTold, tellsOf } from '../support/change-told.ts';
import type { Holder } from '../support/ground.ts';
import { SmallSchool } from '../support/small-school.ts';
import { RunningServer } from '../support/server.ts';
import { wholeLesson } from '../support/whole-lesson.ts';

/** A Thursday, 15:30 in the school: the day's lessons are over, and there is time for entries until tomorrow. */
const NOW = '2026-10-08T12:30:00.000Z';
const TODAY = '2026-10-08';
/** A lesson of this day was over more than 24 hours ago. */
const LAST_WEEK = '2026-10-01';
const WEEK = '2026-W41';
const PUPILS = 30;

interface Figure {
  readonly criterion: number;
  readonly numerator: number;
  readonly denominator: number;
}

let running: RunningServer;
let school: SmallSchool;
let administrator: Holder;
let pupils: string[];
/** Of what was done before a test. */
let lastPosition: string;
/** The teacher whose day it is: person, login, then the session's token. */
let personId: string;
let token: string;
/** What the lesson's entries were answered, and what was sent. */
let actions: object[];
let key: string;
let receipt: { position: string; eventIds: string[]; markIds: (string | null)[] };

/** A command over HTTP, with an Idempotency-Key of its own unless one is given. */
const say = (
  method: 'post' | 'put' | 'patch',
  path: string,
  body: object,
  as: string | null,
  commandId = newId(),
): request.Test => {
  const call = request(running.server.url)[method](`/api/v1/${path}`).set('idempotency-key', commandId);
  return (as === null ? call : call.set('authorization', `Bearer ${as}`)).send(body);
};
const see = (path: string, query: Record<string, string>, as: string): request.Test =>
  request(running.server.url).get(`/api/v1/${path}`).query(query).set('authorization', `Bearer ${as}`);

const lessonOn = async (date: string): Promise<string> => {
  const query = { from: date, to: date, groupId: school.own.classId };
  const { body } = await see('timetable', query, administrator.token).expect(200);
  return body.lessons[0].lessonId as string;
};

async function figures(minPosition: string): Promise<Map<number, Figure>> {
  const at = new Date(running.clock.at).toISOString();
  const query = { from: '2026-09-01', to: TODAY, at, minPosition };
  const { body } = await see('readiness', query, school.holder('deputy-head').token).expect(200);
  return new Map((body.criteria as Figure[]).map((figure) => [figure.criterion, figure]));
}

beforeAll(async () => {
  running = await RunningServer.start(NOW);
  school = await SmallSchool.make(running);
  administrator = school.holder('administrator');
  const { own } = school;
  pupils = [own.pupilId, own.classmateId];
  while (pupils.length < PUPILS) pupils.push(await school.person('pupil'));
  const joining = { pupilIds: pupils.slice(2), from: '2026-09-01' };
  lastPosition = (await school.do('POST', `groups/${own.classId}/members`, joining))['position']!;
}, 120_000);
afterAll(() => running.close());

describe('a school’s weekday', () => {
  it('begins with an account: created, activated with its code, signed in', async () => {
    const before = await figures(lastPosition);
    personId = await school.person('staff');
    const teaches = { teacherId: personId, from: '2026-09-01' };
    await school.do('POST', `registers/${school.own.registerId}/teachers`, teaches);
    const created = await say('post', 'accounts', { personId, roles: ['teacher'] }, administrator.token);
    expect([created.status, created.body.code]).toEqual([201, expect.stringMatching(/^[A-Z0-9-]{12,}$/)]);
    const waiting = await figures(created.body.position);
    expect(waiting.get(4)!.denominator).toBe(before.get(4)!.denominator + 1);
    expect(waiting.get(4)!.numerator).toBe(before.get(4)!.numerator);

    const login = `nina.petrova.${school.schoolId.slice(-12)}`;
    const chosen = { code: created.body.code, login, password: 'violets are blue' };
    const activated = await say('post', 'activations', chosen, null).expect(201);
    lastPosition = activated.body.position;
    const active = await figures(lastPosition);
    expect(active.get(4)!.numerator).toBe(before.get(4)!.numerator + 1);
    await say('post', 'activations', { ...chosen, login: `other.${login}` }, null).expect(422);

    const wrong = { login, password: 'roses are red', bearer: true };
    await say('post', 'sessions', wrong, null).expect(401);
    const session = await say('post', 'sessions', { ...wrong, password: chosen.password }, null).expect(201);
    token = session.body.token;
    const me = await see('me', {}, token).expect(200);
    expect(me.body).toMatchObject({ schoolId: school.schoolId, roles: ['teacher'], today: TODAY });
  });

  it('takes a lesson of thirty pupils in one step, tells open pages, and moves readiness', async () => {
    const lessonId = await lessonOn(TODAY);
    const before = await figures(lastPosition);
    const closing = new AbortController();
    const changes = await fetch(new URL('/api/v1/changes', running.server.url), {
      headers: { authorization: `Bearer ${token}` },
      signal: closing.signal,
    });
    const absent = pupils[29]!;
    actions = wholeLesson({ present: pupils.slice(0, 29), absent }, { text: '№ 5–7', dueDate: '2026-10-09' });
    key = newId();
    const path = `lessons/${lessonId}/entries`;
    const wrong = [...actions, { kind: 'give-mark', pupilId: absent, value: '5', basedOn: null }];
    const refused = await say('post', path, { actions: wrong }, token);
    expect([refused.status, refused.body.type]).toEqual([expect.any(Number), expect.stringContaining('/')]);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    const answer = await say('post', path, { actions }, token, key);
    expect(answer.status).toBe(201);
    receipt = answer.body;
    // Nothing of the refused step stands: what was seen as empty was empty.
    expect(answer.body).toMatchObject({ commandId: key, repeated: false });
    expect(receipt.markIds.filter((id) => id !== null)).toHaveLength(29);
    expect(receipt.eventIds.length).toBeGreaterThanOrEqual(actions.length);

    await changeTold(changes, tellsOf(lessonId, receipt.position));
    closing.abort();

    const after = await figures(receipt.position);
    for (const criterion of [2, 3]) {
      expect(after.get(criterion)!.numerator).toBe(before.get(criterion)!.numerator + 1);
      expect(after.get(criterion)!.denominator).toBe(before.get(criterion)!.denominator);
    }
    expect(after.get(6)!.numerator).toBeGreaterThan(before.get(6)!.numerator);
  });

  it('does a command once, and refuses its key for another', async () => {
    const lessonId = await lessonOn(TODAY);
    const path = `lessons/${lessonId}/entries`;
    const again = await say('post', path, { actions }, token, key);
    expect([again.status, again.body]).toEqual([201, { ...receipt, repeated: true }]);
    const other = await say('post', path, { actions: actions.slice(1) }, token, key);
    expect(other.status).toBe(422);
  });

  it('shows both values when somebody was quicker', async () => {
    const lessonId = await lessonOn(TODAY);
    const colleague = school.own.holders.teacher.token;
    const path = `lessons/${lessonId}/topic`;
    const late = await say('put', path, { topic: 'Проценты', basedOn: null }, colleague);
    expect(late.status).toBe(412);
    expect(late.body).toMatchObject({
      type: expect.stringContaining('changed-meanwhile'),
      yours: 'Проценты',
      standing: { value: 'Дроби', eventId: receipt.eventIds[0], by: personId },
    });
    const basedOn = receipt.eventIds[0]!;
    await say('put', path, { topic: 'Дроби. Повторение', basedOn }, colleague).expect(200);
  });

  it('shows a correction with its reason in the pupil’s diary', async () => {
    const lessonId = await lessonOn(TODAY);
    const markId = receipt.markIds.find((id) => id !== null)!;
    const { body: page } = await see(`lessons/${lessonId}`, {}, token).expect(200);
    const marks = page.lesson.marks as { markId: string; eventId: string }[];
    const basedOn = marks.find((mark) => mark.markId === markId)!.eventId;
    expect(receipt.eventIds).toContain(basedOn);
    // Half an hour later it is no slip of the pen any more: it takes a reason.
    running.clock.at += 30 * 60_000;
    const mend = { value: '5', basedOn };
    await say('patch', `lessons/${lessonId}/marks/${markId}`, mend, token).expect(422);
    const reason = 'checking-error';
    const corrected = await say('patch', `lessons/${lessonId}/marks/${markId}`, { ...mend, reason }, token);
    expect(corrected.status).toBe(200);

    const pupil = school.own.holders.pupil.token;
    const query = { week: WEEK, minPosition: corrected.body.position as string };
    const diary = await see(`diaries/${school.own.pupilId}`, query, pupil).expect(200);
    const days = diary.body.days as { date: string; lessons: { lessonId: string }[] }[];
    const lesson = days.find(({ date }) => date === TODAY)!.lessons.find((one) => one.lessonId === lessonId);
    expect(lesson).toMatchObject({
      topic: 'Дроби. Повторение',
      homework: { text: '№ 5–7', dueDate: '2026-10-09' },
      attendance: { value: 'present' },
      marks: [{ markId, value: '5', history: [{ value: '4' }, { value: '5', reason, by: personId }] }],
    });
    await see(`diaries/${school.own.classmateId}`, query, pupil).expect((answer) =>
      expect([403, 404]).toContain(answer.status),
    );
  });

  it('lists a late entry for the deputy head, with evidence down to the event', async () => {
    const deputy = school.holder('deputy-head').token;
    const lessonId = await lessonOn(LAST_WEEK);
    const late = await say('put', `lessons/${lessonId}/held`, { held: true, basedOn: null }, token);
    expect(late.status).toBe(200);
    const minPosition = late.body.position as string;
    const [eventId] = late.body.eventIds as string[];
    const period = { from: LAST_WEEK, to: LAST_WEEK, minPosition };
    const list = await see('late-entries', period, deputy).expect(200);
    const line = (list.body.lessons as { lessonId: string }[]).find((one) => one.lessonId === lessonId);
    expect(line).toMatchObject({ missing: false, late: 1, onTime: 0, eventIds: [eventId] });
    for (const [criterion, counted, why] of [
      ['3', 'numerator', 'kept'],
      ['6', 'denominator', 'late'],
    ]) {
      const evidence = await see(`readiness/${criterion}/evidence`, period, deputy).expect(200);
      const found = (evidence.body as Evidence).lessons?.find((one) => one.lessonId === lessonId);
      expect(found).toMatchObject({ counted, why, eventIds: [eventId] });
      const { people, subjects, groups } = evidence.body as Evidence;
      expect(people.map(({ personId }) => personId)).toEqual(expect.arrayContaining(found!.teacherIds));
      expect(people.every(({ familyName }) => familyName !== '')).toBe(true);
      expect(subjects.map(({ subjectId }) => subjectId)).toContain(found!.subjectId);
      expect(groups.map(({ groupId }) => groupId)).toEqual(expect.arrayContaining(found!.classIds));
    }
    const { body } = await see('readiness/3/evidence', { from: TODAY, to: TODAY }, deputy).expect(200);
    const kept = (body.lessons as { lessonId: string; eventIds: string[] }[]).filter(({ eventIds }) =>
      eventIds.some((id) => receipt.eventIds.includes(id)),
    );
    expect(kept.map((one) => one.lessonId)).toEqual([await lessonOn(TODAY)]);
  });
});
