import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStoreDbEventStore } from '#event-store/eventstoredb';
import { addDays, isoWeekOf, newId, streamOf, systemClock } from '#kernel';
import { stateHash } from '#projecting';
import { MongoReadStore } from '#projecting/mongodb';
import { projections } from '../../apps/server/src/projections.ts';
import { TeacherAtWork } from '../day/teachers-at-work.ts';
import { type Answer, callAt } from '../support/call.ts';
import { changeTold, place, tellsOf, type Told } from '../support/change-told.ts';
import { PASSWORD } from '../support/ground.ts';
import { SmallSchool } from '../support/small-school.ts';
import { wholeLesson } from '../support/whole-lesson.ts';
import { Cluster } from './cluster.ts';
import { daysAround, type DaysAround } from '../support/days-around.ts';
import type { Stores } from './stores.ts';

/** The pupils of the class. */
const PUPILS = 12;
/** How many write at the same time, each on a lesson of today's. */
const WRITERS = 5;
/** How long the read models may take to show the log (ms). */
const PATIENCE_MS = 60_000;

interface Figure {
  readonly criterion: number;
  readonly numerator: number;
  readonly denominator: number;
}
interface Mark {
  readonly markId: string;
  readonly eventId: string;
  readonly value: string;
}
interface Lesson {
  readonly lessonId: string;
  readonly topic: { readonly topic: string } | null;
  readonly marks: readonly Mark[];
}
interface Receipt {
  readonly commandId: string;
  readonly position: string;
  readonly eventIds: readonly string[];
  readonly markIds: readonly (string | null)[];
  readonly repeated: boolean;
}

