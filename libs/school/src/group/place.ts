import { invalidField, type LocalDate, Refused } from '#kernel';
import { requireInside, requireWhole } from '../fields.ts';
import type { GroupKind } from '../words.ts';
import type { AcademicYear } from '../year/year.ts';
import type { Group } from './group-state.ts';

/** What is asked for when a group is formed. */
export interface Forming {
  readonly groupKind: GroupKind;
  /** For classes only; other groups take it from their classes. */
  readonly grade: number | null;
  readonly shift: 1 | 2;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly year: AcademicYear;
  /** The classes its pupils come from; none for a class. */
  readonly classes: readonly Group[];
}

/**
 * Where a new group stands among the classes: a class is its own, with a grade; a subgroup or an individual course
 * belongs to classes; electives, clubs and extended-day groups may. The grade is that of the classes when they
 * have one in common.
 * @throws Refused `invalid`, `not-a-class`, `another-year`, `another-shift`
 */
export function placeOf(
  groupId: string,
  forming: Forming,
): { grade: number | null; classIds: readonly string[] } {
  const { groupKind, grade, classes } = forming;
  if (groupKind === 'class') {
    if (grade === null) throw invalidField('grade', 'required', 'A class has a grade.');
    requireWhole('grade', grade, 1, 11, 'a grade');
    if (classes.length > 0)
      throw invalidField('classIds', 'none', 'A class does not belong to other classes.');
    return { grade, classIds: [groupId] };
  }
  if (grade !== null)
    throw invalidField('grade', 'none', "Only a class is given a grade; others take their classes'.");
  if (groupKind === 'subgroup' && classes.length === 0) {
    throw invalidField('classIds', 'required', 'A subgroup belongs to at least one class.');
  }
  if (groupKind === 'individual' && classes.length !== 1) {
    throw invalidField('classIds', 'one', 'Individual teaching belongs to exactly one class.');
  }
  for (const parent of classes) requireParent(forming, parent);
  const grades = new Set(classes.map((parent) => parent.grade));
  return {
    grade: grades.size === 1 ? (classes[0]?.grade ?? null) : null,
    classIds: classes.map((parent) => parent.groupId),
  };
}

function requireParent(forming: Forming, parent: Group): void {
  if (parent.kind !== 'class') throw new Refused('not-a-class', `${parent.title} is not a class.`);
  if (parent.yearId !== forming.year.yearId) {
    throw new Refused('another-year', `${parent.title} belongs to another academic year.`);
  }
  requireInside('from', forming, parent, `the time of ${parent.title}`);
  const sharesBells = forming.groupKind === 'subgroup' || forming.groupKind === 'individual';
  if (sharesBells && parent.shift !== forming.shift) {
    throw new Refused('another-shift', `${parent.title} learns in shift ${parent.shift}.`);
  }
}
