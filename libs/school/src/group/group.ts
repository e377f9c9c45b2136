import { addDays, type Decider, invalidField, type LocalDate, notFound, Refused } from '#kernel';
import { requireDate, requireInside, requirePeriod, requireWhole, saying } from '../fields.ts';
import { type Person, requireStaff } from '../person/person.ts';
import { endsSomething, neverWas, type Stay, touches, withLastDay } from '../stays.ts';
import type { GroupKind } from '../words.ts';
import type { AcademicYear } from '../year/year.ts';
import type { GroupEvent } from './group.events.ts';
import { refuseUnlessAllMayJoin } from './joining.ts';
import { placeOf } from './place.ts';

/** A pupil's stay in a group. */
export interface Member extends Stay {
  readonly pupilId: string;
}

export interface ClassTeacher extends Stay {
  readonly personId: string;
}

export interface Group {
  readonly groupId: string;
  readonly yearId: string;
  readonly kind: GroupKind;
  readonly title: string;
  readonly grade: number | null;
  readonly shift: 1 | 2;
  /** A class names itself. */
  readonly classIds: readonly string[];
  readonly from: LocalDate;
  /** The last day, earlier than planned once dissolved. */
  readonly to: LocalDate;
  readonly dissolved: boolean;
  readonly classTeachers: readonly ClassTeacher[];
  /** In the order of joining; a pupil stands once per stay. */
  readonly members: readonly Member[];
}

export type GroupCommand = { readonly groupId: string } & (
  | {
      readonly kind: 'FormGroup';
      readonly groupKind: GroupKind;
      readonly title: string;
      /** For classes only; other groups take it from their classes. */
      readonly grade: number | null;
      readonly shift: 1 | 2;
      readonly from: LocalDate;
      readonly to: LocalDate;
      readonly year: AcademicYear;
      /** The classes its pupils come from; none for a class. */
      readonly classes: readonly Group[];
    }
  | { readonly kind: 'RenameGroup'; readonly title: string }
  | { readonly kind: 'AssignClassTeacher'; readonly teacher: Person; readonly from: LocalDate }
  | { readonly kind: 'ReleaseClassTeacher'; readonly personId: string; readonly to: LocalDate }
  | {
      readonly kind: 'JoinGroup';
      readonly pupils: readonly Person[];
      readonly from: LocalDate;
      /** The last day, for a stay that is over; null: open. */
      readonly to: LocalDate | null;
      readonly order: string | null;
      /** The group's own classes, for all kinds but class. */
      readonly classes: readonly Group[];
      /** Classes other than this one in which some of the pupils have been. */
      readonly otherClasses: readonly Group[];
    }
  | {
      readonly kind: 'LeaveGroup';
      readonly pupilId: string;
      readonly to: LocalDate;
      readonly order: string | null;
      /** The class that the pupil goes to. */
      readonly movedTo: string | null;
    }
  | { readonly kind: 'DissolveGroup'; readonly to: LocalDate }
);

export const group: Decider<Group | null, GroupCommand, GroupEvent> = {
  name: 'school/group',
  initial: null,

  decide(command, current) {
    const { groupId } = command;
    if (command.kind === 'FormGroup') {
      if (current !== null) throw new Refused('group-exists', `${current.title} exists already.`);
      const title = saying('title', command.title);
      requireWhole('shift', command.shift, 1, 2, 'a shift');
      requirePeriod('', command);
      requireInside('from', command, command.year, `the academic year ${command.year.title}`);
      const { groupKind: kind, shift, from, to, year } = command;
      const { grade, classIds } = placeOf(command);
      const { yearId } = year;
      return [
        { type: 'GroupFormed', data: { groupId, yearId, kind, title, grade, shift, classIds, from, to } },
      ];
    }
    if (current === null) throw notFound('group', groupId);
    switch (command.kind) {
      case 'RenameGroup': {
        const title = saying('title', command.title);
        return title === current.title ? [] : [{ type: 'GroupRenamed', data: { groupId, title } }];
      }
      case 'AssignClassTeacher':
        return teacherAssigned(current, command.teacher, command.from);
      case 'ReleaseClassTeacher': {
        const { personId, to } = command;
        requireEndInside(current, to);
        const stays = current.classTeachers.filter((teacher) => teacher.personId === personId);
        if (!endsSomething(stays, to, 'teacher', 'class')) return [];
        return [{ type: 'ClassTeacherReleased', data: { groupId, personId, to } }];
      }
      case 'JoinGroup': {
        const { pupils, from, to, order } = command;
        refuseUnlessAllMayJoin(current, command);
        return pupils.flatMap(({ personId: pupilId }): GroupEvent[] => [
          { type: 'MemberJoined', data: { groupId, pupilId, from, order } },
          ...(to === null
            ? []
            : [{ type: 'MemberLeft' as const, data: { groupId, pupilId, to, order, movedTo: null } }]),
        ]);
      }
      case 'LeaveGroup': {
        const { pupilId, to, order, movedTo } = command;
        requireEndInside(current, to);
        const stays = current.members.filter((member) => member.pupilId === pupilId);
        if (!endsSomething(stays, to, 'pupil', 'group')) return [];
        return [{ type: 'MemberLeft', data: { groupId, pupilId, to, order, movedTo } }];
      }
      case 'DissolveGroup':
        return dissolved(current, command.to);
    }
  },

  evolve(current, event) {
    switch (event.type) {
      case 'GroupFormed':
        return { ...formedFrom(event.data), dissolved: false, classTeachers: [], members: [] };
      case 'GroupRenamed':
        return current && { ...current, title: event.data.title };
      case 'ClassTeacherAssigned':
      case 'ClassTeacherReleased':
        return current && { ...current, classTeachers: withClassTeacher(current.classTeachers, event) };
      case 'MemberJoined':
      case 'MemberLeft':
        return current && { ...current, members: withMember(current.members, event) };
      case 'GroupDissolved':
        return current && { ...current, to: event.data.to, dissolved: true };
    }
  },
};

