import { describe, expect, it } from '@jest/globals';
import type { AccountStanding } from '../accounts/standing.projection.ts';
import { accountEvidence } from './account-evidence.ts';

const account = (change: Partial<AccountStanding> = {}): AccountStanding => ({
  accountId: 'a1',
  personId: 'p1',
  roles: [{ from: 100, roles: ['pupil'] }],
  created: { eventId: 'created', at: 100, byAdministrator: true },
  activated: { eventId: 'activated', at: 200 },
  blocks: [],
  ...change,
});
const visit = { accountId: 'a1', date: '2026-09-07', eventId: 'visit' };
const notByAdministrator = { eventId: 'created', at: 100, byAdministrator: false };

const verdict = (of: AccountStanding, criterion: 4 | 5, days: (typeof visit)[] = [], before = 1000) => {
  const { counted, why, eventIds } = accountEvidence(of, criterion, before, days);
  return [counted, why, eventIds];
};

describe('criterion 4', () => {
  it('counts what an administrator created: activated or not', () => {
    expect(verdict(account(), 4)).toEqual(['numerator', 'activated', ['created', 'activated']]);
    expect(verdict(account({ activated: null }), 4)).toEqual(['denominator', 'not-activated', ['created']]);
    expect(verdict(account({ created: notByAdministrator }), 4)).toEqual([
      'not',
      'not-by-administrator',
      ['created', 'activated'],
    ]);
  });

  it('knows nothing of what came later than the period', () => {
    expect(verdict(account(), 4, [], 200)).toEqual(['denominator', 'not-activated', ['created']]);
    expect(verdict(account(), 4, [], 100)).toEqual(['not', 'not-yet-created', ['created']]);
  });
});

describe('criterion 5', () => {
  it('counts the activated, whoever created them: entered or not', () => {
    expect(verdict(account(), 5, [visit])).toEqual([
      'numerator',
      'entered',
      ['created', 'activated', 'visit'],
    ]);
    expect(verdict(account({ created: notByAdministrator }), 5)).toEqual([
      'denominator',
      'not-entered',
      ['created', 'activated'],
    ]);
    expect(verdict(account({ activated: null }), 5)).toEqual(['not', 'not-activated', ['created']]);
  });
});

it('an account blocked by the end counts on neither side, and the block is named', () => {
  const blocks = [
    { eventId: 'block-1', from: 300, to: 400 },
    { eventId: 'block-2', from: 500, to: null },
  ];
  for (const criterion of [4, 5] as const) {
    expect(verdict(account({ blocks }), criterion, [visit])[0]).toBe('not');
    expect(verdict(account({ blocks }), criterion)).toEqual([
      'not',
      'blocked',
      ['created', 'activated', 'block-2'],
    ]);
    expect(verdict(account({ blocks }), criterion, [], 450)[1]).not.toBe('blocked');
  }
});
