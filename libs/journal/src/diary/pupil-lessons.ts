import { type LocalDate, within } from '#kernel';
import type { Directory, GroupCard } from '#platform';
import type { Snapshot } from '#projecting';
import { findAll } from '../find-all.ts';
import type { LessonDoc } from '../lessons/lesson-doc.ts';
import { lessons } from '../lessons/lessons.projection.ts';

/**
 * The lessons that a pupil has between two dates, in the order of time: those of the groups that the pupil belongs
 * to on the lesson's date.
 */
export async function lessonsOfPupil(
  directory: Directory,
  snapshot: Snapshot,
  schoolId: string,
  pupilId: string,
  period: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<readonly LessonDoc[]> {
  const { from, to } = period;
  const groups = await directory.groupsOf(snapshot, schoolId, pupilId, from, to);
  const found = new Map<string, LessonDoc>();
  for (const group of groups) {
    const options = { index: 'byGroup', prefix: [group.groupId], from, to };
    for (const lesson of await findAll<LessonDoc>(snapshot, lessons.name, schoolId, options)) {
      if (belongs(group, pupilId, lesson.date)) found.set(lesson.lessonId, lesson);
    }
  }
  return [...found.values()].sort(byTime);
}

const belongs = (group: GroupCard, pupilId: string, date: LocalDate): boolean =>
  group.members.some((stay) => stay.pupilId === pupilId && within(date, stay));

/** The order of a day. */
export const byTime = (a: LessonDoc, b: LessonDoc): number =>
  compare(a.date, b.date) || compare(a.startsAt, b.startsAt) || compare(a.lessonId, b.lessonId);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
