import { type LocalDate, within } from '#kernel';
import type { Directory, GroupCard } from '#platform';
import type { Snapshot } from '#projecting';
import {
  basis,
  type BasisDoc,
  type TimetableVersions,
  type YearCalendar,
} from '../basis/basis.projection.ts';
import { inForce, schoolDaysOf } from '../basis/school-days.ts';
import { findAll } from '../find-all.ts';

/** Criterion 1 for one class with pupils. */
export interface ClassTimetable {
  readonly group: GroupCard;
  /** Days of the period on which the class has pupils and goes to school. */
  readonly schoolDays: readonly LocalDate[];
  /** Those of them without a timetable in force; none: the class counts. */
  readonly bareDays: readonly LocalDate[];
  /** The publications in force on some of these days. */
  readonly eventIds: readonly string[];
}

/** Every class that has pupils and school days in the period, with the days that its timetable leaves bare. */
export async function classTimetables(
  snapshot: Snapshot,
  directory: Directory,
  schoolId: string,
  from: LocalDate,
  to: LocalDate,
): Promise<ClassTimetable[]> {
  const years: YearCalendar[] = [];
  const timetables = new Map<string, TimetableVersions>();
  for (const kind of ['year', 'timetable'] as const) {
    for await (const doc of findAll<BasisDoc>(snapshot, basis.name, schoolId, {
      index: 'byKind',
      prefix: [kind],
    })) {
      if (doc.of === 'year') years.push(doc);
      if (doc.of === 'timetable') timetables.set(doc.groupId, doc);
    }
  }
  const classes = (await directory.groupsDuring(snapshot, schoolId, from, to)).filter(
    (group) => group.kind === 'class',
  );
  return classes
    .map((group) => {
      const schoolDays = schoolDaysOf(group, from, to, years).filter((date) =>
        group.members.some((member) => within(date, member)),
      );
      const timetable = timetables.get(group.groupId);
      const publications = schoolDays.map((date) => inForce(date, timetable));
      return {
        group,
        schoolDays,
        bareDays: schoolDays.filter((_, index) => publications[index] === null),
        eventIds: [...new Set(publications.flatMap((version) => (version ? [version.eventId] : [])))],
      };
    })
    .filter((row) => row.schoolDays.length > 0);
}
