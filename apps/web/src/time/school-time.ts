import { type Language, useLanguage } from '../words/language.ts';
import { useMe } from '../app/me.ts';

/** A day by the school's clocks: `2026-11-24`. */
export type LocalDate = string;

const DAY_MS = 86_400_000;
const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' };
const formats = new Map<string, Intl.DateTimeFormat>();

/** Of `dateIn`, which is asked for today's date over and over. */
const dates = new Map<string, Intl.DateTimeFormat>();
const QUARTER_MS = 900_000;
let lastAsked: { readonly timeZone: string; readonly quarter: number; readonly date: LocalDate } | null =
  null;

function format(
  language: Language,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locales[language], { timeZone, ...options });
  formats.set(key, made);
  return made;
}

/** Noon of a date in UTC: the same day wherever it is formatted as UTC. */
const noonOf = (date: LocalDate): Date => new Date(`${date}T12:00:00Z`);

/** Whether a text is a day of the calendar. */
export function isDate(text: string | null): text is LocalDate {
  if (text === null || !/^20\d\d-\d\d-\d\d$/.test(text)) return false;
  const noon = noonOf(text);
  return !Number.isNaN(noon.getTime()) && noon.toISOString().startsWith(text);
}

export const addDays = (date: LocalDate, days: number): LocalDate =>
  new Date(noonOf(date).getTime() + days * DAY_MS).toISOString().slice(0, 10);

/** Monday is 1, Sunday 7. */
export const weekdayOf = (date: LocalDate): number => noonOf(date).getUTCDay() || 7;

export const mondayOf = (date: LocalDate): LocalDate => addDays(date, 1 - weekdayOf(date));

/** The ISO week that a date lies in: `2026-W48`. @public */
export function weekOf(date: LocalDate): string {
  const thursday = addDays(mondayOf(date), 3);
  const year = thursday.slice(0, 4);
  const first = mondayOf(`${year}-01-04`);
  const number = Math.round((noonOf(mondayOf(date)).getTime() - noonOf(first).getTime()) / (7 * DAY_MS)) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/** Monday of an ISO week. @public */
export function mondayOfWeek(week: string): LocalDate {
  const [year, number] = week.split('-W');
  return addDays(mondayOf(`${year}-01-04`), (Number(number) - 1) * 7);
}

/** The date that the clocks of a zone show at an instant. */
export function dateIn(timeZone: string, at: number): LocalDate {
  // No zone changes its date within a quarter of an hour of UTC.
  const quarter = Math.floor(at / QUARTER_MS);
  if (lastAsked?.timeZone === timeZone && lastAsked.quarter === quarter) return lastAsked.date;
  const made = dates.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone });
  dates.set(timeZone, made);
  lastAsked = { timeZone, quarter, date: made.format(at) };
  return lastAsked.date;
}

/** Dates and times as people say them, by the school's clocks and in the chosen language. */
export class SchoolTime {
  constructor(
    readonly timeZone: string,
    readonly language: Language,
  ) {}

  /** Today by the school's clocks. */
  today(now = Date.now()): LocalDate {
    return dateIn(this.timeZone, now);
  }

  /** `вт, 24 ноября`; with the year when it is another one. */
  day(date: LocalDate): string {
    const year = date.slice(0, 4) === this.today().slice(0, 4) ? {} : { year: 'numeric' as const };
    return format(this.language, 'UTC', { weekday: 'short', day: 'numeric', month: 'long', ...year }).format(
      noonOf(date),
    );
  }

  /** `24 ноября`. */
  dayAndMonth(date: LocalDate): string {
    return format(this.language, 'UTC', { day: 'numeric', month: 'long' }).format(noonOf(date));
  }

  /** `24.11.2026`: of a document. */
  dated(date: LocalDate): string {
    return format(this.language, 'UTC', { day: '2-digit', month: '2-digit', year: 'numeric' }).format(
      noonOf(date),
    );
  }

  /** `23–29 ноября`: the first and the last day of a period. */
  days(from: LocalDate, to: LocalDate): string {
    const year = to.slice(0, 4) === this.today().slice(0, 4) ? {} : { year: 'numeric' as const };
    return format(this.language, 'UTC', { day: 'numeric', month: 'long', ...year }).formatRange(
      noonOf(from),
      noonOf(to),
    );
  }

  /** `24.11`: for the head of a column. */
  short(date: LocalDate): string {
    return `${date.slice(8)}.${date.slice(5, 7)}`;
  }

  /** `понедельник`. */
  weekday(date: LocalDate): string {
    return format(this.language, 'UTC', { weekday: 'long' }).format(noonOf(date));
  }

  /** `пн`. */
  shortWeekday(date: LocalDate): string {
    return format(this.language, 'UTC', { weekday: 'short' }).format(noonOf(date));
  }

  /** `ноябрь`, of a date. */
  month(date: LocalDate): string {
    return format(this.language, 'UTC', { month: 'long', year: 'numeric' }).format(noonOf(date));
  }

  /** `12:45` */
  clock(instant: string | number): string {
    return format(this.language, this.timeZone, { hour: '2-digit', minute: '2-digit' }).format(
      new Date(instant),
    );
  }

  /** `12:45:03` */
  clockWithSeconds(instant: string | number): string {
    return format(this.language, this.timeZone, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }).format(new Date(instant));
  }

  /** `сегодня 14:10`, `вчера 14:10`, `24 ноября 14:10`. */
  moment(instant: string | number, now = Date.now()): string {
    const at = new Date(instant).getTime();
    const date = dateIn(this.timeZone, at);
    const today = this.today(now);
    const days = Math.round((noonOf(date).getTime() - noonOf(today).getTime()) / DAY_MS);
    const said =
      Math.abs(days) <= 1
        ? new Intl.RelativeTimeFormat(locales[this.language], { numeric: 'auto' }).format(days, 'day')
        : this.dayAndMonth(date) + (date.slice(0, 4) === today.slice(0, 4) ? '' : ` ${date.slice(0, 4)}`);
    return `${said} ${this.clock(at)}`;
  }
}

/** The school's clocks, in the chosen language. */
export function useSchoolTime(): SchoolTime {
  const language = useLanguage();
  const { timeZone } = useMe();
  return new SchoolTime(timeZone, language);
}
