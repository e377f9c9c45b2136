import { describe, expect, it } from '@jest/globals';
import type { Role } from '#kernel';
import { given } from '#kernel/testing';
import type { PersonKind } from '#school/events';
import { account, type AccountCommand, isOpen, MOST_SESSIONS } from './account.ts';
import type { AccountEvent, AccountRole } from './account.events.ts';

const accountId = 'anna';
const expiresAt = '2026-10-01T05:00:00.000Z';

const createdAs = (...roles: AccountRole[]): AccountEvent => ({
  type: 'AccountCreated',
  data: { accountId, personId: 'person-1', roles },
});
const created = createdAs('teacher');
const codeIssued: AccountEvent = { type: 'ActivationCodeIssued', data: { accountId, expiresAt } };
const activated: AccountEvent = { type: 'AccountActivated', data: { accountId } };
const blocked: AccountEvent = { type: 'AccountBlocked', data: { accountId, reason: 'suspicion' } };
const unblocked: AccountEvent = { type: 'AccountUnblocked', data: { accountId, reason: 'mistake' } };
const loggedIn = (sessionId: string, date = '2026-09-01'): AccountEvent => ({
  type: 'LoggedIn',
  data: { accountId, sessionId, date },
});
const revokedFor = (
  sessionId: string,
  reason: 'password-changed' | 'password-reset' | 'too-many-sessions' | 'account-blocked' | 'by-owner',
): AccountEvent => ({
  type: 'SessionRevoked',
  data: { accountId, sessionId, reason },
});

const create = (
  roles: AccountRole[],
  kind: PersonKind | null,
  grantor: Role = 'administrator',
): AccountCommand => ({
  kind: 'CreateAccount',
  accountId,
  personId: kind === null ? null : 'person-1',
  roles,
  holder: { kind, grantor },
  codeExpiresAt: expiresAt,
});
const logIn = (sessionId: string): AccountCommand => ({
  kind: 'LogIn',
  accountId,
  sessionId,
  date: '2026-09-02',
});
const resume = (sessionId: string, date: string): AccountCommand => ({
  kind: 'ResumeSession',
  accountId,
  sessionId,
  date,
});
const revoke = (sessionIds: readonly string[] | 'all'): AccountCommand => ({
  kind: 'RevokeSessions',
  accountId,
  sessionIds,
  reason: 'by-owner',
});
const changeRoles = (
  roles: AccountRole[],
  by = 'boris',
  grantor: Role = 'administrator',
): AccountCommand => ({
  kind: 'ChangeRoles',
  accountId,
  roles,
  holder: { kind: 'staff', grantor },
  by,
});
const block = (by = 'boris', grantor: Role = 'administrator'): AccountCommand => ({
  kind: 'BlockAccount',
  accountId,
  reason: 'suspicion',
  by,
  grantor,
});

