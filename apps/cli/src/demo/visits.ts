import { addDays, datesOf, instantOf, type LocalDate, weekdayOf } from '#kernel';
import type { Act } from './acts.ts';
import type { Chance } from './chance.ts';
import type { HistorySpan } from './history-span.ts';
import type { SchoolPlan } from './school-plan.ts';

/** Accounts come alive in the first weeks of a school that is new; then people look in as often as they care to. */
export function visitsOf(chance: Chance, plan: SchoolPlan, span: HistorySpan): Act[] {
  const { from, today, timeZone, isNew, looks, blocked } = span;
  const acts: Act[] = [];
  const at = (date: LocalDate, hour: number, minute = chance.between(0, 59)): number => {
    const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
    return Date.parse(instantOf(date, time, timeZone));
  };
  const come = (
    who: string,
    activates: number,
    firstWeeks: number,
    daily: number,
    hours: readonly [number, number],
  ): void => {
    if (!chance.happens(activates)) return;
    const start = addDays(from, chance.between(0, isNew ? firstWeeks * 7 : 0));
    acts.push({ kind: 'activate', at: at(start, chance.between(17, 21)), who });
    for (const date of datesOf(addDays(start, 1), today)) {
      if (weekdayOf(date) === 7 && daily > 0.5) continue;
      if (chance.happens(daily)) acts.push({ kind: 'visit', at: at(date, chance.between(...hours)), who });
    }
  };
  for (const { key } of plan.teachers) come(key, 1, 0, 0.92, [7, 9]);
  for (const { key } of Object.values(plan.leaders)) come(key, 1, 0, 0.8, [7, 10]);
  const interests = new Map(plan.pupils.map(({ key, interest }) => [key, interest]));
  for (const [key, interest] of interests)
    come(key, 0.5 + interest * 0.4, 5, interest * 0.28 * looks, [14, 21]);
  for (const { key, children } of plan.parents) {
    const interest = interests.get(children[0]!)!;
    come(key, 0.35 + interest * 0.45, 6, interest * 0.16 * looks, [17, 22]);
  }
  if (blocked === null) return acts;
  const block = at(addDays(today, -6), 11);
  return [
    ...acts.filter((act) => !('who' in act && act.who === blocked && act.at >= block)),
    { kind: 'block', at: block, who: blocked, reason: 'own-request' },
  ];
}
