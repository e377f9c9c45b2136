import type { AccountEvent } from '#accounts/events';
import type { AbsenceEvent, DatedWorkEvent, DiaryEvent, LessonEvent } from '#journal/events';
import type { Recorded } from '#kernel';
import type { SkipEvent } from '#projecting';
import type {
  GroupEvent,
  PersonEvent,
  PolicyEvent,
  RegisterEvent,
  SchoolEvent,
  SubjectEvent,
  TimetableEvent,
  YearEvent,
} from '#school/events';
import type { TrainingEvent } from '#transition/events';
import { categoryIn, nameWithin } from './stream-names.ts';

/** Everything that the contexts record. A log may hold more: what an older or newer program recorded. */
export type KnownEvent =
  | LessonEvent
  | DatedWorkEvent
  | AbsenceEvent
  | DiaryEvent
  | SchoolEvent
  | YearEvent
  | GroupEvent
  | PersonEvent
  | SubjectEvent
  | RegisterEvent
  | TimetableEvent
  | PolicyEvent
  | AccountEvent
  | TrainingEvent
  | SkipEvent;

/** What an auditor asks for: a few words instead of all the types. */
export const eventKinds = [
  'plan',
  'arrangement',
  'topic',
  'comment',
  'held',
  'attendance',
  'work',
  'mark',
  'correction',
  'absence',
  'diary',
  'session',
  'account',
  'person',
  'erasure',
  'group',
  'register',
  'subject',
  'timetable',
  'year',
  'school',
  'policy',
  'operation',
  'other',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** Types that are of another kind than the rest of their streams. */
const byType: Readonly<Partial<Record<KnownEvent['type'], EventKind>>> = {
  LessonScheduled: 'plan',
  LessonReplanned: 'plan',
  LessonUnplanned: 'plan',
  LessonMoved: 'arrangement',
  LessonCancelled: 'arrangement',
  LessonRestored: 'arrangement',
  LessonSubstituted: 'arrangement',
  SubstitutionWithdrawn: 'arrangement',
  LessonReplaced: 'arrangement',
  TopicSet: 'topic',
  HomeworkSet: 'topic',
  LessonCommented: 'comment',
  LessonHeld: 'held',
  RollCallTaken: 'held',
  AttendanceMarked: 'attendance',
  WorkSet: 'work',
  WorkRemoved: 'work',
  MarkGiven: 'mark',
  MarkCorrected: 'correction',
  MarkRevoked: 'correction',
  AttendanceCorrected: 'correction',
  AttendanceCleared: 'correction',
  DatedWorkMarked: 'mark',
  DatedWorkMarkCorrected: 'correction',
  DatedWorkMarkRevoked: 'correction',
  CorrectionApproved: 'correction',
  CorrectionReturned: 'correction',
  DatedWorkCorrectionApproved: 'correction',
  DatedWorkCorrectionReturned: 'correction',
  HeldWithdrawn: 'correction',
  RollCallWithdrawn: 'correction',
  LoggedIn: 'session',
  SessionResumed: 'session',
  LoggedOut: 'session',
  SessionRevoked: 'session',
  PersonErasureRequested: 'erasure',
  PersonErased: 'erasure',
};

/** The kind of everything else in a stream, by what the stream is about. */
const byCategory: Readonly<Record<string, EventKind>> = {
  work: 'work',
  absences: 'absence',
  diary: 'diary',
  account: 'account',
  person: 'person',
  group: 'group',
  register: 'register',
  subject: 'subject',
  timetable: 'timetable',
  year: 'year',
  school: 'school',
  policy: 'policy',
  projecting: 'operation',
};

/** The kind of an event of any type. */
export const kindOf = ({ type, stream }: Pick<Recorded, 'type' | 'stream'>): EventKind =>
  byType[type as KnownEvent['type']] ?? byCategory[categoryIn(nameWithin(stream))] ?? 'other';

/**
 * Kinds that stand in nearly every stream of some categories: looking at each of those streams finds them at once, so
 * that no index needs to list them.
 */
export const everydayKinds: Readonly<Partial<Record<EventKind, readonly string[]>>> = {
  plan: ['lesson'],
  topic: ['lesson'],
  held: ['lesson'],
  attendance: ['lesson'],
  work: ['lesson', 'work'],
  mark: ['lesson', 'work'],
  session: ['account'],
};
