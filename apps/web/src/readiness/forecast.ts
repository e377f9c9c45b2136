import { addDays, type LocalDate } from '../time/school-time.ts';

/** One week of a criterion: its last day inside the period, and its value in per cent; null when nothing counted. */
export interface WeekValue {
  readonly monday: LocalDate;
  readonly value: number | null;
}

export type Forecast =
  /** Too few weeks to say anything. */
  | { readonly kind: 'unknown' }
  /** The last weeks are already at the target, the period as a whole is not. */
  | { readonly kind: 'at-target' }
  | { readonly kind: 'by'; readonly date: LocalDate }
  /** It stands still or falls, or grows so slowly that the year ends before. */
  | { readonly kind: 'never' };

const FEWEST_WEEKS = 3;
/** Beyond this a straight line says nothing. */
const FARTHEST_WEEKS = 40;

/**
 * When a target is met at the present pace: a straight line through the weeks that are over (least squares), and
 * where it crosses the target. An honest guess, not a promise.
 */
export function forecast(weeks: readonly WeekValue[], target: number, today: LocalDate): Forecast {
  const over = weeks
    .map(({ monday, value }, week) => ({ week, value, isOver: addDays(monday, 6) < today }))
    .filter((each): each is typeof each & { value: number } => each.isOver && each.value !== null);
  if (over.length < FEWEST_WEEKS) return { kind: 'unknown' };
  const meanWeek = over.reduce((sum, { week }) => sum + week, 0) / over.length;
  const meanValue = over.reduce((sum, { value }) => sum + value, 0) / over.length;
  const slope =
    over.reduce((sum, { week, value }) => sum + (week - meanWeek) * (value - meanValue), 0) /
    over.reduce((sum, { week }) => sum + (week - meanWeek) ** 2, 0);
  const last = over.at(-1)!.week;
  const now = meanValue + slope * (last - meanWeek);
  if (now >= target) return slope < 0 ? { kind: 'never' } : { kind: 'at-target' };
  if (slope <= 0) return { kind: 'never' };
  const weeksLeft = Math.ceil((target - now) / slope);
  if (weeksLeft > FARTHEST_WEEKS) return { kind: 'never' };
  return { kind: 'by', date: addDays(weeks[last]!.monday, 6 + weeksLeft * 7) };
}
