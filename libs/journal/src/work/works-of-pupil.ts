import { type LocalDate, within } from '#kernel';
import type { Directory } from '#platform';
import type { Snapshot } from '#projecting';
import { findAll } from '../find-all.ts';
import { type DatedWorkDoc, datedWorks } from './dated-works.projection.ts';

/**
 * The works beyond one lesson that a pupil has between two dates, in the order of their dates: those of the groups
 * that the pupil belongs to on the work's date.
 */
export async function worksOfPupil(
  directory: Directory,
  snapshot: Snapshot,
  schoolId: string,
  pupilId: string,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<readonly DatedWorkDoc[]> {
  const found = new Map<string, DatedWorkDoc>();
  for (const group of await directory.groupsOf(snapshot, schoolId, pupilId, from, to)) {
    const stays = group.members.filter((stay) => stay.pupilId === pupilId);
    const options = { index: 'byGroup', prefix: [group.groupId], from, to };
    for (const work of await findAll<DatedWorkDoc>(snapshot, datedWorks.name, schoolId, options)) {
      if (stays.some((stay) => within(work.date, stay))) found.set(work.workId, work);
    }
  }
  return [...found.values()].sort((a, b) => compare(a.date, b.date) || compare(a.workId, b.workId));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
