import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type CommandContext, newId, notFound } from '#kernel';
import { bodyOf } from '../../../../test/support/body-of.ts';
import { EdgeApp, entries, GROUP, LESSON } from '../../../../test/support/edge-app.ts';

const LESSON_PATH = `/api/v1/lessons/${LESSON}`;

interface Echo {
  readonly context: CommandContext;
}

describe('the guard', () => {
  let test: EdgeApp;

  beforeAll(async () => {
    test = await EdgeApp.start();
  });
  afterAll(() => test.close());
  beforeEach(() => {
    test.doorman.roles = ['parent', 'teacher', 'deputy-head'];
    test.ownLesson = async () => true;
  });

  describe('access', () => {
    it('wants a session, by bearer token or by cookie', async () => {
      const answer = await test.http().get('/api/v1/who').expect(401).expect('www-authenticate', 'Bearer');
      expect(bodyOf(answer).type).toBe('/problems/not-signed-in');
      await test.http().get('/api/v1/who').set('authorization', 'Bearer bad').expect(401);
      await test.http().get('/api/v1/who').set('cookie', 'zhurnal_session=bad').expect(401);
      await test.http().get('/api/v1/who').set('cookie', 'zhurnal_session=good').expect(200);
      await test.http().get('/api/v1/who').set('authorization', 'Bearer good').expect(200);
    });

    it('lets anyone through to a public route', () => test.http().get('/api/v1/open').expect(200));

    it('acts by the first role whose scope holds', async () => {
      const get = () => test.http().get(LESSON_PATH).set('authorization', 'Bearer good');
      expect(bodyOf<{ role: string }>(await get().expect(200)).role).toBe('teacher');
      test.ownLesson = async () => false;
      expect(bodyOf<{ role: string }>(await get().expect(200)).role).toBe('deputy-head');
      test.doorman.roles = ['teacher'];
      expect(bodyOf(await get().expect(403)).type).toBe('/problems/out-of-scope');
      test.doorman.roles = ['parent'];
      expect(bodyOf(await get().expect(403)).type).toBe('/problems/forbidden');
    });

    it("says that another school's things do not exist", async () => {
      test.ownLesson = async () => {
        throw notFound('lesson', LESSON);
      };
      test.doorman.roles = ['teacher'];
      const answer = await test.http().get(LESSON_PATH).set('authorization', 'Bearer good').expect(404);
      expect(bodyOf(answer).type).toBe('/problems/not-found');
    });

    it('finds nothing that the query names and the school does not have, whoever else has it', async () => {
      const get = (groupId: string) =>
        test.http().get('/api/v1/lessons').query({ groupId }).set('authorization', 'Bearer good');
      expect(bodyOf(await get(GROUP.toUpperCase()).expect(200))).toEqual({ groupId: GROUP });
      const answer = bodyOf(await get(LESSON).expect(404));
      expect(answer).toMatchObject({
        type: '/problems/not-found',
        errors: [{ field: 'groupId', rule: 'not-found' }],
      });
      expect(bodyOf(await get('no-id').expect(400)).errors).toMatchObject([{ rule: 'isUuid' }]);
      test.doorman.roles = ['parent'];
      expect(bodyOf(await get(LESSON).expect(403)).type).toBe('/problems/forbidden');
    });

    it('refuses what another site makes a browser send', async () => {
      await test.put(entries).set('sec-fetch-site', 'cross-site').expect(403);
      await test.put(entries).set('origin', 'https://elsewhere.example').expect(403);
      await test.put(entries).set('sec-fetch-site', 'same-origin').expect(200);
    });
  });

  describe('commands', () => {
    it('wants a UUID of its own from every command', async () => {
      for (const [key, rule] of [
        [null, 'isDefined'],
        ['again', 'isUuid'],
      ] as const) {
        const answer = await test.put(entries, key).expect(400);
        expect(bodyOf(answer).errors).toMatchObject([{ field: 'Idempotency-Key', rule }]);
      }
    });

    it('brings the envelope', async () => {
      const key = newId();
      const answer = await test
        .put(entries, key)
        .set('claimed-at', '2026-09-01T08:30:00+03:00')
        .set('x-correlation-id', 'offline-7')
        .expect(200);
      expect(bodyOf<Echo>(answer).context).toEqual({
        schoolId: 'school-1',
        actor: { accountId: 'account-1', personId: 'person-1', role: 'teacher', sessionId: 'session-1' },
        commandId: key,
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        correlationId: 'offline-7',
        causationId: key,
        claimedAt: '2026-09-01T05:30:00.000Z',
      });
      const bare = await test.put(entries, key).expect(200);
      expect(bodyOf<Echo>(bare).context.correlationId).toBe(key);
      expect(bodyOf<Echo>(bare).context).not.toHaveProperty('claimedAt');
    });

    it('refuses a claimed time that is none', async () => {
      const answer = await test.put(entries).set('claimed-at', 'yesterday').expect(400);
      expect(bodyOf(answer).errors).toMatchObject([{ field: 'Claimed-At' }]);
    });

    it('tells another content by its fingerprint, whatever the order of fields', async () => {
      const of = async (body: object): Promise<string> =>
        bodyOf<Echo>(await test.put(body).expect(200)).context.fingerprint;
      const { date, note } = entries;
      expect(await of({ entries: [{ value: 5 }], note, date })).toBe(await of(entries));
      expect(await of({ ...entries, note: 'other' })).not.toBe(await of(entries));
    });
  });
});
