import type { AnyProjection, Reactor } from '#projecting';
import { groups } from './group/group.projection.ts';
import { personErasure } from './person/erase-person.ts';
import { people } from './person/person.projection.ts';
import { registers } from './register/register.projection.ts';
import { schoolCard } from './school/school.projection.ts';
import { subjects } from './subject/subject.projection.ts';
import { timetables } from './timetable/timetable.projection.ts';
import { years } from './year/year.projection.ts';

export { SchoolModule } from './school.module.ts';

/** Every read model of this context. */
export const schoolProjections: readonly AnyProjection[] = [
  schoolCard,
  years,
  subjects,
  people,
  groups,
  registers,
  timetables,
];

/** What follows by itself. Its command `ErasePerson` is made of payload and context like any other. */
export const schoolReactors: readonly Reactor[] = [personErasure];

export { SetUpSchool } from './school/set-up-school.ts';
export { RenameSchool } from './school/rename-school.ts';
export { SetPolicy } from './policy/set-policy.ts';
export { OpenYear } from './year/open-year.ts';
export { SetTerms } from './year/set-terms.ts';
export { SetCalendar } from './year/set-calendar.ts';
export { SetSchoolWeek } from './year/set-school-week.ts';
export { SetBellSchedule } from './year/set-bell-schedule.ts';
export { WithdrawBellSchedule } from './year/withdraw-bell-schedule.ts';
export { DefineSubject } from './subject/define-subject.ts';
export { RenameSubject } from './subject/rename-subject.ts';
export { RegisterPerson } from './person/register-person.ts';
export { ChangePerson } from './person/change-person.ts';
export { LinkChild } from './person/link-child.ts';
export { UnlinkChild } from './person/unlink-child.ts';
export { RequestErasure } from './person/request-erasure.ts';
export { ErasePerson } from './person/erase-person.ts';
export { FormGroup } from './group/form-group.ts';
export { RenameGroup } from './group/rename-group.ts';
export { DissolveGroup } from './group/dissolve-group.ts';
export { AssignClassTeacher } from './group/assign-class-teacher.ts';
export { ReleaseClassTeacher } from './group/release-class-teacher.ts';
export { JoinGroup } from './group/join-group.ts';
export { LeaveGroup } from './group/leave-group.ts';
export { LetPupilLeave } from './group/let-pupil-leave.ts';
export { MovePupil } from './group/move-pupil.ts';
export { OpenRegister } from './register/open-register.ts';
export { AssignTeacher } from './register/assign-teacher.ts';
export { ReleaseTeacher } from './register/release-teacher.ts';
export { SetGrading } from './register/set-grading.ts';
export { CloseRegister } from './register/close-register.ts';
export { PublishTimetable } from './timetable/publish-timetable.ts';
export { EndTimetable } from './timetable/end-timetable.ts';
