import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { newId } from '#kernel';
import type { Reaction, Reactor } from '#projecting';
import { personStream } from '#school/events';
import { bodyOf } from '../../../../test/support/body-of.ts';
import { AccountsApp, PASSWORD, SCHOOL, type Visitor } from '../../../../test/support/accounts-app.ts';
import { SeededAccounts } from '../seeding/seeded-accounts.ts';
import { sessionsOfBlocked } from '../session/end-sessions.reactor.ts';
import { RevokeSessions } from '../session/revoke-sessions.ts';
import { accountIdOf } from './account-ids.ts';
import { accountStream } from './account.events.ts';
import { accountsOfErased, CloseAccount } from './close-account.ts';

interface Listed {
  readonly accounts: Record<string, unknown>[];
  readonly cursor: string | null;
}

describe('administration of accounts', () => {
  let test: AccountsApp;
  let admin: Visitor;

  beforeEach(async () => {
    test = await AccountsApp.start();
    admin = await test.signedIn('admin', ['administrator']);
  });
  afterEach(() => test.close());

  const create = (personId: string | null, roles: string[], key = newId()) =>
    admin.do('post', 'accounts', { personId, roles }, key);

  describe('creating', () => {
    it('answers the account and its code', async () => {
      const anna = await test.person('staff', 'Орлова');
      const key = newId();
      const answer = await create(anna, ['teacher', 'parent'], key).expect(201);
      expect(answer.body).toEqual({
        commandId: key,
        position: expect.any(String),
        recordedAt: '2026-09-01T05:00:00.000Z',
        eventIds: [expect.any(String), expect.any(String)],
        repeated: false,
        accountId: accountIdOf(SCHOOL, anna),
        code: expect.any(String),
        codeExpiresAt: '2026-10-01T05:00:00.000Z',
      });
    });

    it('is done once for a person', async () => {
      const anna = await test.person('staff', 'Орлова');
      const first = await create(anna, ['teacher']).expect(201);
      const again = await create(anna, ['teacher']).expect(409);
      expect(again.body).toMatchObject({
        type: '/problems/account-exists',
        accountId: bodyOf<{ accountId: string }>(first).accountId,
      });
    });

    it('refuses what is no role, no person of the school, or not possible for the person', async () => {
      const pupil = await test.person('pupil', 'Орлова');
      await create(pupil, ['system']).expect(400);
      await create(pupil, []).expect(400);
      await create('anna', ['pupil']).expect(400);
      await create(newId(), ['pupil']).expect(404);
      await create(pupil, ['teacher']).expect(422);
      await create(null, ['region-officer']).expect(403);
      await create(null, ['auditor']).expect(201);
      await test.record(personStream(SCHOOL, pupil), {
        type: 'PersonErased',
        data: { personId: pupil },
      });
      await create(pupil, ['pupil']).expect(410);
    });

    it('refuses the same key for another command', async () => {
      const key = newId();
      await create(await test.person('staff', 'Орлова'), ['teacher'], key).expect(201);
      const answer = await create(await test.person('staff', 'Орлова'), ['head'], key).expect(422);
      expect(bodyOf(answer).type).toBe('/problems/idempotency-key-reused');
    });
  });

  it('changes roles with effect from the next request', async () => {
    const anna = await test.signedIn('anna', ['teacher']);
    await anna.get('accounts').expect(403);
    const roles = (body: object) => admin.do('put', `accounts/${anna.accountId}/roles`, body);
    await roles({ roles: ['teacher', 'deputy-head'] }).expect(200);
    await anna.get('accounts').expect(200);
    await roles({ roles: ['pupil'] }).expect(422);
    await admin.do('put', `accounts/${admin.accountId}/roles`, { roles: ['teacher'] }).expect(409);
    await admin.do('put', `accounts/${newId()}/roles`, { roles: ['teacher'] }).expect(404);
  });

  it('blocks with a word of the list, never itself', async () => {
    const anna = await test.signedIn('anna', ['teacher']);
    const block = (accountId: string, reason: string) =>
      admin.do('post', `accounts/${accountId}/block`, { reason });
    await block(anna.accountId, 'Орлова уволена').expect(400);
    await block(anna.accountId, 'person-erased').expect(400);
    await block(admin.accountId, 'mistake').expect(409);
    await block(anna.accountId, 'left-school').expect(201);
    const again = await block(anna.accountId, 'left-school').expect(201);
    expect(again.body).toMatchObject({ position: null, eventIds: [] });
  });

  it.each(['teacher', 'class-teacher', 'head', 'deputy-head', 'auditor'] as const)(
    'is not for a %s',
    async (role) => {
      const visitor = await test.signedIn(role, [role]);
      await visitor.do('post', 'accounts', { personId: null, roles: ['auditor'] }).expect(403);
      const path = `accounts/${admin.accountId}`;
      await visitor.do('post', `${path}/activation-codes`).expect(403);
      await visitor.do('post', `${path}/block`, { reason: 'mistake' }).expect(403);
      await visitor.do('post', `${path}/unblock`, { reason: 'mistake' }).expect(403);
      await visitor.do('put', `${path}/roles`, { roles: ['teacher'] }).expect(403);
    },
  );

  describe('the list', () => {
    const list = async (query: string, as = admin): Promise<Record<string, unknown>[]> =>
      bodyOf<Listed>(await as.get(`accounts${query}`).expect(200)).accounts;
    const names = (items: Record<string, unknown>[]): unknown[] =>
      items.map(({ person }) => (person as { familyName: string } | null)?.familyName);

    it('shows state, roles, person and last visit', async () => {
      const anna = await test.person('pupil', 'Орлова');
      await create(anna, ['pupil']).expect(201);
      expect(await list('?role=pupil')).toEqual([
        {
          accountId: accountIdOf(SCHOOL, anna),
          personId: anna,
          person: expect.objectContaining({ familyName: 'Орлова' }),
          roles: ['pupil'],
          state: 'created',
          createdAt: '2026-09-01T05:00:00.000Z',
          codeExpiresAt: '2026-10-01T05:00:00.000Z',
          activatedAt: null,
          blockedAt: null,
          blockReason: null,
          lastVisit: null,
        },
      ]);
      expect(await list('?role=administrator')).toEqual([
        expect.objectContaining({ state: 'activated', lastVisit: '2026-09-01' }),
      ]);
    });

    it('is filtered by state and role, and paged', async () => {
      for (const name of ['Абрамов', 'Белов', 'Власов']) {
        test.clock.at += 1_000;
        await create(await test.person('pupil', name), ['pupil']).expect(201);
      }
      const belov = accountIdOf(SCHOOL, await test.person('pupil', 'Белов'));
      await admin.do('post', `accounts/${belov}/block`, { reason: 'mistake' }).expect(201);
      expect(names(await list('?state=created'))).toEqual(['Абрамов', 'Власов']);
      expect(names(await list('?state=blocked&role=pupil'))).toEqual(['Белов']);
      expect(names(await list('?state=blocked&role=teacher'))).toEqual([]);
      const pages: unknown[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const answer = await admin.get(`accounts?limit=1${more}`).expect(200);
        const page = bodyOf<Listed>(answer);
        pages.push(...names(page.accounts));
        cursor = page.cursor;
      }
      expect(pages).toEqual(['admin', 'Абрамов', 'Белов', 'Власов']);
      await admin.get('accounts?limit=0').expect(400);
      await admin.get('accounts?state=gone').expect(400);
    });

    it('shows a past moment as it was', async () => {
      const anna = await test.person('pupil', 'Орлова');
      const { position } = (await create(anna, ['pupil']).expect(201)).body as { position: string };
      const accountId = accountIdOf(SCHOOL, anna);
      await admin.do('post', `accounts/${accountId}/block`, { reason: 'mistake' }).expect(201);
      expect(await list(`?role=pupil&asOf=${position}`)).toEqual([
        expect.objectContaining({ state: 'created' }),
      ]);
    });

    it('shows a class with its parents, to its class teacher too', async () => {
      const child = await test.person('pupil', 'Орлова');
      const mother = await test.person('parent', 'Орлова-мать');
      const other = await test.person('pupil', 'Белов');
      await test.link(mother, child);
      const group = await test.group(child);
      for (const [person, role] of [
        [child, 'pupil'],
        [mother, 'parent'],
        [other, 'pupil'],
      ] as const) {
        await create(person, [role]).expect(201);
      }
      expect(names(await list(`?groupId=${group}`))).toEqual(['Орлова', 'Орлова-мать']);
      expect(names(await list(`?groupId=${group}&role=parent`))).toEqual(['Орлова-мать']);
      await admin.get(`accounts?groupId=${group}&cursor=x`).expect(422);
      await admin.get(`accounts?groupId=${newId()}`).expect(404);
      const teacher = await test.signedIn('teacher', ['class-teacher']);
      await teacher.get('accounts').expect(403);
      await teacher.get(`groups/${group}/accounts`).expect(403);
      test.ownClass = (groupId) => groupId === group;
      const answer = await teacher.get(`groups/${group}/accounts?state=created`).expect(200);
      expect(names(bodyOf<Listed>(answer).accounts)).toEqual(['Орлова', 'Орлова-мать']);
    });
  });

  describe('what follows by itself', () => {
    const reactionsTo = async (reactor: Reactor, stream: string): Promise<readonly Reaction[]> => {
      const events = await test.log.readStream(stream);
      return reactor.react(events.find(({ type }) => reactor.on.includes(type))!);
    };

    it('says of every session of a blocked account that it has ended', async () => {
      const anna = await test.signedIn('anna', ['teacher']);
      await admin.do('post', `accounts/${anna.accountId}/block`, { reason: 'suspicion' }).expect(201);
      const reactions = await reactionsTo(sessionsOfBlocked, accountStream(SCHOOL, anna.accountId));
      expect(reactions.map(({ command }) => command)).toEqual(['RevokeSessions']);
      const payload = reactions[0]!.payload as RevokeSessions['input'];
      const bus = test.app.get(CommandBus, { strict: false });
      await bus.execute(new RevokeSessions(payload, test.operator()));
      expect((await test.facts(anna.accountId)).slice(-2)).toEqual(['AccountBlocked', 'SessionRevoked']);
      expect(test.vaultFile.sessionsOf({ schoolId: SCHOOL, accountId: anna.accountId }, 0)).toEqual([]);
    });

    it('closes the account of an erased person and forgets the login', async () => {
      const anna = await test.signedIn('anna', ['teacher']);
      await test.record(personStream(SCHOOL, anna.personId), {
        type: 'PersonErased',
        data: { personId: anna.personId },
      });
      const [reaction] = await reactionsTo(accountsOfErased, personStream(SCHOOL, anna.personId));
      expect(reaction!.command).toBe('CloseAccount');
      const bus = test.app.get(CommandBus, { strict: false });
      await bus.execute(new CloseAccount(reaction!.payload as CloseAccount['input'], test.operator()));
      await bus.execute(new CloseAccount({ personId: newId() }, test.operator()));
      await anna.get('me').expect(401);
      expect(test.vaultFile.findCredential('anna')).toBeNull();
      await test.http('post', 'sessions').send({ login: 'anna', password: PASSWORD }).expect(401);
      await admin.do('post', `accounts/${anna.accountId}/unblock`, { reason: 'mistake' }).expect(410);
    });
  });

  it('seeds an account once, and its visits once a day', async () => {
    const seeded = test.app.get(SeededAccounts);
    const personId = await test.person('pupil', 'Орлова');
    const passwordHash = await seeded.hash(PASSWORD);
    const context = test.operator();
    const input = { personId, roles: ['pupil'] as const, login: 'Orlova', passwordHash };
    const accountId = await seeded.open(input, context);
    expect(await seeded.open(input, context)).toBe(accountId);
    await seeded.visit(SCHOOL, accountId);
    await seeded.visit(SCHOOL, accountId);
    test.clock.at += 86_400_000;
    await seeded.visit(SCHOOL, accountId);
    expect(await test.facts(accountId)).toEqual([
      'AccountCreated',
      'ActivationCodeIssued',
      'AccountActivated',
      'LoggedIn',
      'SessionResumed',
    ]);
    await test.signIn('orlova', accountId, personId);
  });
});
