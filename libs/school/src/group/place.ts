import { invalidField, Refused } from '#kernel';
import { requireInside, requireWhole } from '../fields.ts';
import type { Group, GroupCommand } from './group.ts';

type FormGroup = Extract<GroupCommand, { readonly kind: 'FormGroup' }>;

/**
 * Where a new group stands among the classes: a class is its own, with a grade; a subgroup or an individual course
 * belongs to classes; electives, clubs and extended-day groups may. The grade is that of the classes when they
 * have one in common.
 * @throws Refused `invalid`, `not-a-class`, `another-year`, `another-shift`
 */
export function placeOf(command: FormGroup): { grade: number | null; classIds: readonly string[] } {
  const { groupId, groupKind, grade, classes } = command;
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
  for (const parent of classes) requireParent(command, parent);
  const grades = new Set(classes.map((parent) => parent.grade));
  return {
    grade: grades.size === 1 ? (classes[0]?.grade ?? null) : null,
    classIds: classes.map((parent) => parent.groupId),
  };
}

function requireParent(command: FormGroup, parent: Group): void {
  if (parent.kind !== 'class') throw new Refused('not-a-class', `${parent.title} is not a class.`);
  if (parent.yearId !== command.year.yearId) {
    throw new Refused('another-year', `${parent.title} belongs to another academic year.`);
  }
  requireInside('from', command, parent, `the time of ${parent.title}`);
  const sharesBells = command.groupKind === 'subgroup' || command.groupKind === 'individual';
  if (sharesBells && parent.shift !== command.shift) {
    throw new Refused('another-shift', `${parent.title} learns in shift ${parent.shift}.`);
  }
}