type Formed = Extract<GroupEvent, { readonly type: 'GroupFormed' }>['data'];

/** What a group is from its first day on. */
export const formedFrom = (data: Formed): Omit<Group, 'dissolved' | 'classTeachers' | 'members'> => ({
  groupId: data.groupId,
  yearId: data.yearId,
  kind: data.kind,
  title: data.title,
  grade: data.grade,
  shift: data.shift,
  classIds: data.classIds,
  from: data.from,
  to: data.to,
});

type MemberEvent = Extract<GroupEvent, { readonly type: 'MemberJoined' | 'MemberLeft' }>;

/** The members of a group after one more joined or left. */
export function withMember(members: readonly Member[], event: MemberEvent): readonly Member[] {
  const { pupilId } = event.data;
  switch (event.type) {
    case 'MemberJoined':
      return [...members, { pupilId, from: event.data.from, to: null }];
    case 'MemberLeft':
      return withLastDay(members, event.data.to, (member) => member.pupilId === pupilId);
  }
}

type ClassTeacherEvent = Extract<
  GroupEvent,
  { readonly type: 'ClassTeacherAssigned' | 'ClassTeacherReleased' }
>;

/** The class teachers after one more was assigned or released. */
export function withClassTeacher(
  teachers: readonly ClassTeacher[],
  event: ClassTeacherEvent,
): readonly ClassTeacher[] {
  const { personId } = event.data;
  switch (event.type) {
    case 'ClassTeacherAssigned':
      return [...teachers, { personId, from: event.data.from, to: null }];
    case 'ClassTeacherReleased':
      return withLastDay(teachers, event.data.to, (teacher) => teacher.personId === personId);
  }
}

function teacherAssigned(current: Group, teacher: Person, from: LocalDate): readonly GroupEvent[] {
  if (current.kind !== 'class') throw new Refused('not-a-class', 'Only a class has a class teacher.');
  requireDate('from', from);
  requireInside('from', { from, to: null }, current, `the time of ${current.title}`);
  requireStaff(teacher);
  const { personId } = teacher;
  if (current.classTeachers.some((other) => other.personId === personId && touches(other, from, null))) {
    throw new Refused(
      'assigned-already',
      `This teacher leads ${current.title} already on some of these days.`,
    );
  }
  return [{ type: 'ClassTeacherAssigned', data: { groupId: current.groupId, personId, from } }];
}

/** Everybody who is still there on the last day leaves with it: old pages stay whole, nobody stays behind. */
function dissolved(current: Group, to: LocalDate): readonly GroupEvent[] {
  const { groupId } = current;
  if (current.dissolved && current.to === to) return [];
  if (current.dissolved) throw new Refused('group-dissolved', `${current.title} ended on ${current.to}.`);
  requireEndInside(current, to);
  const beyond = <T extends Stay>(stays: readonly T[]): readonly T[] => {
    const staying = stays.filter((stay) => !neverWas(stay) && (stay.to === null || stay.to > to));
    if (staying.some((stay) => stay.from > addDays(to, 1))) {
      throw new Refused('begins-later', `Somebody comes to ${current.title} only after ${to}.`);
    }
    return staying;
  };
  return [
    ...beyond(current.members).map(({ pupilId }) => ({
      type: 'MemberLeft' as const,
      data: { groupId, pupilId, to, order: null, movedTo: null },
    })),
    ...beyond(current.classTeachers).map(({ personId }) => ({
      type: 'ClassTeacherReleased' as const,
      data: { groupId, personId, to },
    })),
    { type: 'GroupDissolved', data: { groupId, to } },
  ];
}

/** A last day lies in the group's time, or is the day before it: then nothing was. */
function requireEndInside(current: Group, to: LocalDate): void {
  requireDate('to', to);
  if (to < addDays(current.from, -1) || to > current.to) {
    throw invalidField('to', 'outside', `${current.title} lasts from ${current.from} to ${current.to}.`);
  }
}
