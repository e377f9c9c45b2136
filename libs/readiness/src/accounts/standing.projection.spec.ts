import { describe, expect, it } from '@jest/globals';
import type { AccountEvent } from '#accounts/events';
import { instant, type Recorded, type Role } from '#kernel';
import { recorded } from '#kernel/testing';
import { type AccountStanding, rolesBefore, standing, stateBefore } from './standing.projection.ts';

const created: AccountEvent = {
  type: 'AccountCreated',
  data: { accountId: 'a1', personId: 'p1', roles: ['teacher'] },
};
const activated: AccountEvent = { type: 'AccountActivated', data: { accountId: 'a1' } };
const blocked: AccountEvent = { type: 'AccountBlocked', data: { accountId: 'a1', reason: 'suspicion' } };
const unblocked: AccountEvent = { type: 'AccountUnblocked', data: { accountId: 'a1', reason: 'mistake' } };

/** The account after these facts, recorded at 100, 200, 300 … ms, by somebody in this role. */
function after(role: Role, ...facts: AccountEvent[]): AccountStanding {
  const account = facts
    .map((fact, index) =>
      recorded(fact, index, {
        recordedAt: instant((index + 1) * 100),
        actor: { accountId: 'x', role, sessionId: null },
      }),
    )
    .reduce<AccountStanding | null>((doc, event) => {
      const evolve = standing.evolve[event.type] as
        ((doc: AccountStanding | null, event: Recorded, key: string) => AccountStanding | null) | undefined;
      return evolve ? evolve(doc, event, 'a1') : doc;
    }, null);
  return account!;
}

describe('the state of an account just before an instant', () => {
  const account = after('administrator', created, activated, blocked, unblocked);

  it.each([
    [100, 'not-yet-created'],
    [101, 'not-activated'],
    [200, 'not-activated'],
    [201, 'activated'],
    [300, 'activated'],
    [301, 'blocked'],
    [400, 'blocked'],
    [401, 'activated'],
  ] as const)('%i ms: %s', (before, state) => {
    expect(stateBefore(account, before)).toBe(state);
  });

  it('knows every span of being blocked', () => {
    const twice = after('administrator', created, activated, blocked, unblocked, blocked);
    expect(stateBefore(twice, 450)).toBe('activated');
    expect(stateBefore(twice, 501)).toBe('blocked');
    expect(stateBefore(twice, 350)).toBe('blocked');
  });
});

it('remembers whether an administrator created it', () => {
  expect(after('administrator', created).created.byAdministrator).toBe(true);
  expect(after('system', created).created.byAdministrator).toBe(false);
  expect(after('head', created).created.byAdministrator).toBe(false);
});

it('keeps the first activation', () => {
  expect(after('administrator', created, activated, activated).activated).toMatchObject({ at: 200 });
});

it('knows what the account was before an instant', () => {
  const account = after('administrator', created, {
    type: 'RolesChanged',
    data: { accountId: 'a1', roles: ['parent'] },
  });
  expect(rolesBefore(account, 200)).toEqual(['teacher']);
  expect(rolesBefore(account, 201)).toEqual(['parent']);
  expect(rolesBefore(account, 50)).toEqual(['teacher']);
});
