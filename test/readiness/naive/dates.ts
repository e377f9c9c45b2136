/**
 * Dates counted on the fingers: `YYYY-MM-DD` texts, which stand in the order of the calendar. Knows nothing of
 * the kernel's school time, which it controls.
 */
const DAY = 24 * 60 * 60 * 1000;

const utc = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const formats = new Map<string, Intl.DateTimeFormat>();

/** The date that a calendar on the school's wall shows at this instant; Canada writes it as ISO 8601 does. */
export function dateAt(instant: string, timeZone: string): string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format.format(Date.parse(instant));
}

/** 1 Monday … 7 Sunday. 5 January 1970 was a Monday. */
export const weekday = (date: string): number => ((((utc(date) / DAY - 4) % 7) + 7) % 7) + 1;

/** Every date of the period. */
export function days(from: string, to: string): string[] {
  const all = [];
  for (let ms = utc(from); ms <= utc(to); ms += DAY) all.push(dateOf(ms));
  return all;
}

/** The Monday on or before the date. */
export const monday = (date: string): string => dateOf(utc(date) - (weekday(date) - 1) * DAY);

/** `2026-W37`: a week belongs to the year that its Thursday lies in, the first one holds the first Thursday. */
export function isoWeek(date: string): string {
  const thursday = dateOf(utc(monday(date)) + 3 * DAY);
  const year = thursday.slice(0, 4);
  const weeksBefore = Math.floor((utc(thursday) - utc(`${year}-01-01`)) / (7 * DAY));
  return `${year}-W${String(weeksBefore + 1).padStart(2, '0')}`;
}

export const inside = (date: string, period: { from: string; to: string | null }): boolean =>
  period.from <= date && (period.to === null || date <= period.to);
