import type { EventStore } from '#event-store';
import type { LessonEvent } from '#journal/events';
import { type LocalDate, type Position, schoolPrefix } from '#kernel';
import type { DemoLesson } from './acts.ts';
import type { SetUp } from './set-up.ts';

/** The dated lessons of a year that the planner made, up to a date, in the order of time. */
export async function plannedLessons(
  log: EventStore,
  schoolId: string,
  setUp: SetUp,
  last: LocalDate,
): Promise<DemoLesson[]> {
  const keys = new Map([...setUp.registers].map(([key, registerId]) => [registerId, key]));
  const lessons: DemoLesson[] = [];
  for (let after: Position | null = null, end = false; !end;) {
    const page = await log.readAll({
      after,
      limit: 2_000,
      streamPrefixes: [`${schoolPrefix(schoolId)}lesson-`],
    });
    for (const event of page.events as readonly LessonEvent[]) {
      if (event.type !== 'LessonScheduled' || event.data.date > last) continue;
      const { lessonId, registerId, date, number, startsAt, endsAt } = event.data;
      const registerKey = keys.get(registerId);
      if (registerKey === undefined) continue;
      lessons.push({
        lessonId,
        registerKey,
        date,
        number,
        startsAt: Date.parse(startsAt),
        endsAt: Date.parse(endsAt),
      });
    }
    after = page.next;
    end = page.end;
  }
  return lessons.sort((a, b) => a.startsAt - b.startsAt || (a.lessonId < b.lessonId ? -1 : 1));
}
