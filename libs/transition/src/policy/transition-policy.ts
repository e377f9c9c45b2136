import { canonicalJson, type Decider, invalidField, Refused } from '#kernel';
import { saying } from '../fields.ts';
import {
  defaultTransitionPolicy,
  type TransitionPolicy,
  type TransitionPolicyEvent,
} from './transition-policy.events.ts';

/** The policy in force and its version; 0 is the default that nobody set. */
export interface TransitionPolicyInForce {
  readonly version: number;
  readonly policy: TransitionPolicy;
}

export interface TransitionPolicyCommand {
  readonly kind: 'SetTransitionPolicy';
  readonly policy: TransitionPolicy;
  readonly reason: string;
  /** The version that the person saw when changing it. */
  readonly basedOn: number;
}

/** The least and the most of each number. */
export const policyLimits = {
  testQuestions: [5, 40],
  testMinutes: [5, 240],
  passMark: [1, 100],
  tries: [1, 20],
  weeksAssessed: [1, 20],
  weeksUnderTarget: [1, 20],
} as const satisfies Partial<Record<keyof TransitionPolicy, readonly [number, number]>>;

export const transitionPolicy: Decider<
  TransitionPolicyInForce,
  TransitionPolicyCommand,
  TransitionPolicyEvent
> = {
  name: 'transition/policy',
  initial: { version: 0, policy: defaultTransitionPolicy },

  decide(command, current) {
    const wanted = checked(command.policy);
    const reason = saying('reason', command.reason);
    if (command.basedOn !== current.version) {
      throw new Refused('changed-meanwhile', `The policy is at version ${current.version} by now.`, {
        status: 412,
        current: { version: current.version, policy: current.policy },
      });
    }
    if (canonicalJson(wanted) === canonicalJson(current.policy)) return [];
    return [{ type: 'TransitionPolicySet', data: { version: current.version + 1, policy: wanted, reason } }];
  },

  evolve(_, event) {
    switch (event.type) {
      case 'TransitionPolicySet':
        return { version: event.data.version, policy: event.data.policy };
    }
  },
};

/** The policy with nothing but its own fields. @throws Refused `invalid` */
function checked(wanted: TransitionPolicy): TransitionPolicy {
  for (const [field, [least, most]] of Object.entries(policyLimits)) {
    const number = wanted[field as keyof typeof policyLimits];
    if (!Number.isInteger(number) || number < least || number > most) {
      throw invalidField(
        `policy.${field}`,
        'range',
        `${number} is not a whole number from ${least} to ${most}.`,
      );
    }
  }
  const { placeForEveryTeacher, networkInEveryRoom, deviceInEveryRoom, hoursToo } = wanted;
  const { testQuestions, testMinutes, passMark, tries, weeksAssessed, weeksUnderTarget } = wanted;
  if (!placeForEveryTeacher && !networkInEveryRoom && !deviceInEveryRoom) {
    throw invalidField('policy', 'nothing-asked', 'Condition 2 must ask for one thing at least.');
  }
  return {
    placeForEveryTeacher,
    networkInEveryRoom,
    deviceInEveryRoom,
    hoursToo,
    testQuestions,
    testMinutes,
    passMark,
    tries,
    weeksAssessed,
    weeksUnderTarget,
  };
}