/** One day of a school, with the API and the projector as processes that know of each other by the stores only. */
export function describeClusterDay(name: string, open: () => Promise<Stores>): void {
  describe(`a school’s day on a cluster: ${name}`, () => {
    let stores: Stores;
    let cluster: Cluster;
    let days: DaysAround;
    let school: SmallSchool;
    let pupils: string[];
    /** The teacher whose day it is. */
    let personId: string;
    let token: string;
    let lessonId: string;
    let actions: object[];
    let key: string;
    let receipt: Receipt;
    /** The last thing that the test knows of. */
    let latest: string;
    /** Lessons of the class that were over and that nobody has written to. */
    const atWork: TeacherAtWork[] = [];

    /** A command to one replica of the API. */
    const say = (
      replica: 0 | 1,
      method: string,
      path: string,
      body: object,
      as: string | null = token,
      commandId = newId(),
    ): Promise<Answer> =>
      callAt(cluster.apis[replica].url, { method, path: `/api/v1/${path}`, body, token: as, key: commandId });

    const figures = async (minPosition: string): Promise<Map<number, Figure>> => {
      const query = { from: days.lessons.from, to: days.today, minPosition };
      const { criteria } = await cluster.see<{ criteria: Figure[] }>(
        'readiness',
        query,
        school.holder('deputy-head').token,
      );
      return new Map(criteria.map((figure) => [figure.criterion, figure]));
    };

    const lessonSeen = (minPosition: string): Promise<{ lesson: Lesson }> =>
      cluster.see(`lessons/${lessonId}`, { minPosition }, token);

    /** Opens a page of the teacher's on a replica. */
    const openPage = async (
      replica: 0 | 1,
    ): Promise<{ told: (isIt: (told: Told) => boolean) => Promise<Told>; close: () => void }> => {
      const closing = new AbortController();
      const stream = await fetch(new URL('/api/v1/changes', cluster.apis[replica].url), {
        headers: { authorization: `Bearer ${token}` },
        signal: closing.signal,
      });
      return { told: (isIt) => changeTold(stream, isIt), close: () => closing.abort() };
    };

    /** Lets everybody write, each by a replica, until the work of the test is done. @returns their last position */
    const workDuring = async (work: () => Promise<void>): Promise<string> => {
      const ending = new AbortController();
      const writing = atWork.map((teacher, index) =>
        teacher.work(cluster.apis[index % 2]!.url, token, ending.signal, () => {}),
      );
      try {
        await work();
      } finally {
        ending.abort();
        await Promise.allSettled(writing);
      }
      for (const [index, teacher] of atWork.entries()) {
        await writing[index];
        await teacher.settle(cluster.apis[1].url, token);
      }
      const positions = atWork.flatMap(({ commands }) => commands.map((sent) => sent.receipt!.position));
      return positions.reduce((a, b) => (place(a) > place(b) ? a : b));
    };

    beforeAll(async () => {
      stores = await open();
      cluster = await Cluster.start(stores);
      days = daysAround(Date.now());
      school = await SmallSchool.on(cluster, days, ['deputy-head']);
      const { own } = school;
      pupils = [own.pupilId, own.classmateId];
      while (pupils.length < PUPILS) pupils.push(await school.person('pupil'));
      const joining = { pupilIds: pupils.slice(2), from: days.year.from };
      latest = (await school.do('POST', `groups/${own.classId}/members`, joining))['position']!;
    }, 600_000);
    afterAll(async () => {
      await cluster?.stop();
      await stores?.close();
    }, 60_000);

    it('begins with an account: created by one replica, activated by the other', async () => {
      const administrator = school.holder('administrator').token;
      const before = await figures(latest);
      personId = await school.person('staff');
      const teaches = { teacherId: personId, from: days.year.from };
      await school.do('POST', `registers/${school.own.registerId}/teachers`, teaches);
      const created = await say(0, 'POST', 'accounts', { personId, roles: ['teacher'] }, administrator);
      expect(created.status).toBe(201);
      const { code } = created.body as { code: string };
      const login = `nina.petrova.${school.schoolId.slice(-12)}`;
      const chosen = { code, login, password: PASSWORD };
      const activated = await say(1, 'POST', 'activations', chosen, null);
      expect(activated.status).toBe(201);
      const other = { ...chosen, login: `other.${login}` };
      expect((await say(0, 'POST', 'activations', other, null)).status).toBe(422);
      latest = (activated.body as Receipt).position;

      const signIn = { login, password: 'not this one', bearer: true };
      expect((await say(0, 'POST', 'sessions', signIn, null)).status).toBe(401);
      const session = await say(1, 'POST', 'sessions', { ...signIn, password: PASSWORD }, null);
      expect(session.status).toBe(201);
      token = (session.body as { token: string }).token;
      const me = await cluster.see('me', { minPosition: latest }, token);
      expect(me).toMatchObject({ schoolId: school.schoolId, roles: ['teacher'], today: days.today });

      const after = await figures(latest);
      expect(after.get(4)).toMatchObject({
        numerator: before.get(4)!.numerator + 1,
        denominator: before.get(4)!.denominator + 1,
      });
    });

    it('takes a whole lesson by one replica, tells a page of the other, and moves readiness', async () => {
      const query = { from: days.today, to: days.today, groupId: school.own.classId, minPosition: latest };
      const { lessons } = await cluster.see<{ lessons: Lesson[] }>(
        'timetable',
        query,
        school.holder('administrator').token,
      );
      ({ lessonId } = lessons[0]!);
      const before = await figures(latest);
      const absent = pupils.at(-1)!;
      const homework = { text: '№ 5–7', dueDate: addDays(days.today, 1) };
      actions = wholeLesson({ present: pupils.slice(0, -1), absent }, homework);
      key = newId();
      const path = `lessons/${lessonId}/entries`;
      const wrong = [...actions, { kind: 'give-mark', pupilId: absent, value: '5', basedOn: null }];
      const refused = await say(0, 'POST', path, { actions: wrong });
      expect(refused).toMatchObject({ status: 409, body: { action: actions.length } });

      const page = await openPage(1);
      const answer = await say(0, 'POST', path, { actions }, token, key);
      expect(answer).toMatchObject({ status: 201, body: { commandId: key, repeated: false } });
      receipt = answer.body as Receipt;
      latest = receipt.position;
      await page.told(tellsOf(lessonId, receipt.position));
      page.close();

      const { lesson } = await lessonSeen(receipt.position);
      expect(lesson.marks.map(({ markId }) => markId).sort()).toEqual(
        receipt.markIds.filter((id) => id !== null).sort(),
      );
      const after = await figures(receipt.position);
      for (const criterion of [2, 3]) {
        expect(after.get(criterion)).toMatchObject({
          numerator: before.get(criterion)!.numerator + 1,
          denominator: before.get(criterion)!.denominator,
        });
      }
      expect(after.get(6)!.numerator).toBeGreaterThan(before.get(6)!.numerator);
    });

    it('does a command once, whichever replica it comes to', async () => {
      const path = `lessons/${lessonId}/entries`;
      for (const replica of [1, 0] as const) {
        const again = await say(replica, 'POST', path, { actions }, token, key);
        expect([again.status, again.body]).toEqual([201, { ...receipt, repeated: true }]);
      }
      expect((await say(1, 'POST', path, { actions: actions.slice(1) }, token, key)).status).toBe(422);
    });

    it('shows a correction in the diary and on the page of the register', async () => {
      const markId = receipt.markIds.find((id) => id !== null)!;
      const { lesson } = await lessonSeen(latest);
      const basedOn = lesson.marks.find((mark) => mark.markId === markId)!.eventId;
      const reason = 'checking-error';
      const path = `lessons/${lessonId}/marks/${markId}`;
      const corrected = await say(1, 'PATCH', path, { value: '5', basedOn, reason });
      expect(corrected.status).toBe(200);
      // Whoever saw the mark as it was is told so by the replica that took nothing.
      const late = await say(0, 'PATCH', path, { value: '3', basedOn, reason });
      expect(late).toMatchObject({
        status: 412,
        body: { yours: '3', standing: { value: '5', by: personId } },
      });

      const minPosition = (corrected.body as Receipt).position;
      latest = minPosition;
      const pupil = school.own.holders.pupil.token;
      const week = isoWeekOf(days.today);
      const diary = await cluster.see<{ days: { date: string; lessons: Lesson[] }[] }>(
        `diaries/${school.own.pupilId}`,
        { week, minPosition },
        pupil,
      );
      const inDiary = diary.days.find(({ date }) => date === days.today)!.lessons;
      expect(inDiary.find((one) => one.lessonId === lessonId)).toMatchObject({
        topic: 'Дроби',
        homework: { text: '№ 5–7' },
        marks: [{ markId, value: '5', history: [{ value: '4' }, { value: '5', reason, by: personId }] }],
      });
      const register = await cluster.see<{ lessons: Lesson[] }>(
        `registers/${school.own.registerId}`,
        { from: days.today, to: days.today, minPosition },
        token,
      );
      const onPage = register.lessons.find((one) => one.lessonId === lessonId)!;
      expect(onPage.topic).toMatchObject({ topic: 'Дроби' });
      expect(onPage.marks.find((mark) => mark.markId === markId)!.value).toBe('5');
    });

    it('goes on without a projector, waits in vain for what it said, and sees it when there is one again', async () => {
      while (atWork.length < WRITERS)
        atWork.push(new TeacherAtWork(`Тема ${atWork.length}`, school.nextLesson(school.own)));
      const page = await openPage(1);
      const last = await workDuring(async () => {
        await written(atWork, 2);
        await cluster.projector.kill();
        await written(atWork, 4);
      });
      const call = {
        method: 'GET',
        path: '/api/v1/timetable',
        query: { from: days.today, to: days.today, groupId: school.own.classId },
        token: school.holder('administrator').token,
      };
      const waiting = { ...call, query: { ...call.query, minPosition: last } };
      const unseen = await callAt(cluster.apis[0].url, waiting);
      expect([unseen.status, unseen.headers.get('retry-after')]).toEqual([503, '1']);
      expect(unseen.body).toMatchObject({ type: expect.stringContaining('not-yet-visible') });
      expect((await callAt(cluster.apis[1].url, call)).status).toBe(200);

      await cluster.startProjector();
      await page.told(({ model, position }) => model === 'lessons' && place(position) >= place(last));
      page.close();
      latest = last;
      expect((await callAt(cluster.apis[0].url, waiting)).status).toBe(200);
      for (const teacher of atWork) {
        const seen = await cluster.see<{ lesson: Lesson }>(`lessons/${teacher.lessonId}`, {}, token);
        expect(seen.lesson.topic).toMatchObject({ topic: `${teacher.name}: ${teacher.commands.length - 1}` });
      }
    }, 120_000);

    it('loses no acknowledged command when a replica is killed: the other answers them all', async () => {
      const last = await workDuring(async () => {
        await written(atWork, 2);
        await cluster.apis[0].kill();
      });
      if (place(last) > place(latest)) latest = last;
      for (const command of atWork.flatMap(({ commands }) => commands)) {
        const { method, path, body, receipt: first } = command;
        const again = await say(1, method, path, body, token, command.key);
        expect(again.body).toEqual({ ...first, repeated: true });
      }
      await cluster.startApi(0);
    });

    it('has every acknowledged command in the log once, and read models as a replay gives them', async () => {
      const log = await EventStoreDbEventStore.connect({
        connectionString: stores.eventStoreUrl,
        clock: systemClock,
      });
      const counts = { commands: 0, events: 0 };
      try {
        for (const { lessonId: id, commands } of atWork) {
          const events = await log.readStream(streamOf(school.schoolId, 'lesson', id));
          for (const { key: commandId, receipt: answered } of commands) {
            const recorded = events.filter(({ metadata }) => metadata.commandId === commandId);
            expect(recorded.map(({ id }) => id)).toEqual(answered!.eventIds);
            counts.commands += 1;
            counts.events += recorded.length;
          }
        }
      } finally {
        await log.close();
      }
      const store = await MongoReadStore.connect({
        url: stores.mongoUrl,
        database: `${stores.databases}_read_models`,
      });
      try {
        const replayed = await cluster.zhurnal('replay', '--hash');
        const deadline = Date.now() + PATIENCE_MS;
        let live = '';
        // A new projector takes the slices of the schools one after another.
        while (live !== replayed && Date.now() < deadline) {
          live = await stateHash(store, projections);
          if (live !== replayed) await pause(500);
        }
        expect(live).toBe(replayed);
      } finally {
        await store.close();
      }
      console.info(
        `${name}: a projector and a replica killed; ${counts.commands} commands acknowledged meanwhile with ` +
          `${counts.events} events, none lost, none twice`,
      );
    }, 120_000);
  });
}

/** Waits until they have got so many answers more, each on the average. */
async function written(atWork: readonly TeacherAtWork[], more: number): Promise<void> {
  const answered = (): number =>
    atWork.reduce((sum, { commands }) => sum + commands.filter((sent) => sent.receipt !== null).length, 0);
  const enough = answered() + more * atWork.length;
  for (const deadline = Date.now() + PATIENCE_MS; answered() < enough;) {
    if (Date.now() > deadline) throw new Error('Nobody gets an answer any more');
    await pause(10);
  }
}
