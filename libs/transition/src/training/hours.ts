import { type Course, hoursAttended } from './course/course.ts';

/** The hours of a programme that a person attended, over all of its courses, no more of a part than it has. */
export function hoursOfProgramme(courses: readonly Course[], programmeId: string, personId: string): number {
  const most = new Map<string, number>();
  const sums = new Map<string, number>();
  for (const course of courses.filter((one) => one.programmeId === programmeId)) {
    const attended = hoursAttended(course, personId);
    for (const { id, hours } of course.parts) {
      most.set(id, Math.max(most.get(id) ?? 0, hours));
      sums.set(id, (sums.get(id) ?? 0) + (attended[id] ?? 0));
    }
  }
  return [...sums].reduce((sum, [part, hours]) => sum + Math.min(hours, most.get(part)!), 0);
}
