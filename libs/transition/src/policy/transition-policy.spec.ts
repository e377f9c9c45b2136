import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import { transitionPolicy } from './transition-policy.ts';
import {
  defaultTransitionPolicy,
  type TransitionPolicy,
  type TransitionPolicyEvent,
} from './transition-policy.events.ts';

const strict: TransitionPolicy = { ...defaultTransitionPolicy, deviceInEveryRoom: true, tries: 1 };
const setOnce: TransitionPolicyEvent = {
  type: 'TransitionPolicySet',
  data: { version: 1, policy: strict, reason: 'решение педсовета' },
};
const setting = (wanted: Partial<TransitionPolicy>, basedOn = 0) => ({
  kind: 'SetTransitionPolicy' as const,
  policy: { ...defaultTransitionPolicy, ...wanted },
  reason: 'решение педсовета',
  basedOn,
});

describe('the policy of the transition', () => {
  it('is the default until somebody sets one', () => {
    given(transitionPolicy)().when(setting({})).thenNothing();
    given(transitionPolicy)().when(setting(strict)).then(setOnce);
  });

  it('is not set upon a version that somebody has replaced', () => {
    const refused = given(transitionPolicy)(setOnce).when(setting({}, 0)).thenRefused('changed-meanwhile');
    expect(refused.status).toBe(412);
  });

  const broken: [string, Partial<TransitionPolicy>][] = [
    ['more questions than the bank has', { testQuestions: 41 }],
    ['no time', { testMinutes: 0 }],
    ['a mark that nobody can miss', { passMark: 0 }],
    ['half a try', { tries: 1.5 }],
    ['a condition 2 that asks nothing', { placeForEveryTeacher: false, networkInEveryRoom: false }],
  ];
  it.each(broken)('does not take %s', (_, wanted) => {
    given(transitionPolicy)().when(setting(wanted)).thenRefused('invalid');
  });
});
