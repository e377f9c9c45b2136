import type { LessonDoc } from '../lessons/lesson-doc.ts';

/** What the choice looks at: a register's lessons, in the order of time. */
export type TaughtLesson = Pick<LessonDoc, 'lessonId' | 'status' | 'date' | 'topic'>;

/** A topic that was written for a parallel class. */
export interface FoundTopic {
  readonly topic: string;
  /** Of the lesson that it was written for. */
  readonly date: string;
  /** Of the lesson with the same place in the year; else the last one before that place. */
  readonly isSameLesson: boolean;
}

/**
 * The topic of a lesson's counterpart in a parallel register. Parallel classes go through the same plan, each on its
 * own days: the tenth lesson of one answers to the tenth of the other, cancelled and replaced ones not counted. Where
 * nobody wrote a topic there, the last one before it is meant, unless the own register has had it already.
 * @returns null when there is nothing to suggest
 */
export function parallelTopic(
  own: readonly TaughtLesson[],
  lessonId: string,
  parallel: readonly TaughtLesson[],
): FoundTopic | null {
  const taught = own.filter((lesson) => lesson.status === 'planned');
  const place = taught.findIndex((lesson) => lesson.lessonId === lessonId);
  if (place < 0) return null;
  const upTo = parallel.filter(({ status }) => status === 'planned').slice(0, place + 1);
  const same = upTo[place];
  if (same?.topic) return { topic: same.topic.topic, date: same.date, isSameLesson: true };
  const last = upTo.findLast(({ topic }) => topic !== null);
  if (!last?.topic) return null;
  const { topic } = last.topic;
  if (taught.slice(0, place).some((lesson) => lesson.topic?.topic === topic)) return null;
  return { topic, date: last.date, isSameLesson: false };
}
