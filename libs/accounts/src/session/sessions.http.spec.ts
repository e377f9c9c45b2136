import { get } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { accountStream } from '#accounts/events';
import { newId } from '#kernel';
import { Metrics } from '#platform';
import { bodyOf } from '../../../../test/support/body-of.ts';
import { AccountsApp, PASSWORD, SCHOOL, type Visitor } from '../../../../test/support/accounts-app.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('sessions', () => {
  let test: AccountsApp;
  let anna: Visitor;

  beforeEach(async () => {
    test = await AccountsApp.start();
    anna = await test.signedIn('anna', ['teacher']);
  });
  afterEach(() => test.close());

  const signIn = (login: string, password: string, more: object = {}) =>
    test.http('post', 'sessions').send({ login, password, ...more });

  describe('signing in', () => {
    it('sets a cookie that no script reads and no other site sends', async () => {
      const answer = await signIn('anna', PASSWORD).set('host', 'school.example').expect(201);
      expect(bodyOf<{ token: string | null }>(answer).token).toBeNull();
      const [cookie] = answer.headers['set-cookie'] as unknown as string[];
      expect(cookie).toMatch(/^zhurnal_session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
      const [pair = ''] = cookie!.split(';');
      await test.http('get', 'me').set('cookie', pair).expect(200);
    });

    it('does without Secure on this machine, and keeps a remembered cookie', async () => {
      const answer = await signIn('anna', PASSWORD, { remember: true })
        .set('host', 'localhost:3000')
        .expect(201);
      const [cookie] = answer.headers['set-cookie'] as unknown as string[];
      expect(cookie).toContain('Expires=');
      expect(cookie).not.toContain('Secure');
    });

    it('answers the same for an unknown login and a wrong password, after the same work', async () => {
      const work = async (login: string) => {
        const { comparisons, hashes } = test.argon2id;
        const answer = await signIn(login, 'не тот пароль').expect(401);
        return {
          body: bodyOf(answer),
          comparisons: test.argon2id.comparisons - comparisons,
          hashes: test.argon2id.hashes - hashes,
        };
      };
      const unknown = await work('nobody');
      expect(unknown).toEqual(await work('anna'));
      expect(unknown).toMatchObject({
        body: { type: '/problems/wrong-login-or-password' },
        comparisons: 1,
        hashes: 0,
      });
    });

    it('makes whoever fails wait longer and longer, also for a login that is not there', async () => {
      for (const login of ['anna', 'nobody']) {
        for (let n = 0; n < 5; n += 1) await signIn(login, 'не тот').expect(401);
        const answer = await signIn(login, PASSWORD).expect(429);
        expect(answer.body).toMatchObject({ type: '/problems/too-many-attempts', retryAfter: 2 });
        test.clock.at += 2_000;
        await signIn(login, 'не тот').expect(401);
        await signIn(login, PASSWORD).expect(429).expect('retry-after', '4');
      }
      test.clock.at += 4_000;
      await signIn('anna', PASSWORD).expect(201);
      await signIn('anna', 'не тот').expect(401);
    });

    it('counts tries that come at the same time', async () => {
      const answers = await Promise.all(Array.from({ length: 12 }, () => signIn('anna', 'не тот')));
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
    });

    it('records logins as facts, and failures only as counts', async () => {
      const before = (await test.facts(anna.accountId)).length;
      await signIn('anna', 'не тот').expect(401);
      await signIn('nobody', 'не тот').expect(401);
      expect(await test.facts(anna.accountId)).toHaveLength(before);
      const text = await test.app.get(Metrics).registry.metrics();
      expect(text).toContain('zhurnal_failed_sign_ins_total{reason="wrong-password"} 1');
      expect(text).toContain('zhurnal_failed_sign_ins_total{reason="unknown-login"} 1');
    });

    it('tells a blocked account so only to whoever knows its password', async () => {
      const admin = await test.signedIn('admin', ['administrator']);
      await admin.do('post', `accounts/${anna.accountId}/block`, { reason: 'suspicion' }).expect(201);
      await signIn('anna', 'не тот').expect(401);
      expect(bodyOf(await signIn('anna', PASSWORD).expect(403)).type).toBe('/problems/account-blocked');
    });
  });

  describe('going on', () => {
    const resumed = async (): Promise<string[]> =>
      (await test.log.readStream(accountStream(SCHOOL, anna.accountId)))
        .filter(({ type }) => type === 'SessionResumed')
        .map(({ data }) => (data as { date: string }).date);

    it('is recorded once per account and day of the school', async () => {
      await anna.get('me').expect(200);
      expect(await resumed()).toEqual([]);
      // Midnight in Moscow is 21:00 UTC.
      test.clock.at = Date.parse('2026-09-01T20:59:50.000Z');
      await anna.get('me').expect(200);
      expect(await resumed()).toEqual([]);
      test.clock.at = Date.parse('2026-09-01T21:00:00.000Z');
      await anna.get('me').expect(200);
      await anna.get('me').expect(200);
      test.clock.at += HOUR;
      await anna.get('me').expect(200);
      expect(await resumed()).toEqual(['2026-09-02']);
    });

    it('is no visit when the page asks by itself', async () => {
      test.clock.at += DAY;
      await test.app.listen(0, '127.0.0.1');
      const headers = { authorization: `Bearer ${anna.token}` };
      await new Promise<void>((resolve, reject) => {
        void test.app.getUrl().then((url) => {
          const page = get(`${url}/api/v1/changes`, { headers }, ({ statusCode }) => {
            expect(statusCode).toBe(200);
            page.destroy();
            resolve();
          });
          page.on('error', reject);
        });
      });
      expect(await resumed()).toEqual([]);
      await anna.get('me').expect(200);
      expect(await resumed()).toEqual(['2026-09-02']);
    });

    it('lasts thirty days after each use when remembered, and half a year at most', async () => {
      for (let month = 0; month < 6; month += 1) {
        test.clock.at += 29 * DAY;
        await anna.get('me').expect(200);
      }
      test.clock.at += 7 * DAY;
      await anna.get('me').expect(401);
    });

    it('ends after thirty days without use, or twelve hours when not remembered', async () => {
      const short = bodyOf<{ token: string }>(
        await signIn('anna', PASSWORD, { bearer: true }).expect(201),
      ).token;
      const me = () => test.http('get', 'me').set('authorization', `Bearer ${short}`);
      test.clock.at += 11 * HOUR;
      await me().expect(200);
      test.clock.at += 11 * HOUR;
      await me().expect(200);
      test.clock.at += 12 * HOUR;
      await me().expect(401);
      await anna.get('me').expect(200);
      test.clock.at += 30 * DAY;
      await anna.get('me').expect(401);
    });
  });

  describe('ending', () => {
    it('signs out for good', async () => {
      const answer = await anna.do('delete', 'sessions/current').expect(200);
      expect(answer.headers['set-cookie']?.[0]).toMatch(/^zhurnal_session=;/);
      await anna.get('me').expect(401);
      expect(await test.facts(anna.accountId)).toContain('LoggedOut');
    });

    it('lists where one is signed in and ends another place', async () => {
      test.clock.at += MINUTE;
      const phone = await test.signIn('anna', anna.accountId, anna.personId);
      const listed = bodyOf<{ sessions: object[] }>(await phone.get('sessions').expect(200)).sessions;
      expect(listed).toEqual([
        expect.objectContaining({ sessionId: phone.sessionId, current: true, remembered: true }),
        expect.objectContaining({ sessionId: anna.sessionId, current: false }),
      ]);
      const key = newId();
      const first = await phone.do('delete', `sessions/${anna.sessionId}`, undefined, key).expect(200);
      const again = await phone.do('delete', `sessions/${anna.sessionId}`, undefined, key).expect(200);
      expect(again.body).toEqual({ ...first.body, repeated: true });
      await anna.get('me').expect(401);
      await phone.get('me').expect(200);
    });

    it("does not reach anybody else's session", async () => {
      const boris = await test.signedIn('boris', ['teacher']);
      await boris.do('delete', `sessions/${anna.sessionId}`).expect(404);
      await boris.do('delete', `accounts/${anna.accountId}/sessions`).expect(403);
      await boris.get(`accounts/${anna.accountId}/sessions`).expect(403);
      await anna.get('me').expect(200);
    });

    it('of an account is in the hands of an administrator', async () => {
      const admin = await test.signedIn('admin', ['administrator']);
      const listed = await admin.get(`accounts/${anna.accountId}/sessions`).expect(200);
      expect(bodyOf<{ sessions: object[] }>(listed).sessions).toHaveLength(1);
      await admin.do('delete', `accounts/${anna.accountId}/sessions`).expect(200);
      await anna.get('me').expect(401);
      await admin.get(`accounts/${newId()}/sessions`).expect(404);
    });

    it('comes with a block, from that moment', async () => {
      const admin = await test.signedIn('admin', ['administrator']);
      await anna.get('me').expect(200);
      await admin.do('post', `accounts/${anna.accountId}/block`, { reason: 'left-school' }).expect(201);
      await anna.get('me').expect(401);
      await admin.do('post', `accounts/${anna.accountId}/unblock`, { reason: 'mistake' }).expect(201);
      await anna.get('me').expect(401);
      await test.signIn('anna', anna.accountId, anna.personId);
    });

    it('holds when an old vault is restored', async () => {
      const tokenHash = (await import('./session-token.ts')).tokenHashOf(anna.token);
      const session = test.vaultFile.findSession(tokenHash)!;
      await anna.do('delete', 'sessions/current').expect(200);
      expect(test.vaultFile.findSession(tokenHash)).toBeNull();
      test.vaultFile.addSession(session);
      await anna.get('me').expect(401);
    });
  });

  describe('changing the password', () => {
    const change = (currentPassword: string, newPassword: string, key = newId()) =>
      anna.do('put', 'me/password', { currentPassword, newPassword }, key);
    const NEW = 'четыре белых кита';

    it('ends the other sessions and keeps this one', async () => {
      const other = await test.signIn('anna', anna.accountId, anna.personId);
      await change(PASSWORD, NEW).expect(200);
      await anna.get('me').expect(200);
      await other.get('me').expect(401);
      await signIn('anna', PASSWORD).expect(401);
      await signIn('anna', NEW).expect(201);
    });

    it('wants the current one, and slows down whoever guesses it', async () => {
      const answer = await change('не тот пароль', NEW).expect(403);
      expect(answer.body).toMatchObject({
        type: '/problems/wrong-password',
        errors: [{ field: 'currentPassword' }],
      });
      for (let n = 0; n < 4; n += 1) await change('не тот пароль', NEW).expect(403);
      await change(PASSWORD, NEW).expect(429);
    });

    it('does it once when it is sent again', async () => {
      const key = newId();
      const first = await change(PASSWORD, NEW, key).expect(200);
      const again = await change(PASSWORD, NEW, key).expect(200);
      expect(again.body).toEqual({ ...first.body, repeated: true });
      expect((await test.facts(anna.accountId)).filter((type) => type === 'PasswordChanged')).toHaveLength(1);
    });

    it('refuses a bad new one by field', async () => {
      const answer = await change(PASSWORD, 'anna').expect(422);
      expect(bodyOf(answer).errors[0]).toMatchObject({ field: 'newPassword', rule: 'too-short' });
    });
  });

  it('tells a parent the children, and anybody who they are', async () => {
    const parent = await test.signedIn('orlov', ['parent'], 'parent');
    const child = await test.person('pupil', 'Орлова Аня');
    await test.link(parent.personId, child);
    const answer = await parent.get('me').expect(200);
    expect(answer.body).toMatchObject({
      accountId: parent.accountId,
      sessionId: parent.sessionId,
      roles: ['parent'],
      person: { personId: parent.personId, familyName: 'orlov' },
      children: [{ personId: child, familyName: 'Орлова Аня' }],
      timeZone: 'Europe/Moscow',
      today: '2026-09-01',
    });
  });
});
