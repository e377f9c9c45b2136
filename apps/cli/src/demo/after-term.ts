import { addDays, instantOf, type LocalDate, weekdayOf, within } from '#kernel';
import type { Act, DemoLesson } from './acts.ts';
import type { HistorySpan } from './history-span.ts';

/** So many marks of a term are corrected after it; the first is returned, those after it are approved, the rest wait. */
const CORRECTED = 9;
const REVIEWED = 5;
/** Lessons of the last days of a term are corrected. */
const LAST_DAYS = 14;
/** After the holidays. */
const AFTER_DAYS = 10;

/**
 * What is corrected after the terms that are over, and the deputy head's words on it.
 * @param kept what teachers have recorded
 */
export function afterTermActs(
  kept: readonly Act[],
  lessons: readonly DemoLesson[],
  { terms, timeZone, returnedTo }: Pick<HistorySpan, 'terms' | 'timeZone' | 'returnedTo'>,
): Act[] {
  const dates = new Map(lessons.map(({ lessonId, date }) => [lessonId, date]));
  const at = (date: LocalDate, time: string): number => Date.parse(instantOf(date, time, timeZone));
  return terms.flatMap(({ to }) => {
    const last = { from: addDays(to, -LAST_DAYS), to };
    const marked = kept
      .filter((act) => act.kind === 'record')
      .filter(({ actions, lessonId }) => {
        const date = dates.get(lessonId);
        return date !== undefined && within(date, last) && actions.some(({ kind }) => kind === 'give-mark');
      });
    const step = Math.max(1, Math.floor(marked.length / CORRECTED));
    const own = marked.filter(({ teacher }) => teacher === returnedTo).slice(0, 1);
    const others = marked.filter((act, index) => index % step === 0 && !own.includes(act));
    const chosen = [...own, ...others].slice(0, CORRECTED);
    return chosen.flatMap(({ lessonId, teacher }, index): Act[] => {
      const date = schoolDay(addDays(to, AFTER_DAYS + index));
      const mended = { kind: 'mend-mark', at: at(date, '15:20'), lessonId, teacher, how: 'correct' } as const;
      if (index >= REVIEWED) return [mended];
      const verdict = index === 0 ? 'returned' : 'approved';
      return [mended, { kind: 'review', at: at(addDays(date, 1), '08:40'), lessonId, verdict }];
    });
  });
}

/** The date, or the Monday after it where nobody is at school. */
const schoolDay = (date: LocalDate): LocalDate => {
  const weekday = weekdayOf(date);
  return weekday < 6 ? date : addDays(date, 8 - weekday);
};
