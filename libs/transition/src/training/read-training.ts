import type { Snapshot } from '#projecting';
import { everyDoc } from '../reading.ts';
import type { Course } from './course/course.ts';
import { courses } from './course/courses.projection.ts';
import type { Training } from './training.ts';
import { trainings } from './trainings.projection.ts';

/** The read models that `readTraining` looks at. */
export const trainingModels: readonly string[] = [trainings.name, courses.name];

/** What everybody learned, and the courses. */
export async function readTraining(
  snapshot: Snapshot,
  schoolId: string,
): Promise<{ readonly byPerson: ReadonlyMap<string, Training>; readonly courses: readonly Course[] }> {
  const told = await everyDoc<Training>(snapshot, trainings.name, schoolId, 'all');
  const found = await everyDoc<Course>(snapshot, courses.name, schoolId, 'all');
  return { byPerson: new Map(told.map((one) => [one.personId, one])), courses: found };
}
