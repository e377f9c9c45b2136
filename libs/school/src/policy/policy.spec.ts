import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import { policy } from './policy.ts';
import { defaultPolicy, type PolicyEvent, type SchoolPolicy } from './policy.events.ts';

const strict: SchoolPolicy = {
  ...defaultPolicy,
  onlineUnit: 'lessons',
  targets: [100, 100, 100, 80, 50, 60],
};
const setOnce: PolicyEvent = {
  type: 'PolicySet',
  data: { version: 1, policy: strict, reason: 'решение педсовета' },
};
const setting = (wanted: Partial<SchoolPolicy>, basedOn = 0) => ({
  kind: 'SetPolicy' as const,
  policy: { ...defaultPolicy, ...wanted },
  reason: 'решение педсовета',
  basedOn,
});

describe('the policy', () => {
  it('is the default until somebody sets one, and each one set has the next version', () => {
    given(policy)().when(setting(strict)).then(setOnce);
    given(policy)(setOnce)
      .when(setting({}, 1))
      .then({ type: 'PolicySet', data: { version: 2, policy: defaultPolicy, reason: 'решение педсовета' } });
  });

  it('stays when what is asked for is in force already', () => {
    given(policy)().when(setting({})).thenNothing();
    given(policy)(setOnce).when(setting(strict, 1)).thenNothing();
  });

  it('keeps the kinds in one order, so that the same choice is the same policy', () =>
    given(policy)()
      .when(setting({ lessonKinds: ['individual', 'class', 'subgroup'] }))
      .thenNothing());

  it('is not set upon a version that somebody has replaced', () => {
    const refused = given(policy)(setOnce).when(setting({}, 0)).thenRefused('changed-meanwhile');
    expect(refused.status).toBe(412);
    expect(refused.more['current']).toEqual({ version: 1, policy: strict });
  });

  it('is not set without a reason', () => {
    given(policy)()
      .when({ ...setting(strict), reason: ' ' })
      .thenRefused('invalid');
  });

  const broken: [string, Partial<SchoolPolicy>][] = [
    ['no kind of lesson', { lessonKinds: [] }],
    ['a kind twice', { lessonKinds: ['class', 'class'] }],
    ['a kind that is none', { lessonKinds: ['lecture' as 'class'] }],
    ['another unit', { onlineUnit: 'marks' as 'entries' }],
    ['another start', { onlineFrom: 'noon' as 'end' }],
    ['minutes below zero', { opensBeforeMinutes: -1 }],
    ['more than a day before', { opensBeforeMinutes: 1441 }],
    ['half a minute', { typoMinutes: 0.5 }],
    ['five targets', { targets: [1, 2, 3, 4, 5] as unknown as SchoolPolicy['targets'] }],
    ['a target over 100', { targets: [101, 95, 90, 60, 25, 35] }],
    ['a target that is no number', { targets: [Number.NaN, 95, 90, 60, 25, 35] }],
  ];
  it.each(broken)('does not take %s', (_, wanted) => {
    given(policy)().when(setting(wanted)).thenRefused('invalid');
  });
});
