import { canonicalJson, type Decider, invalidField, Refused } from '#kernel';
import { requireWhole, saying } from '../fields.ts';
import { groupKinds } from '../words.ts';
import {
  defaultPolicy,
  onlineStarts,
  onlineUnits,
  type PolicyEvent,
  type SchoolPolicy,
} from './policy.events.ts';

/** The policy in force and its version; 0 is the default that nobody set. */
export interface PolicyInForce {
  readonly version: number;
  readonly policy: SchoolPolicy;
}

export interface PolicyCommand {
  readonly kind: 'SetPolicy';
  readonly policy: SchoolPolicy;
  readonly reason: string;
  /** The version that the person saw when changing it. */
  readonly basedOn: number;
}

export const policy: Decider<PolicyInForce, PolicyCommand, PolicyEvent> = {
  name: 'school/policy',
  initial: { version: 0, policy: defaultPolicy },

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
    return [{ type: 'PolicySet', data: { version: current.version + 1, policy: wanted, reason } }];
  },

  evolve(_, event) {
    switch (event.type) {
      case 'PolicySet':
        return { version: event.data.version, policy: event.data.policy };
    }
  },
};

/** The policy with nothing but its own fields, kinds in the order of the words. @throws Refused `invalid` */
function checked(wanted: SchoolPolicy): SchoolPolicy {
  const lessonKinds = groupKinds.filter((kind) => wanted.lessonKinds.includes(kind));
  if (lessonKinds.length === 0 || lessonKinds.length !== wanted.lessonKinds.length) {
    throw invalidField('policy.lessonKinds', 'kinds', 'Name at least one kind of group, each once.');
  }
  if (!onlineUnits.includes(wanted.onlineUnit)) {
    throw invalidField('policy.onlineUnit', 'word', `The unit is one of ${onlineUnits.join(', ')}.`);
  }
  if (!onlineStarts.includes(wanted.onlineFrom)) {
    throw invalidField(
      'policy.onlineFrom',
      'word',
      `The 24 hours run from one of ${onlineStarts.join(', ')}.`,
    );
  }
  requireWhole('policy.opensBeforeMinutes', wanted.opensBeforeMinutes, 0, 24 * 60, 'a number of minutes');
  requireWhole('policy.typoMinutes', wanted.typoMinutes, 0, 24 * 60, 'a number of minutes');
  if (wanted.targets.length !== 6) {
    throw invalidField('policy.targets', 'six', 'There is one target for each of the six criteria.');
  }
  for (const [index, target] of wanted.targets.entries()) {
    if (!(target >= 0 && target <= 100)) {
      throw invalidField(`policy.targets[${index}]`, 'range', `${target} is not a per cent from 0 to 100.`);
    }
  }
  return {
    lessonKinds,
    onlineUnit: wanted.onlineUnit,
    onlineFrom: wanted.onlineFrom,
    opensBeforeMinutes: wanted.opensBeforeMinutes,
    typoMinutes: wanted.typoMinutes,
    markOne: wanted.markOne,
    homeworkInGradeOne: wanted.homeworkInGradeOne,
    targets: wanted.targets,
  };
}
