import { createHash } from 'node:crypto';
import { type AnyFact, type CommandContext, idFrom, newId, streamOf } from '#kernel';
import type { ExpectedRevision } from '#event-store';

/** One command as a school sends it: an entry in a lesson. */
export interface Entry {
  readonly stream: string;
  readonly facts: readonly AnyFact[];
  readonly expected: ExpectedRevision;
  readonly context: CommandContext;
}

const SCHOOL = 'bench-school';
const PUPILS = 700;
const TEACHERS = 45;
/** Events of one lesson's stream, and how many lessons are written in at the same time. */
const EVENTS_OF_A_LESSON = 25;
const LESSONS_AT_A_TIME = 20;

const id = (kind: string, number: number): string => idFrom('bench', kind, number);
const pupils = Array.from({ length: PUPILS }, (_, n) => id('pupil', n));
const actors = Array.from({ length: TEACHERS }, (_, n) => ({
  accountId: id('account', n),
  personId: id('teacher', n),
  role: 'teacher' as const,
  sessionId: id('session', n),
}));

/**
 * The entries of a school-year in the order of time, one event each: lessons of 25 events, twenty of them being
 * written in at once. Streams and pupils are the same in every run, commands and marks are new.
 */
export function* schoolYear(events: number): Generator<Entry> {
  for (let n = 0; n < events; n += 1) {
    const block = Math.floor(n / (EVENTS_OF_A_LESSON * LESSONS_AT_A_TIME));
    const lesson = block * LESSONS_AT_A_TIME + (n % LESSONS_AT_A_TIME);
    const revision = Math.floor(n / LESSONS_AT_A_TIME) % EVENTS_OF_A_LESSON;
    yield entry(lesson, revision, n);
  }
}

/** One entry in a lesson whose stream has so many events already. */
export function entry(lesson: number, revision: number, n: number): Entry {
  const lessonId = id('lesson', lesson);
  const commandId = newId();
  const actor = actors[lesson % TEACHERS]!;
  return {
    stream: streamOf(SCHOOL, 'lesson', lessonId),
    expected: revision === 0 ? 'none' : revision - 1,
    facts: [factOf(lessonId, revision, n, commandId)],
    context: {
      schoolId: SCHOOL,
      actor,
      commandId,
      fingerprint: createHash('sha256').update(commandId).digest('hex'),
      correlationId: commandId,
      causationId: commandId,
    },
  };
}

function factOf(lessonId: string, revision: number, n: number, commandId: string): AnyFact {
  const pupilId = pupils[n % PUPILS]!;
  switch (revision % 5) {
    case 0:
      return {
        type: 'TopicSet',
        data: { lessonId, topic: `Решение задач на движение, часть ${n % 7}`, basedOn: null },
      };
    case 1:
      return {
        type: 'AttendanceTaken',
        data: { lessonId, pupilId, attendance: 'absent', reason: null, basedOn: commandId },
      };
    default:
      return {
        type: 'MarkGiven',
        data: {
          lessonId,
          markId: commandId,
          workId: id('work', lessonId.length + revision),
          pupilId,
          value: String(2 + (n % 4)),
          basis: { [pupilId]: n % 40 },
        },
      };
  }
}