describe('an account', () => {
  it('is created together with its activation code', () =>
    given(account)()
      .when(create(['teacher', 'class-teacher'], 'staff'))
      .then(createdAs('teacher', 'class-teacher'), codeIssued));

  it('is created once', () => {
    given(account)(created, codeIssued)
      .when(create(['teacher'], 'staff'))
      .thenRefused('account-exists');
  });

  it('must be there for anything else', () => {
    given(account)().when(logIn('s1')).thenRefused('not-found');
  });

  describe('and its roles', () => {
    it.each<[AccountRole[], PersonKind | null]>([
      [['pupil'], 'pupil'],
      [['parent'], 'parent'],
      [['teacher', 'parent'], 'staff'],
      [['deputy-head', 'auditor'], 'staff'],
      [['auditor'], null],
    ])('may be %j for %s', (roles, kind) => {
      expect(given(account)().when(create(roles, kind)).facts()).toHaveLength(2);
    });

    it.each<[AccountRole[], PersonKind | null]>([
      [['teacher'], 'pupil'],
      [['pupil', 'parent'], 'pupil'],
      [['administrator'], 'parent'],
      [['pupil'], 'staff'],
      [['head'], null],
    ])('cannot be %j for %s', (roles, kind) => {
      given(account)().when(create(roles, kind)).thenRefused('role-not-for-person');
    });

    it('that reach beyond a school come from whoever runs the installation', () => {
      given(account)()
        .when(create(['region-officer'], null))
        .thenRefused('role-beyond-school');
      expect(
        given(account)()
          .when(create(['region-officer'], null, 'system'))
          .facts(),
      ).toHaveLength(2);
    });

    it('that reach beyond a school keep the account out of its administrators hands', () => {
      const officer = given(account)(createdAs('region-officer'), codeIssued, activated);
      officer
        .when({ kind: 'IssueCode', accountId, codeExpiresAt: expiresAt, grantor: 'administrator' })
        .thenRefused('role-beyond-school');
      officer.when(block()).thenRefused('role-beyond-school');
      officer.when(changeRoles(['auditor'])).thenRefused('role-beyond-school');
      officer.when(block('operator', 'system')).then(blocked);
    });

    it('change as a whole, and not to what they are', () => {
      const teacher = given(account)(createdAs('teacher', 'parent'), codeIssued);
      teacher
        .when(changeRoles(['head']))
        .then({ type: 'RolesChanged', data: { accountId, roles: ['head'] } });
      teacher.when(changeRoles(['parent', 'teacher'])).thenNothing();
    });

    it('of an administrator are taken by another administrator only', () => {
      const administrator = given(account)(createdAs('administrator', 'teacher'), codeIssued);
      administrator.when(changeRoles(['teacher'], accountId)).thenRefused('own-account');
      expect(administrator.when(changeRoles(['teacher'])).facts()).toHaveLength(1);
      expect(administrator.when(changeRoles(['administrator', 'head'], accountId)).facts()).toHaveLength(1);
    });
  });

  describe('and its code', () => {
    const redeem: AccountCommand = { kind: 'RedeemCode', accountId };

    it('is remembered by the command that issued it last', () => {
      expect(given(account)(created, codeIssued).state?.code?.expiresAt).toBe(expiresAt);
    });

    it('activates the account', () => given(account)(created, codeIssued).when(redeem).then(activated));

    it('gives an active account a new password, and ends its sessions', () =>
      given(account)(created, codeIssued, activated, loggedIn('s1'), codeIssued)
        .when(redeem)
        .then({ type: 'PasswordChanged', data: { accountId } }, revokedFor('s1', 'password-reset')));

    it('is not good for a blocked account', () => {
      given(account)(created, codeIssued, blocked).when(redeem).thenRefused('account-blocked');
      given(account)(created, codeIssued, blocked)
        .when({ kind: 'IssueCode', accountId, codeExpiresAt: expiresAt, grantor: 'administrator' })
        .thenRefused('account-blocked');
    });
  });

  describe('and its sessions', () => {
    const active = given(account)(created, codeIssued, activated, loggedIn('s1'), loggedIn('s2'));

    it('opens one with each login', () => {
      active.when(logIn('s3')).then(loggedIn('s3', '2026-09-02'));
      expect(active.state?.sessions).toEqual(['s1', 's2']);
    });

    it('is activated by its first login when that could not be told before', () =>
      given(account)(created, codeIssued).when(logIn('s1')).then(activated, loggedIn('s1', '2026-09-02')));

    it('lets nobody in while it is blocked', () => {
      const { state } = given(account)(created, codeIssued, activated, loggedIn('s1'), blocked);
      expect(isOpen(state!, 's1')).toBe(false);
      given(account)(created, codeIssued, activated, blocked)
        .when(logIn('s1'))
        .thenRefused('account-blocked');
    });

    it('ends the oldest when there are too many', () => {
      const sessions = Array.from({ length: MOST_SESSIONS }, (_, n) => loggedIn(`s${n}`));
      given(account)(created, activated, ...sessions)
        .when(logIn('new'))
        .then(revokedFor('s0', 'too-many-sessions'), loggedIn('new', '2026-09-02'));
    });

    it('notes that a session goes on once a day', () => {
      active
        .when(resume('s1', '2026-09-02'))
        .then({ type: 'SessionResumed', data: { accountId, sessionId: 's1', date: '2026-09-02' } });
      active.when(resume('s1', '2026-09-01')).thenNothing();
      active.when(resume('s1', '2026-08-31')).thenNothing();
      active.when(resume('unknown', '2026-09-02')).thenNothing();
    });

    it('ends one by signing out, once', () => {
      const out: AccountCommand = { kind: 'LogOut', accountId, sessionId: 's1' };
      active.when(out).then({ type: 'LoggedOut', data: { accountId, sessionId: 's1' } });
      given(account)(created, activated).when(out).thenNothing();
    });

    it('ends those that are named, or all', () => {
      active.when(revoke(['s2', 'unknown'])).then(revokedFor('s2', 'by-owner'));
      active.when(revoke('all')).then(revokedFor('s1', 'by-owner'), revokedFor('s2', 'by-owner'));
      given(account)(created).when(revoke('all')).thenNothing();
    });

    it('ends all others when the password changes', () =>
      active
        .when({ kind: 'ChangePassword', accountId, keepSessionId: 's2' })
        .then({ type: 'PasswordChanged', data: { accountId } }, revokedFor('s1', 'password-changed')));
  });

  describe('when blocked', () => {
    it('is blocked once, and not by itself', () => {
      given(account)(created).when(block()).then(blocked);
      given(account)(created, blocked).when(block()).thenNothing();
      given(account)(created).when(block(accountId)).thenRefused('own-account');
    });

    it('brings no old session back when it is unblocked', () => {
      const unblock: AccountCommand = {
        kind: 'UnblockAccount',
        accountId,
        reason: 'mistake',
        grantor: 'administrator',
      };
      given(account)(created, activated, loggedIn('s1'), blocked)
        .when(unblock)
        .then(revokedFor('s1', 'account-blocked'), unblocked);
      given(account)(created).when(unblock).thenNothing();
    });
  });
});
