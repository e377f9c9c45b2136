import { type LocalDate, Refused } from '#kernel';
import { requireInside, requirePeriod } from '../fields.ts';
import type { Person } from '../person/person.ts';
import { cover, neverWas, type Stay, touches } from '../stays.ts';
import type { Group } from './group-state.ts';

/** Who is to join, from when on, and what else is known of them. */
export interface Joining {
  readonly pupils: readonly Person[];
  readonly from: LocalDate;
  /** The last day, for a stay that is over; null: open. */
  readonly to: LocalDate | null;
  /** The group's own classes, for all kinds but class. */
  readonly classes: readonly Group[];
  /** Classes other than this one in which some of the pupils have been. */
  readonly otherClasses: readonly Group[];
}

/** Why one pupil may not join, as a refusal's code and sentence. */
interface Obstacle {
  readonly code: string;
  readonly detail: string;
}

/**
 * Several pupils join in one step: all of them or none. The refusal names every pupil who may not, by its place
 * in `pupilIds`.
 * @throws Refused `invalid`, or the first obstacle's code: `not-a-pupil`, `person-erased`, `member-already`,
 * `not-in-class`, `in-another-class`
 */
export function refuseUnlessAllMayJoin(group: Group, joining: Joining): void {
  const { pupils, from, to } = joining;
  requirePeriod('', { from, to: to ?? from });
  requireInside('from', { from, to }, group, `the time of ${group.title}`);
  const obstacles = pupils.flatMap((pupil, index) => {
    const repeated = pupils.findIndex((other) => other.personId === pupil.personId) < index;
    const obstacle = repeated
      ? { code: 'member-already', detail: 'The pupil is named twice.' }
      : obstacleFor(pupil, group, joining);
    return obstacle === null ? [] : [{ field: `pupilIds[${index}]`, ...obstacle }];
  });
  const [first] = obstacles;
  if (first === undefined) return;
  throw new Refused(first.code, first.detail, {
    errors: obstacles.map(({ field, code, detail }) => ({ field, rule: code, detail })),
  });
}

function obstacleFor(pupil: Person, group: Group, joining: Joining): Obstacle | null {
  const { from, to, classes, otherClasses } = joining;
  if (pupil.kind !== 'pupil') return { code: 'not-a-pupil', detail: 'Only pupils are members of groups.' };
  if (pupil.erasure !== 'none') return { code: 'person-erased', detail: 'The person has been erased.' };
  const standing = staysOf(group, pupil.personId).find((stay) => touches(stay, from, to));
  if (standing) {
    return {
      code: 'member-already',
      detail: `The pupil is in ${group.title} from ${standing.from} to ${standing.to ?? '…'}.`,
    };
  }
  const elsewhere = otherClasses.find((other) =>
    bounded(other, pupil.personId).some((stay) => touches(stay, from, to ?? group.to)),
  );
  if (group.kind === 'class' && elsewhere) {
    return { code: 'in-another-class', detail: `The pupil is in ${elsewhere.title} on some of these days.` };
  }
  const inClasses = classes.flatMap((parent) => bounded(parent, pupil.personId));
  if (classes.length > 0 && !cover(inClasses, from, to ?? group.to)) {
    return {
      code: 'not-in-class',
      detail: `The pupil is not in ${classes.map((parent) => parent.title).join(' or ')} on all of these days.`,
    };
  }
  return null;
}

const staysOf = (group: Group, pupilId: string): readonly Stay[] =>
  group.members.filter((member) => member.pupilId === pupilId);

/** The pupil's stays with the group's own last day as the end of an open one. */
const bounded = (group: Group, pupilId: string): readonly { from: LocalDate; to: LocalDate }[] =>
  staysOf(group, pupilId)
    .filter((stay) => !neverWas(stay))
    .map((stay) => ({ from: stay.from, to: stay.to === null || stay.to > group.to ? group.to : stay.to }));
