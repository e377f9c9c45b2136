import type { LocalDate } from '#kernel';
import type { Directory } from '#platform';
import type { Snapshot } from '#projecting';
import { everyDoc } from '../reading.ts';
import { type ResourceDoc, resourceDocs } from './resources.projection.ts';
import type { Room, Workplace } from './resources.ts';
import { type ResourcesStanding, resourcesStanding } from './resources-standing.ts';
import { type TimetableRooms, timetableRooms } from './timetable-rooms.projection.ts';

/** The read models that `readResources` looks at, beside those of the directory. */
export const resourceModels: readonly string[] = [resourceDocs.name, timetableRooms.name];

export interface ReadResources extends ResourcesStanding {
  /** All that was ever said of rooms and places, whether the timetable names them or not. */
  readonly known: readonly Room[];
  readonly places: readonly Workplace[];
}

/** The school's resources as they stand on a date. */
export async function readResources(
  snapshot: Snapshot,
  directory: Directory,
  schoolId: string,
  on: LocalDate,
): Promise<ReadResources> {
  const docs = await everyDoc<ResourceDoc>(snapshot, resourceDocs.name, schoolId, 'byKind');
  const timetables = await everyDoc<TimetableRooms>(snapshot, timetableRooms.name, schoolId, 'all');
  const registers = await directory.registersDuring(snapshot, schoolId, on, on);
  const known = docs.flatMap((doc) => (doc.of === 'room' ? [doc] : []));
  const places = docs.flatMap((doc) => (doc.of === 'place' ? [doc] : []));
  return { known, places, ...resourcesStanding(timetables, known, places, registers, on) };
}
