import { addDays, type Decider, invalidField, type LocalDate, notFound, Refused } from '#kernel';
import { requireDate, requireInside, requirePeriod, requireWhole, saying } from '../fields.ts';
import { type Person, requireStaff } from '../person/person.ts';
import { endsSomething, neverWas, type Stay, touches } from '../stays.ts';
import type { GroupEvent } from './group.events.ts';
import { type Group, groupAfter } from './group-state.ts';
import { type Joining, refuseUnlessAllMayJoin } from './joining.ts';
import { type Forming, placeOf } from './place.ts';

export type GroupCommand = { readonly groupId: string } & (
  | ({ readonly kind: 'FormGroup'; readonly title: string } & Forming)
  | { readonly kind: 'RenameGroup'; readonly title: string }
  | { readonly kind: 'AssignClassTeacher'; readonly teacher: Person; readonly from: LocalDate }
  | { readonly kind: 'ReleaseClassTeacher'; readonly personId: string; readonly to: LocalDate }
  | ({ readonly kind: 'JoinGroup'; readonly order: string | null } & Joining)
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
      const { grade, classIds } = placeOf(groupId, command);
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

  evolve: groupAfter,
};

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
