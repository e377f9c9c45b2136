import { DateTime } from 'luxon';

/** A school-local calendar date, `YYYY-MM-DD`. */
export type LocalDate = string;
/** A school-local wall-clock time, `HH:MM`. */
export type LocalTime = string;
/** An instant: ISO 8601 in UTC with milliseconds, `2026-09-01T05:30:00.000Z`. */
export type Instant = string;
/** `2026-W40`, ISO 8601. */
export type IsoWeek = string;

export const DAY_MS = 86_400_000;

/** The instant of these milliseconds since the epoch. */
export const instant = (ms: number): Instant => new Date(ms).toISOString();

/** Whether the text is a real calendar date in the form `YYYY-MM-DD`. */
export function isLocalDate(text: unknown): text is LocalDate {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** Whether the text is a wall-clock time `HH:MM`, 00:00 to 23:59. */
export const isLocalTime = (text: unknown): text is LocalTime =>
  typeof text === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** Whether the runtime knows this IANA time zone. */
export const isTimeZone = (text: string): boolean => DateTime.local({ zone: text }).isValid;

/**
 * The instant at which the school's clocks show this date and time. A time that a clock change skips is taken
 * that much later; one that comes twice is taken the first time.
 */
export function instantOf(date: LocalDate, time: LocalTime, timeZone: string): Instant {
  const local = DateTime.fromISO(`${date}T${time}`, { zone: timeZone });
  if (!local.isValid) throw new RangeError(`Not a local time: ${date} ${time} in ${timeZone}`);
  const at = local.toMillis();
  // Of two that show the same the library takes one by the offset of today: here it is always the first.
  const before = local.zone.offset(at - DAY_MS);
  const first = at - (before - local.offset) * 60_000;
  return instant(first < at && local.zone.offset(first) === before ? first : at);
}

/** The date that the school's clocks show at this instant. */
export const localDateOf = (at: Instant | number, timeZone: string): LocalDate =>
  DateTime.fromMillis(typeof at === 'number' ? at : Date.parse(at), { zone: timeZone }).toFormat(
    'yyyy-MM-dd',
  );

/** The date so many days later (earlier when negative). */
export const addDays = (date: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (date: LocalDate): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

/** Whole days from the first date to the second. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** The ISO week that the date lies in. */
export function isoWeekOf(date: LocalDate): IsoWeek {
  const thursday = addDays(date, 4 - weekdayOf(date));
  const year = thursday.slice(0, 4);
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The Monday of an ISO week, or null when the text names none. */
export function mondayOf(week: IsoWeek): LocalDate | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(week);
  if (!match) return null;
  const january4 = `${match[1]}-01-04`;
  const monday = addDays(january4, 1 - weekdayOf(january4) + (Number(match[2]) - 1) * 7);
  return isoWeekOf(monday) === week ? monday : null;
}

/** Every date from the first to the last, both included. */
export function datesOf(from: LocalDate, to: LocalDate): LocalDate[] {
  const dates: LocalDate[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** Whether the date lies in `from … to`, both included; a missing end is open. */
export const within = (
  date: LocalDate,
  span: { from: LocalDate; to?: LocalDate | null | undefined },
): boolean => span.from <= date && (span.to === undefined || span.to === null || date <= span.to);
