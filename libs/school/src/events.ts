export { type AbsenceCode, type Grading, type GroupKind, type Parity, type Slot } from './words.ts';
export * from './school/school.events.ts';
export * from './year/year.events.ts';
export * from './group/group.events.ts';
export * from './person/person.events.ts';
export * from './subject/subject.events.ts';
export * from './register/register.events.ts';
export * from './timetable/timetable.events.ts';
export * from './policy/policy.events.ts';
