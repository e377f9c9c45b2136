import { Refused } from '#kernel';
import type { AccessRule, Principal } from '#platform';

/** Whoever is of the staff, for what is their own. */
export const staffThemselves: AccessRule = {
  teacher: 'school',
  'class-teacher': 'school',
  head: 'school',
  'deputy-head': 'school',
  administrator: 'school',
};

/** The person who is signed in. @throws Refused `no-person` (403) for an account without one */
export function ownPerson({ personId }: Principal): string {
  if (personId === null) {
    throw new Refused('no-person', 'This account belongs to no person of the staff.', { status: 403 });
  }
  return personId;
}
