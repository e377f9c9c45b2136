import type { LocalDate } from '#kernel';
import type { Directory } from '#platform';
import type { Snapshot } from '#projecting';
import type { SchoolPolicy } from '#school/events';
import { accountCounts, type AccountCounts, noAccounts, partOfWeek, weeksOf } from './account-counts.ts';
import { type Indicator, indicator, ratio } from './indicator.ts';
import { lessonSums, noLessons, ofOneKind, type TwoLines } from './lesson-sums.ts';
import { type ClassTimetable, classTimetables } from './timetable-counts.ts';

/** By what a report is broken down. 1: class, week; 2, 3, 6: class, teacher, subject, week, kind; 4, 5: class, role, week. */
export const breakdowns = ['class', 'teacher', 'subject', 'role', 'week', 'kind'] as const;
export type Breakdown = (typeof breakdowns)[number];

export interface Question {
  readonly schoolId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** ms */
  readonly at: number;
  readonly timeZone: string;
  readonly policy: SchoolPolicy;
}

/** The six criteria of the whole school, in order. */
export async function assessSchool(
  snapshot: Snapshot,
  directory: Directory,
  question: Question,
): Promise<Indicator[]> {
  const { schoolId, from, to, policy } = question;
  const classes = await classTimetables(snapshot, directory, schoolId, from, to);
  const lessons = (await lessonSums(snapshot, question, 'school')).get('') ?? noLessons();
  const accounts = (await accountCounts(snapshot, directory, question, 'school')).get('');
  return [
    timetableIndicator(classes, policy),
    ...lessonIndicators(lessons, policy),
    ...accountIndicators(accounts ?? noAccounts(), policy),
  ].sort((a, b) => a.criterion - b.criterion);
}

/** The same list under each row of a breakdown, as far as the criteria are broken down by it. */
export async function assessRows(
  snapshot: Snapshot,
  directory: Directory,
  question: Question,
  by: Breakdown,
): Promise<{ id: string; criteria: Indicator[] }[]> {
  const { schoolId, from, to, policy } = question;
  const rows = new Map<string, Indicator[]>();
  const put = (id: string, indicators: Indicator[]): void => {
    rows.set(id, [...(rows.get(id) ?? []), ...indicators]);
  };
  if (by === 'class') {
    for (const row of await classTimetables(snapshot, directory, schoolId, from, to)) {
      put(row.group.groupId, [timetableIndicator([row], policy)]);
    }
  }
  if (by === 'week') {
    for (const week of weeksOf(from, to)) {
      const part = partOfWeek(week, from, to)!;
      const classes = await classTimetables(snapshot, directory, schoolId, part.from, part.to);
      if (classes.length > 0) put(week, [timetableIndicator(classes, policy)]);
    }
  }
  if (by !== 'role') {
    for (const [id, lines] of await lessonSums(snapshot, question, by)) {
      const own = by === 'kind' ? { first: ofOneKind(lines), second: noLessons().second } : lines;
      put(id, lessonIndicators(own, policy));
    }
  }
  if (by !== 'teacher' && by !== 'subject' && by !== 'kind') {
    for (const [id, counts] of await accountCounts(snapshot, directory, question, by)) {
      put(id, accountIndicators(counts, policy));
    }
  }
  return [...rows]
    .map(([id, criteria]) => ({ id, criteria: criteria.sort((a, b) => a.criterion - b.criterion) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Criterion 1. */
const timetableIndicator = (classes: readonly ClassTimetable[], policy: SchoolPolicy): Indicator =>
  indicator(
    1,
    { numerator: classes.filter((row) => row.bareDays.length === 0).length, denominator: classes.length },
    policy,
  );

/** Criteria 2, 3 and 6. */
function lessonIndicators({ first, second }: TwoLines, policy: SchoolPolicy): Indicator[] {
  const online = {
    entries: { numerator: first.entriesOnTime, denominator: first.entries },
    lessons: { numerator: first.enteredOnTime, denominator: first.entered },
  };
  const unit = policy.onlineUnit;
  const other = unit === 'entries' ? 'lessons' : 'entries';
  return [
    {
      ...indicator(2, { numerator: first.planned, denominator: first.lessons }, policy),
      secondLine: ratio(second.planned, second.lessons),
    },
    {
      ...indicator(3, { numerator: first.kept, denominator: first.due }, policy),
      stillInTime: first.stillInTime,
      secondLine: ratio(second.kept, second.due),
    },
    {
      ...indicator(6, online[unit], policy),
      unit,
      otherUnit: { unit: other, ...ratio(online[other].numerator, online[other].denominator) },
      secondLine:
        unit === 'entries'
          ? ratio(second.entriesOnTime, second.entries)
          : ratio(second.enteredOnTime, second.entered),
    },
  ];
}

/** Criteria 4 and 5. */
const accountIndicators = (counts: AccountCounts, policy: SchoolPolicy): Indicator[] => [
  indicator(4, { numerator: counts.createdActivated, denominator: counts.created }, policy),
  indicator(5, { numerator: counts.entered, denominator: counts.activated }, policy),
];
