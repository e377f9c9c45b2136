import type { Recorded } from '#kernel';
import type { KnownEvent } from './kinds.ts';

/** What an event states something about: one thing of its stream, told apart by an id where there are several. */
type About = readonly [thing: string, id?: string];

const mark: About = ['mark', 'markId'];
const attendance: About = ['attendance', 'entryId'];
const work: About = ['work', 'workId'];
const datedWork: About = ['work'];
const absence: About = ['absence', 'absenceId'];
const review: About = ['review', 'correctionId'];
const bells: About = ['bells', 'bellScheduleId'];

const byType: Readonly<Partial<Record<KnownEvent['type'], About>>> = {
  LessonScheduled: ['plan'],
  LessonReplanned: ['plan'],
  LessonMoved: ['plan'],
  LessonSubstituted: ['teachers'],
  SubstitutionWithdrawn: ['teachers'],
  LessonCancelled: ['status'],
  LessonReplaced: ['status'],
  LessonRestored: ['status'],
  TopicSet: ['topic'],
  HomeworkSet: ['homework'],
  LessonCommented: ['comment'],
  LessonHeld: ['held'],
  HeldWithdrawn: ['held'],
  RollCallTaken: ['roll-call'],
  RollCallWithdrawn: ['roll-call'],
  AttendanceMarked: attendance,
  AttendanceCorrected: attendance,
  AttendanceCleared: attendance,
  WorkSet: work,
  WorkRemoved: work,
  MarkGiven: mark,
  MarkCorrected: mark,
  MarkRevoked: mark,
  CorrectionApproved: review,
  CorrectionReturned: review,
  DatedWorkSet: datedWork,
  DatedWorkRemoved: datedWork,
  DatedWorkMarked: mark,
  DatedWorkMarkCorrected: mark,
  DatedWorkMarkRevoked: mark,
  DatedWorkCorrectionApproved: review,
  DatedWorkCorrectionReturned: review,
  AbsenceReasonGiven: absence,
  AbsenceReasonChanged: absence,
  AbsenceReasonWithdrawn: absence,
  PersonRegistered: ['details'],
  PersonDetailsChanged: ['details'],
  SchoolSetUp: ['names'],
  SchoolRenamed: ['names'],
  SubjectDefined: ['names'],
  SubjectRenamed: ['names'],
  GroupFormed: ['names'],
  GroupRenamed: ['names'],
  GradingSet: ['grading'],
  AcademicYearOpened: ['year'],
  TermsSet: ['terms'],
  CalendarSet: ['calendar'],
  SchoolWeekSet: ['week'],
  BellScheduleSet: bells,
  BellScheduleWithdrawn: bells,
  PolicySet: ['policy'],
  AccountCreated: ['roles'],
  RolesChanged: ['roles'],
};

/** The thing that an event sets, changes or takes away; null when there is none that it could have changed. */
export function thingOf({ type, data }: Recorded): string | null {
  const about = byType[type as KnownEvent['type']];
  if (about === undefined) return null;
  const [thing, id] = about;
  return id === undefined ? thing : `${thing} ${String((data as Record<string, unknown>)[id])}`;
}

/** The event of the stream whose statement this one replaced: what was, before what is. */
export function replacedBy(event: Recorded, stream: readonly Recorded[]): Recorded | null {
  const thing = thingOf(event);
  if (thing === null) return null;
  return stream.findLast((other) => other.revision < event.revision && thingOf(other) === thing) ?? null;
}
