import type { GroupKind } from '#school/events';
import { distinct, type Log, recordedAt, told, type Told } from './told.ts';

/** A mark, an absence or lateness, a roll call, a held mark or a comment that stands. */
export interface NaiveEntry {
  readonly what: 'mark' | 'attendance' | 'roll-call' | 'held' | 'comment';
  /** When it was first recorded, ms. */
  readonly first: number;
  /** Why criterion 6 leaves it out, or null when it counts there. */
  readonly leftOutOf6: 'imported' | 'done-later' | 'retake' | null;
}

/** What the log says about one lesson in the end. */
export interface NaiveLesson {
  readonly lessonId: string;
  readonly kind: GroupKind;
  readonly subjectId: string;
  readonly classIds: readonly string[];
  readonly teacherIds: readonly string[];
  /** Where its last move put it. */
  readonly date: string;
  readonly endsAt: number;
  /** What the 24 hours run from, by policy from one or the other, ms. */
  readonly clock: { readonly startsAt: number; readonly endsAt: number };
  readonly cancelled: boolean;
  readonly cancelledAfterEnd: boolean;
  readonly planned: boolean;
  readonly entries: readonly NaiveEntry[];
}

/** Every lesson that stands in the plan, cancelled ones included. */
export function lessonsOf(log: Log): NaiveLesson[] {
  const byLesson = new Map<string, Log[number][]>();
  for (const event of log) {
    if (!('lessonId' in event.data)) continue;
    byLesson.set(event.data.lessonId, [...(byLesson.get(event.data.lessonId) ?? []), event]);
  }
  return [...byLesson.values()].flatMap((events) => lessonOf(events) ?? []);
}

/** Reads one lesson's story by asking it question after question; null when nothing is planned. */
function lessonOf(whole: Log): NaiveLesson | null {
  // An unplanned lesson is none; scheduled again, its story begins anew.
  const beginning = whole.findLastIndex((event) => event.type === 'LessonScheduled');
  const story = whole.slice(beginning);
  if (told(story, 'LessonUnplanned').length > 0) return null;

  const plan = told(story, 'LessonScheduled', 'LessonReplanned').at(-1)!.data;
  const placements = told(story, 'LessonScheduled', 'LessonReplanned', 'LessonMoved');
  const place = placements.at(-1)!.data;
  const clock = clockOf(placements);

  // Whichever was said last: cancelled (or replaced, which counts as cancelled), or restored.
  const fate = told(story, 'LessonCancelled', 'LessonReplaced', 'LessonRestored').at(-1);
  const cancelled = fate !== undefined && fate.type !== 'LessonRestored';

  const substitution = told(story, 'LessonSubstituted', 'SubstitutionWithdrawn').at(-1);
  const topic = told(story, 'TopicSet').at(-1)?.data.topic ?? '';
  const homework = told(story, 'HomeworkSet').at(-1)?.data.text ?? '';

  return {
    lessonId: plan.lessonId,
    kind: plan.kind,
    subjectId: plan.subjectId,
    classIds: distinct(plan.classIds),
    teacherIds: distinct(
      substitution?.type === 'LessonSubstituted' ? substitution.data.teacherIds : plan.teacherIds,
    ),
    date: place.date,
    endsAt: Date.parse(place.endsAt),
    clock,
    cancelled,
    cancelledAfterEnd: cancelled && recordedAt(fate) > clock.endsAt,
    planned: topic !== '' || homework !== '',
    entries: entriesOf(story),
  };
}

/** A move recorded after the planned end does not restart the 24 hours; once passed, the end stays passed. */
function clockOf(placements: readonly Told<'LessonScheduled' | 'LessonReplanned' | 'LessonMoved'>[]) {
  let clock = { startsAt: 0, endsAt: Infinity };
  for (const placed of placements) {
    if (recordedAt(placed) > clock.endsAt) continue;
    clock = { startsAt: Date.parse(placed.data.startsAt), endsAt: Date.parse(placed.data.endsAt) };
  }
  return clock;
}

function entriesOf(story: Log): NaiveEntry[] {
  const entries: NaiveEntry[] = [];

  for (const given of told(story, 'MarkGiven')) {
    const { markId, doneOn, retakeOf, imported } = given.data;
    if (told(story, 'MarkRevoked').some((revoked) => revoked.data.markId === markId)) continue;
    entries.push({
      what: 'mark',
      first: recordedAt(given),
      leftOutOf6: imported ? 'imported' : retakeOf ? 'retake' : doneOn ? 'done-later' : null,
    });
  }

  const attended = told(story, 'AttendanceMarked', 'AttendanceCleared');
  for (const pupilId of distinct(attended.map((event) => event.data.pupilId))) {
    const ofPupil = attended.filter((event) => event.data.pupilId === pupilId);
    const standing = sinceLast(ofPupil, (event) => event.type === 'AttendanceCleared');
    entries.push(...entryFrom('attendance', standing));
  }

  const held = told(story, 'LessonHeld', 'HeldWithdrawn');
  entries.push(
    ...entryFrom(
      'held',
      sinceLast(held, (event) => event.type === 'HeldWithdrawn'),
    ),
  );

  const rollCalls = told(story, 'RollCallTaken', 'RollCallWithdrawn');
  entries.push(
    ...entryFrom(
      'roll-call',
      sinceLast(rollCalls, (event) => event.type === 'RollCallWithdrawn'),
    ),
  );

  const comments = told(story, 'LessonCommented');
  entries.push(
    ...entryFrom(
      'comment',
      sinceLast(comments, (event) => event.data.sealed === ''),
    ),
  );

  return entries;
}

/** What was said after the last time that it was taken back. */
const sinceLast = <T>(events: readonly T[], takenBack: (event: T) => boolean): T[] =>
  events.slice(events.findLastIndex(takenBack) + 1);

/** The first recording of an entry counts, whatever was said of it later. */
function entryFrom(what: NaiveEntry['what'], standing: Log): NaiveEntry[] {
  const first = standing[0];
  if (first === undefined) return [];
  const imported = 'imported' in first.data && first.data.imported !== undefined;
  return [{ what, first: recordedAt(first), leftOutOf6: imported ? 'imported' : null }];
}
