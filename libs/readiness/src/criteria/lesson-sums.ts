import { addDays, isoWeekOf, type LocalDate, localDateOf } from '#kernel';
import type { Key, Snapshot } from '#projecting';
import { groupKinds, type GroupKind, type SchoolPolicy } from '#school/events';
import { findAll } from '../find-all.ts';
import { ledger } from '../ledger/ledger.projection.ts';
import {
  isDue,
  isKept,
  isPlanned,
  isStillInTime,
  type LedgerLesson,
  onlineCounts,
  takesPlace,
} from '../ledger/ledger-lesson.ts';

/** What criteria 2, 3 and 6 need of a set of lessons, with the policy's start of the 24 hours applied. */
export interface LessonSums {
  lessons: number;
  planned: number;
  due: number;
  kept: number;
  stillInTime: number;
  entries: number;
  entriesOnTime: number;
  entered: number;
  enteredOnTime: number;
}

/** The policy's first line of lessons, and the second: electives, clubs, extended-day groups. */
export interface TwoLines {
  readonly first: LessonSums;
  readonly second: LessonSums;
}

/** Whose rows: `school` has the one row ''. `week` is the school's by ISO week, `kind` by kind of group. */
export type LessonDimension = 'school' | 'class' | 'teacher' | 'subject' | 'week' | 'kind';

export interface LessonQuestion {
  readonly schoolId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** The instant asked about, ms. */
  readonly at: number;
  readonly timeZone: string;
  readonly policy: SchoolPolicy;
}

const nothing = (): LessonSums => ({
  lessons: 0,
  planned: 0,
  due: 0,
  kept: 0,
  stillInTime: 0,
  entries: 0,
  entriesOnTime: 0,
  entered: 0,
  enteredOnTime: 0,
});

/** An empty pair of lines. */
export const noLessons = (): TwoLines => ({ first: nothing(), second: nothing() });

/** The sums of lessons of one kind, which the policy puts on one of the lines. */
export const ofOneKind = ({ first, second }: TwoLines): LessonSums => (first.lessons > 0 ? first : second);

/**
 * The sums by row. Days that were over before yesterday come from the tallies; lessons of yesterday and later
 * are read singly, since "over" and "in time" depend on the instant asked about.
 */
export async function lessonSums(
  snapshot: Snapshot,
  question: LessonQuestion,
  dimension: LessonDimension,
): Promise<Map<string, TwoLines>> {
  const { schoolId, from, to, at, policy } = question;
  const rows = new Map<string, TwoLines>();
  const add = (id: string, kind: GroupKind, part: Partial<LessonSums>): void => {
    let row = rows.get(id);
    if (row === undefined) rows.set(id, (row = noLessons()));
    const line = policy.lessonKinds.includes(kind) ? row.first : row.second;
    for (const name of Object.keys(part) as (keyof LessonSums)[]) line[name] += part[name]!;
  };
  const summedTo = addDays(localDateOf(at, question.timeZone), -2);

  if (from <= summedTo) {
    const through = to < summedTo ? to : summedTo;
    const suffix = policy.onlineFrom === 'end' ? 'FromEnd' : 'FromStart';
    for (const kind of groupKinds) {
      const prefix = [dimension === 'week' || dimension === 'kind' ? 'school' : dimension, kind];
      const days = await snapshot.tally(ledger.name, schoolId, 'days', { prefix, from, to: through });
      for (const { key, measures } of days) {
        const of = (name: string): number => measures[name] ?? 0;
        add(rowOf(dimension, kind, key), kind, {
          lessons: of('lessons'),
          planned: of('planned'),
          due: of('lessons'),
          kept: of('kept'),
          entries: of('entries'),
          entriesOnTime: of(`entriesOnTime${suffix}`),
          entered: of('entered'),
          enteredOnTime: of(`enteredOnTime${suffix}`),
        });
      }
      const window = { from: at - 2 * 86_400_000, to: at + 86_400_000 };
      const unkept = findAll<LedgerLesson>(snapshot, ledger.name, schoolId, {
        index: 'unkept',
        prefix: [kind],
        ...window,
      });
      for await (const lesson of unkept) {
        if (lesson.date < from || lesson.date > through) continue;
        if (!isStillInTime(lesson, at, policy.onlineFrom)) continue;
        for (const id of rowsOf(lesson, dimension)) add(id, kind, { stillInTime: 1 });
      }
    }
  }
  if (to > summedTo) {
    const single = from > summedTo ? from : addDays(summedTo, 1);
    const lessons = findAll<LedgerLesson>(snapshot, ledger.name, schoolId, {
      index: 'byDate',
      prefix: [],
      from: single,
      to,
    });
    for await (const lesson of lessons) {
      if (!takesPlace(lesson)) continue;
      const online = onlineCounts(lesson, policy.onlineFrom);
      const part: LessonSums = {
        lessons: 1,
        planned: Number(isPlanned(lesson)),
        due: Number(isDue(lesson, at)),
        kept: Number(isKept(lesson)),
        stillInTime: Number(isStillInTime(lesson, at, policy.onlineFrom)),
        entries: online.entries,
        entriesOnTime: online.onTime,
        entered: online.lessons,
        enteredOnTime: online.lessonsOnTime,
      };
      for (const id of rowsOf(lesson, dimension)) add(id, lesson.kind, part);
    }
  }
  return rows;
}

/** The id of the row that a tally's key `[rows of, kind, date, id]` belongs to. */
function rowOf(dimension: LessonDimension, kind: GroupKind, key: Key): string {
  if (dimension === 'week') return isoWeekOf(String(key[2]));
  return dimension === 'kind' ? kind : String(key[3]);
}

/** The ids of the rows that a lesson stands in: each of its classes or teachers, once in the school's. */
export function rowsOf(lesson: LedgerLesson, dimension: LessonDimension): readonly string[] {
  switch (dimension) {
    case 'school':
      return [''];
    case 'class':
      return [...new Set(lesson.classIds)];
    case 'teacher':
      return [...new Set(lesson.teacherIds)];
    case 'subject':
      return [lesson.subjectId];
    case 'week':
      return [isoWeekOf(lesson.date)];
    case 'kind':
      return [lesson.kind];
  }
}
