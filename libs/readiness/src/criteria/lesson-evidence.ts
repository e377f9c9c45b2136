import { instant } from '#kernel';
import type { SchoolPolicy } from '#school/events';
import {
  countsOnline,
  isDue,
  isKept,
  isPlanned,
  isStillInTime,
  type LedgerEntry,
  type LedgerLesson,
  onlineUntil,
  stands,
  takesPlace,
} from '../ledger/ledger-lesson.ts';

/** Whether something counts: in numerator and denominator, in the denominator alone, or not at all. */
export type Counted = 'numerator' | 'denominator' | 'not';

/** Why an entry counts or does not. */
export class EntryEvidence {
  entryId!: string;
  kind!: string;
  /** The event that first recorded it. */
  eventId!: string;
  /** When the server first recorded it, UTC. */
  recordedAt!: string;
  counted!: Counted;
  /** on-time · late · imported · done-on · retake · revoked · counts; of a lesson that does not take place: cancelled · replaced · unplanned */
  why!: string;
  /** The event that took it back, when revoked. */
  revokedBy!: string | null;
}

/** One lesson as evidence of criterion 2, 3 or 6. */
export class LessonEvidence {
  lessonId!: string;
  registerId!: string;
  subjectId!: string;
  kind!: string;
  classIds!: string[];
  teacherIds!: string[];
  date!: string;
  number!: number;
  /** Planned start and end where its last move put it, UTC. */
  startsAt!: string;
  endsAt!: string;
  /** The last instant that is on time for criterion 6, UTC. */
  onTimeUntil!: string;
  /** Criteria 2 and 3 count lessons; for 6 it tells how the lesson counts in the unit of lessons. */
  counted!: Counted;
  /** Which line of the report: 1 lessons, 2 electives, clubs and extended-day groups. */
  line!: 1 | 2;
  /** topic · homework · neither · kept · no-entry · still-in-time · not-over · cancelled · cancelled-after-end · replaced · replaced-after-end · unplanned · on-time · late · no-entries */
  why!: string;
  /** The reason and document of a cancellation. */
  reason!: string | null;
  document!: string | null;
  /** The events that decide it. */
  eventIds!: string[];
  /** For criteria 3 and 6: every entry, with why it counts. */
  entries!: EntryEvidence[];
}

/** A lesson as evidence. `at` in ms. */
export function lessonEvidence(
  lesson: LedgerLesson,
  criterion: 2 | 3 | 6,
  policy: SchoolPolicy,
  at: number,
): LessonEvidence {
  const until = onlineUntil(lesson, policy.onlineFrom);
  const verdict = takesPlace(lesson) ? verdictOf(lesson, criterion, policy, at) : stoppedVerdict(lesson);
  return {
    lessonId: lesson.lessonId,
    registerId: lesson.registerId,
    subjectId: lesson.subjectId,
    kind: lesson.kind,
    classIds: [...lesson.classIds],
    teacherIds: [...lesson.teacherIds],
    date: lesson.date,
    number: lesson.number,
    startsAt: instant(lesson.startsAt),
    endsAt: instant(lesson.endsAt),
    onTimeUntil: instant(until),
    line: policy.lessonKinds.includes(lesson.kind) ? 1 : 2,
    reason: lesson.stopped?.reason ?? null,
    document: lesson.stopped?.document ?? null,
    ...verdict,
    entries:
      criterion === 2 ? [] : lesson.entries.map((entry) => entryEvidence(entry, lesson, criterion, until)),
  };
}

type Verdict = Pick<LessonEvidence, 'counted' | 'why' | 'eventIds'>;

function stoppedVerdict(lesson: LedgerLesson): Verdict {
  const { how, afterEnd, eventId } = lesson.stopped!;
  return {
    counted: 'not',
    why: afterEnd ? `${how}-after-end` : how,
    eventIds: [eventId],
  };
}

function verdictOf(lesson: LedgerLesson, criterion: 2 | 3 | 6, policy: SchoolPolicy, at: number): Verdict {
  const standing = lesson.entries.filter(stands);
  switch (criterion) {
    case 2:
      return {
        counted: isPlanned(lesson) ? 'numerator' : 'denominator',
        why: lesson.topic !== null ? 'topic' : lesson.homework !== null ? 'homework' : 'neither',
        eventIds: [lesson.topic, lesson.homework, isPlanned(lesson) ? null : lesson.scheduledBy].filter(
          (id) => id !== null,
        ),
      };
    case 3: {
      if (isKept(lesson))
        return { counted: 'numerator', why: 'kept', eventIds: standing.map((entry) => entry.eventId) };
      if (!isDue(lesson, at)) return { counted: 'not', why: 'not-over', eventIds: [lesson.scheduledBy] };
      const inTime = isStillInTime(lesson, at, policy.onlineFrom);
      return {
        counted: 'denominator',
        why: inTime ? 'still-in-time' : 'no-entry',
        eventIds: [lesson.scheduledBy],
      };
    }
    case 6: {
      const online = lesson.entries.filter(countsOnline).sort((a, b) => a.at - b.at);
      const first = online[0];
      if (first === undefined) return { counted: 'not', why: 'no-entries', eventIds: [lesson.scheduledBy] };
      const onTime = first.at <= onlineUntil(lesson, policy.onlineFrom);
      return {
        counted: onTime ? 'numerator' : 'denominator',
        why: onTime ? 'on-time' : 'late',
        eventIds: [first.eventId],
      };
    }
  }
}

function entryEvidence(
  entry: LedgerEntry,
  lesson: LedgerLesson,
  criterion: 3 | 6,
  until: number,
): EntryEvidence {
  const { entryId, kind, eventId, revokedBy } = entry;
  const verdict = ((): Pick<EntryEvidence, 'counted' | 'why'> => {
    if (!takesPlace(lesson)) return { counted: 'not', why: lesson.stopped!.how };
    if (!stands(entry)) return { counted: 'not', why: 'revoked' };
    if (criterion === 3) return { counted: 'numerator', why: 'counts' };
    if (entry.imported) return { counted: 'not', why: 'imported' };
    if (entry.later !== null) return { counted: 'not', why: entry.later };
    return entry.at <= until
      ? { counted: 'numerator', why: 'on-time' }
      : { counted: 'denominator', why: 'late' };
  })();
  return { entryId, kind, eventId, recordedAt: instant(entry.at), revokedBy, ...verdict };
}
