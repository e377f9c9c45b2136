import { addDays, type Decider, invalidField, type LocalDate, notFound, Refused } from '#kernel';
import { requireDate, requireInside } from '../fields.ts';
import type { Group } from '../group/group-state.ts';
import { type Person, requireStaff } from '../person/person.ts';
import { endsSomething, neverWas, touches } from '../stays.ts';
import type { Grading } from '../words.ts';
import type { AcademicYear } from '../year/year.ts';
import type { RegisterEvent } from './register.events.ts';
import { gradingOn, type Register, registerAfter, type RegisterTeacher } from './register-state.ts';

export type RegisterCommand = { readonly registerId: string } & (
  | {
      readonly kind: 'OpenRegister';
      readonly subjectId: string;
      readonly groups: readonly Group[];
      readonly year: AcademicYear;
      readonly teachers: readonly { readonly teacher: Person; readonly from: LocalDate | null }[];
      /** null: as the grade and the kind suggest. */
      readonly grading: Grading | null;
    }
  | {
      readonly kind: 'AssignTeacher';
      readonly teacher: Person;
      readonly from: LocalDate;
      readonly year: AcademicYear;
    }
  | { readonly kind: 'ReleaseTeacher'; readonly teacherId: string; readonly to: LocalDate }
  | {
      readonly kind: 'SetGrading';
      readonly grading: Grading;
      readonly from: LocalDate;
      readonly year: AcademicYear;
    }
  | { readonly kind: 'CloseRegister'; readonly to: LocalDate; readonly year: AcademicYear }
);

export const register: Decider<Register | null, RegisterCommand, RegisterEvent> = {
  name: 'school/register',
  initial: null,

  decide(command, current) {
    const { registerId } = command;
    if (command.kind === 'OpenRegister') {
      if (current !== null)
        throw new Refused('register-exists', `The register ${registerId} is open already.`);
      return opened(command);
    }
    if (current === null) throw notFound('register', registerId);
    switch (command.kind) {
      case 'AssignTeacher': {
        const { teacher, from, year } = command;
        requireTime(current, year, from);
        requireStaff(teacher);
        const stays = staysOf(current, teacher.personId);
        if (stays.some((stay) => touches(stay, from, null))) {
          throw new Refused(
            'assigned-already',
            'This teacher has the register already on some of these days.',
          );
        }
        return [{ type: 'RegisterTeacherAssigned', data: { registerId, teacherId: teacher.personId, from } }];
      }
      case 'ReleaseTeacher': {
        const { teacherId, to } = command;
        requireDate('to', to);
        if (!endsSomething(staysOf(current, teacherId), to, 'teacher', 'register')) return [];
        return [{ type: 'RegisterTeacherReleased', data: { registerId, teacherId, to } }];
      }
      case 'SetGrading': {
        const { grading, from, year } = command;
        requireTime(current, year, from);
        if (gradingOn(current.grading, from) === grading) return [];
        return [{ type: 'GradingSet', data: { registerId, grading, from } }];
      }
      case 'CloseRegister':
        return closed(current, command.to, command.year);
    }
  },

  evolve: registerAfter,
};

/** «Where there are no marks»: grade 1, clubs and extended-day groups by default (domain, Grading). */
const defaultGrading = (groups: readonly Group[]): Grading =>
  groups.every((group) => group.grade === 1 || group.kind === 'club' || group.kind === 'extended-day')
    ? 'none'
    : 'marks';

function opened(command: Extract<RegisterCommand, { kind: 'OpenRegister' }>): readonly RegisterEvent[] {
  const { registerId, subjectId, groups, year, teachers, grading } = command;
  const [first] = groups;
  if (first === undefined)
    throw invalidField('groupIds', 'empty', 'A register belongs to at least one group.');
  for (const group of groups) {
    if (group.kind !== first.kind) {
      throw new Refused('kinds-differ', `${group.title} and ${first.title} are groups of different kinds.`);
    }
    if (group.yearId !== first.yearId) {
      throw new Refused('another-year', `${group.title} and ${first.title} belong to different years.`);
    }
    if (group.dissolved) throw new Refused('group-dissolved', `${group.title} ended on ${group.to}.`);
  }
  const assigned = teachers.map(({ teacher, from }, index) => {
    requireStaff(teacher);
    const start = from ?? year.from;
    requireDate(`teachers[${index}].from`, start);
    requireInside(`teachers[${index}].from`, { from: start, to: null }, year, 'the academic year');
    return { teacherId: teacher.personId, from: start };
  });
  const groupIds = [...new Set(groups.map((group) => group.groupId))];
  const teacherIds = new Set(assigned.map(({ teacherId }) => teacherId));
  if (groupIds.length !== groups.length) throw invalidField('groupIds', 'unique', 'A group is named twice.');
  if (teacherIds.size !== assigned.length)
    throw invalidField('teachers', 'unique', 'A teacher is named twice.');
  return [
    {
      type: 'RegisterOpened',
      data: {
        registerId,
        yearId: first.yearId,
        subjectId,
        groupIds,
        kind: first.kind,
        classIds: [...new Set(groups.flatMap((group) => group.classIds))],
      },
    },
    ...assigned.map((teacher) => ({
      type: 'RegisterTeacherAssigned' as const,
      data: { registerId, ...teacher },
    })),
    { type: 'GradingSet', data: { registerId, grading: grading ?? defaultGrading(groups), from: year.from } },
  ];
}

function closed(current: Register, to: LocalDate, year: AcademicYear): readonly RegisterEvent[] {
  const { registerId } = current;
  if (current.closedOn === to) return [];
  requireTime(current, year, to);
  const staying = current.teachers.filter((stay) => !neverWas(stay) && (stay.to === null || stay.to > to));
  if (staying.some((stay) => stay.from > addDays(to, 1))) {
    throw new Refused('begins-later', `A teacher takes this register only after ${to}.`);
  }
  return [
    ...staying.map(({ teacherId }) => ({
      type: 'RegisterTeacherReleased' as const,
      data: { registerId, teacherId, to },
    })),
    { type: 'RegisterClosed', data: { registerId, to } },
  ];
}

const staysOf = (current: Register, teacherId: string): readonly RegisterTeacher[] =>
  current.teachers.filter((stay) => stay.teacherId === teacherId);

/** @throws Refused `register-closed`, `invalid` unless the date lies in the year of an open register */
function requireTime(current: Register, year: AcademicYear, date: LocalDate): void {
  if (current.closedOn !== null) {
    throw new Refused('register-closed', `The register was closed on ${current.closedOn}.`);
  }
  requireDate('date', date);
  requireInside('date', { from: date, to: date }, year, `the academic year ${year.title}`);
}
