import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AccountRef, StoredSession, Vault } from './vault.ts';

const NOW = Date.parse('2026-09-01T05:00:00Z');
const DAY = 86_400_000;
const anna: AccountRef = { schoolId: 'school-1', accountId: 'anna' };
const boris: AccountRef = { schoolId: 'school-2', accountId: 'boris' };
const wrapped = (byte: number): Uint8Array => new Uint8Array(60).fill(byte);
const bytesOf = (key: Uint8Array | 'destroyed' | null | undefined): number[] => [...(key as Uint8Array)];

const session = (sessionId: string, more: Partial<StoredSession> = {}): StoredSession => ({
  ...anna,
  sessionId,
  tokenHash: `hash-of-${sessionId}`,
  remembered: true,
  createdAt: NOW,
  lastSeenAt: NOW,
  expiresAt: NOW + DAY,
  userAgent: 'Браузер',
  ...more,
});

/** What every vault must do. `open` opens the same vault each time within one test. */
export function vaultContract(
  name: string,
  start: () => Promise<{ open(): Promise<Vault>; stop(): Promise<void> }>,
): void {
  describe(`vault: ${name}`, () => {
    let place: Awaited<ReturnType<typeof start>>;
    let vault: Vault;

    beforeEach(async () => {
      place = await start();
      vault = await place.open();
    });
    afterEach(async () => {
      await vault.close();
      await place.stop();
    });

    const reopen = async (): Promise<void> => {
      await vault.close();
      vault = await place.open();
    };
    const activate = async (account: AccountRef, login: string, hash = `code-${login}`): Promise<void> => {
      await vault.putCode({ ...account, hash, expiresAt: NOW + DAY });
      expect(await vault.redeem(hash, { login, passwordHash: `hash-${login}` }, NOW)).toBe('redeemed');
    };

    describe('keys', () => {
      const person = { schoolId: 'school-1', subject: 'person:1' };
      const lesson = { schoolId: 'school-1', subject: 'lesson:1' };

      it('remembers the key-encryption key that it was opened with first', async () => {
        expect(await vault.claim('first')).toBe('first');
        expect(await vault.claim('second')).toBe('first');
        await reopen();
        expect(await vault.claim('second')).toBe('first');
      });

      it('finds keys in the order asked, and null where there has never been one', async () => {
        await vault.addKey(person, wrapped(1));
        await vault.addKey(lesson, wrapped(2));
        const found = await vault.findKeys([lesson, { ...person, schoolId: 'school-2' }, person]);
        expect(bytesOf(found[0])).toEqual([...wrapped(2)]);
        expect(found[1]).toBeNull();
        expect(bytesOf(found[2])).toEqual([...wrapped(1)]);
      });

      it('keeps the first key of a subject', async () => {
        expect(bytesOf(await vault.addKey(person, wrapped(1)))).toEqual([...wrapped(1)]);
        expect(bytesOf(await vault.addKey(person, wrapped(2)))).toEqual([...wrapped(1)]);
        const racing = await Promise.all([3, 4, 5].map((byte) => vault.addKey(lesson, wrapped(byte))));
        expect(new Set(racing.map((key) => bytesOf(key)[0])).size).toBe(1);
      });

      it('never gives a destroyed subject a key again', async () => {
        await vault.addKey(person, wrapped(1));
        await vault.destroyKeys([person, lesson], NOW);
        await vault.destroyKeys([person], NOW + 1);
        await reopen();
        expect(await vault.findKeys([person, lesson])).toEqual(['destroyed', 'destroyed']);
        expect(await vault.addKey(person, wrapped(2))).toBe('destroyed');
        expect(await vault.addKey(lesson, wrapped(2))).toBe('destroyed');
      });
    });

    describe('codes', () => {
      const credential = { login: 'anna', passwordHash: 'hash' };

      it('redeems a code once', async () => {
        await vault.putCode({ ...anna, hash: 'code', expiresAt: NOW + DAY });
        expect(await vault.redeem('code', credential, NOW)).toBe('redeemed');
        expect(await vault.redeem('code', credential, NOW)).toBe('no-such-code');
        expect(await vault.findCode('code')).toEqual({
          ...anna,
          hash: 'code',
          expiresAt: NOW + DAY,
          usedAt: NOW,
        });
        expect(await vault.findCredential('anna')).toEqual({ ...anna, ...credential });
        expect(await vault.credentialOf(anna)).toEqual({ ...anna, ...credential });
        expect(await vault.credentialOf(boris)).toBeNull();
      });

      it('redeems a code once when two try at the same time', async () => {
        await vault.putCode({ ...anna, hash: 'code', expiresAt: NOW + DAY });
        const outcomes = await Promise.all(
          ['a', 'b', 'c'].map((login) => vault.redeem('code', { login, passwordHash: login }, NOW)),
        );
        expect(outcomes.filter((outcome) => outcome === 'redeemed')).toHaveLength(1);
      });

      it('refuses a code that is unknown or has expired', async () => {
        await vault.putCode({ ...anna, hash: 'code', expiresAt: NOW });
        expect(await vault.redeem('code', credential, NOW)).toBe('no-such-code');
        expect(await vault.redeem('other', credential, NOW)).toBe('no-such-code');
        expect(await vault.findCredential('anna')).toBeNull();
      });

      it('lets a later code replace an earlier one, and changes nothing for the same code again', async () => {
        await vault.putCode({ ...anna, hash: 'first', expiresAt: NOW + DAY });
        await vault.putCode({ ...anna, hash: 'second', expiresAt: NOW + DAY });
        expect(await vault.findCode('first')).toBeNull();
        expect(await vault.redeem('second', credential, NOW)).toBe('redeemed');
        await vault.putCode({ ...anna, hash: 'second', expiresAt: NOW + 2 * DAY });
        expect(await vault.redeem('second', credential, NOW)).toBe('no-such-code');
      });

      it('keeps a login for one account of the installation, and the code good', async () => {
        await activate(anna, 'orlov');
        await vault.putCode({ ...boris, hash: 'code', expiresAt: NOW + DAY });
        expect(await vault.redeem('code', { login: 'orlov', passwordHash: 'x' }, NOW)).toBe('login-taken');
        expect(await vault.redeem('code', { login: 'orlov2', passwordHash: 'x' }, NOW)).toBe('redeemed');
        expect((await vault.findCredential('orlov'))?.accountId).toBe('anna');
      });

      it('frees the old login when a later code brings a new one', async () => {
        await activate(anna, 'anna', 'code-1');
        await activate(anna, 'anna.orlova', 'code-2');
        expect(await vault.findCredential('anna')).toBeNull();
        await activate(boris, 'anna');
      });

      it('changes the password of an account that has one', async () => {
        await activate(anna, 'anna');
        await vault.setPassword(anna, 'new');
        await vault.setPassword(boris, 'new');
        expect((await vault.findCredential('anna'))?.passwordHash).toBe('new');
        expect(await vault.credentialOf(boris)).toBeNull();
      });
    });

    describe('sessions', () => {
      it('finds a session by its token and lists those of an account that last, newest first', async () => {
        await vault.addSession(session('old', { createdAt: NOW - 2 }));
        await vault.addSession(session('new', { createdAt: NOW - 1, remembered: false }));
        await vault.addSession(session('over', { expiresAt: NOW }));
        await vault.addSession(session('other', boris));
        await reopen();
        expect(await vault.findSession('hash-of-new')).toEqual(
          session('new', { createdAt: NOW - 1, remembered: false }),
        );
        expect(await vault.findSession('hash-of-nobody')).toBeNull();
        expect((await vault.sessionsOf(anna, NOW)).map(({ sessionId }) => sessionId)).toEqual(['new', 'old']);
      });

      it('notes when it was seen', async () => {
        await vault.addSession(session('one'));
        await vault.touchSession('one', NOW + 5, NOW + 2 * DAY);
        expect(await vault.findSession('hash-of-one')).toEqual(
          session('one', { lastSeenAt: NOW + 5, expiresAt: NOW + 2 * DAY }),
        );
      });

      it('removes sessions of their own account only', async () => {
        for (const id of ['one', 'two']) await vault.addSession(session(id));
        await vault.addSession(session('three', boris));
        await vault.removeSessions(anna, ['one', 'three']);
        await vault.removeSessions(anna, []);
        expect(await vault.findSession('hash-of-one')).toBeNull();
        expect(await vault.findSession('hash-of-two')).not.toBeNull();
        expect(await vault.findSession('hash-of-three')).not.toBeNull();
      });
    });

    it('forgets an account, and nothing of another', async () => {
      await activate(anna, 'anna');
      await activate(boris, 'boris');
      await vault.addSession(session('one'));
      await vault.addSession(session('two', boris));
      await vault.forgetAccount(anna);
      expect(await vault.findCredential('anna')).toBeNull();
      expect(await vault.findCode('code-anna')).toBeNull();
      expect(await vault.findSession('hash-of-one')).toBeNull();
      expect(await vault.findCredential('boris')).not.toBeNull();
      expect(await vault.findSession('hash-of-two')).not.toBeNull();
    });

    it('sweeps out what expired before an instant', async () => {
      await vault.addSession(session('over', { expiresAt: NOW - 1 }));
      await vault.addSession(session('now', { expiresAt: NOW }));
      await vault.putCode({ ...anna, hash: 'over', expiresAt: NOW - 1 });
      await vault.putCode({ ...boris, hash: 'now', expiresAt: NOW });
      await vault.sweep(NOW);
      expect(await vault.findSession('hash-of-over')).toBeNull();
      expect(await vault.findSession('hash-of-now')).not.toBeNull();
      expect(await vault.findCode('over')).toBeNull();
      expect(await vault.findCode('now')).not.toBeNull();
    });
  });
}
