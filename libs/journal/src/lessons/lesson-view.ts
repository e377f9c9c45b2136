import type { Instant, LocalDate } from '#kernel';
import type { AbsenceCode, GroupKind } from '#school/events';
import type { Attendance, CorrectionReason, Mark, WorkType } from '../lesson/lesson.events.ts';
import type { Verdict } from '../lesson/reviewing.ts';

/** Which event, by whom and when. */
export class TraceView {
  /** What `basedOn` refers to. */
  eventId!: string;
  /** The person behind the account, or the account where there is none. */
  by!: string;
  /** The server's clock, ISO 8601, UTC. */
  recordedAt!: Instant;
  /** The device's own time, when it was offline. Never counts. */
  claimedAt?: Instant;
}

/** What the deputy head said of a correction that was made after the term. */
export class ReviewView extends TraceView {
  verdict!: Verdict;
  /** Why it was returned; null once its key was destroyed. */
  text?: string | null;
}

/** A value with the event that set it. */
export class StepView extends TraceView {
  /** Why it took the place of the one before. */
  reason?: CorrectionReason;
  /** The reason in words; null once its key was destroyed. */
  text?: string | null;
  /** It took that place after the term, and waits for the deputy head's word or has it. */
  afterTerm?: true;
  /** The last word on it; left out while it waits. */
  review?: ReviewView;
}

export class StatedStepView extends StepView {
  /** null: taken back. */
  value!: true | null;
}

/** An entry for the whole lesson. */
export class StatedView extends StatedStepView {
  entryId!: string;
  /** The import that it came from. */
  imported?: string;
  /** The values that it had, oldest first; left out when this is the first. */
  before?: StatedStepView[];
}

export class AttendanceStepView extends StepView {
  /** null: taken back, the pupil was present. */
  value!: Attendance | null;
  code?: AbsenceCode;
}

export class AttendanceView extends AttendanceStepView {
  entryId!: string;
  pupilId!: string;
  /** The import that it came from. */
  imported?: string;
  /** The values that it had, oldest first; left out when this is the first. */
  before?: AttendanceStepView[];
}

export class MarkStepView extends StepView {
  /** null: revoked. */
  value!: Mark | null;
}

export class MarkView extends MarkStepView {
  markId!: string;
  pupilId!: string;
  workId!: string;
  /** The day the work was done, when it was another than the lesson's or the pupil was absent. */
  doneOn?: LocalDate;
  /** The mark that this one retakes. */
  retakeOf?: string;
  /** The import that it came from. */
  imported?: string;
  /** The values that it had, oldest first; left out when this is the first. */
  before?: MarkStepView[];
}

export class WorkView {
  workId!: string;
  workType!: WorkType;
  /** In the average. */
  weight!: number;
  title!: string | null;
  /** null for the default work as long as nobody has set it. */
  eventId!: string | null;
}

export class PlaceView {
  date!: LocalDate;
  /** In the bell schedule. */
  number!: number;
  /** ISO 8601, UTC. */
  startsAt!: Instant;
  endsAt!: Instant;
  room!: string | null;
}

export class StoppedView extends TraceView {
  reason!: string;
  document!: string | null;
  /** Recorded after the planned end. */
  afterEnd!: boolean;
  /** The lesson given instead. */
  byLessonId!: string | null;
}

export class MoveView extends TraceView {
  from!: PlaceView;
  reason!: string;
  /** Recorded after the planned end: it did not restart the 24 hours. */
  afterEnd!: boolean;
}

export class SubstitutionView extends TraceView {
  reason!: string;
}

export class TopicView extends TraceView {
  topic!: string;
  /** From the curriculum plan, not yet recorded by the teacher. */
  planned!: boolean;
}

export class HomeworkTextView {
  text!: string;
  dueDate!: LocalDate | null;
}

export class HomeworkView extends TraceView {
  text!: string;
  dueDate!: LocalDate | null;
  /** What it took the place of; left out when nothing stood before. */
  before?: HomeworkTextView;
}

export class CommentView extends TraceView {
  entryId!: string;
  /** null once its key was destroyed. */
  text!: string | null;
  /** The import that it came from. */
  imported?: string;
}

/** From where the 24 hours of criterion 6 run. */
export class ClockView {
  start!: Instant;
  end!: Instant;
}

/** Everything of one lesson. */
export class LessonView extends PlaceView {
  lessonId!: string;
  registerId!: string;
  subjectId!: string;
  kind!: GroupKind;
  groupIds!: string[];
  classIds!: string[];
  /** Those who give it: the substitutes while there are any. */
  teacherIds!: string[];
  plannedTeacherIds!: string[];
  /** null outside the timetable. */
  slotId!: string | null;
  originalDate!: LocalDate;
  /** The lesson that this one is given instead of. */
  insteadOf!: string | null;
  status!: 'planned' | 'cancelled' | 'replaced';
  /** Why it does not take place; null when it does. */
  stopped!: StoppedView | null;
  moves!: MoveView[];
  substitution!: SubstitutionView | null;
  clock!: ClockView;
  topic!: TopicView | null;
  homework!: HomeworkView | null;
  comment!: CommentView | null;
  held!: StatedView | null;
  rollCall!: StatedView | null;
  /** In the order of being recorded; of a pupil's entries the last one counts. */
  attendance!: AttendanceView[];
  /** The default work first. */
  works!: WorkView[];
  /** In the order of being given. */
  marks!: MarkView[];
}
