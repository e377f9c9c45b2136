import type { Schema } from '../api/client.ts';

export type ReadinessReport = Schema<'ReadinessReport'>;
type Indicators = ReadinessReport['criteria'];

/** How a set of lessons was entered, in lessons; criteria 3 and 6 of the school's readiness. */
export interface LessonsInTime {
  /** Whose planned end has passed, or that have entries. */
  readonly due: number;
  /** The first entry within the 24 hours. */
  readonly inTime: number;
  /** With entries, all of them later. */
  readonly late: number;
  /** Without an entry, and the 24 hours have run out. */
  readonly missing: number;
  /** Without an entry, and the 24 hours still run. */
  readonly running: number;
}

/** What the indicators of one row, or of the school, say in lessons. */
export function lessonsInTime(criteria: Indicators): LessonsInTime {
  const journal = criteria.find(({ criterion }) => criterion === 3);
  const online = criteria.find(({ criterion }) => criterion === 6);
  const { denominator: due = 0, numerator: kept = 0, stillInTime: running = 0 } = journal ?? {};
  const counted = online?.unit === 'lessons' ? online : online?.otherUnit;
  const { numerator: inTime = 0, denominator: entered = 0 } = counted ?? {};
  return { due, inTime, late: entered - inTime, missing: due - kept - running, running };
}

export interface TeacherLine extends LessonsInTime {
  readonly teacherId: string;
  /** Empty when the person was erased. */
  readonly name: string;
}

export const orders = ['name', 'missing', 'late', 'share'] as const;
export type Order = (typeof orders)[number];

/** Of the lessons that can be judged, the part in time, 0 … 1; null when there is none. */
export function shareInTime({ inTime, late, missing }: LessonsInTime): number | null {
  const all = inTime + late + missing;
  return all === 0 ? null : inTime / all;
}

/** The teachers who have lessons in the period, in the order that was chosen; equals stand by name. */
export function teacherLines(rows: NonNullable<ReadinessReport['rows']>, order: Order): TeacherLine[] {
  const lines = rows
    .map(({ id, title, criteria }) => ({ teacherId: id, name: title ?? '', ...lessonsInTime(criteria) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'ru'));
  switch (order) {
    case 'name':
      return lines;
    case 'missing':
    case 'late':
      return lines.sort((a, b) => b[order] - a[order]);
    case 'share':
      return lines.sort((a, b) => (shareInTime(a) ?? 2) - (shareInTime(b) ?? 2));
  }
}
