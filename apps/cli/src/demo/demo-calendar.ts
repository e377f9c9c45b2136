import { addDays, datesOf, type LocalDate, weekdayOf, within } from '#kernel';

/** The academic year of the demo school: dates, quarters and days off, by the rules that most Russian schools follow. */
export interface DemoYear {
  readonly title: string;
  readonly from: LocalDate;
  /** The last day of the summer, so that nothing falls between years. */
  readonly to: LocalDate;
  /** The last day of lessons. */
  readonly lessonsTo: LocalDate;
  readonly terms: readonly { readonly title: string; readonly from: LocalDate; readonly to: LocalDate }[];
  readonly daysOff: readonly {
    readonly title: string;
    readonly from: LocalDate;
    readonly to: LocalDate;
    readonly grades?: number[];
  }[];
}

/** Weeks of history that a demo school has at most: a term and a half. */
const HISTORY_WEEKS = 13;

/** The year that a date lies in; in the summer the one that has just ended. */
export function demoYearOf(date: LocalDate): DemoYear {
  const year = Number(date.slice(0, 4)) - (date.slice(5) < '09-01' ? 1 : 0);
  const next = year + 1;
  const autumn = { title: 'Осенние каникулы', from: saturdayNear(`${year}-10-25`), to: '' };
  autumn.to = addDays(autumn.from, 8);
  const winter = { title: 'Зимние каникулы', from: `${year}-12-31`, to: `${next}-01-11` };
  const spring = { title: 'Весенние каникулы', from: saturdayNear(`${next}-03-28`), to: '' };
  spring.to = addDays(spring.from, 8);
  const from = `${year}-09-01`;
  const lessonsTo = `${next}-05-26`;
  const holiday = (title: string, day: LocalDate) => ({ title, from: day, to: day });
  return {
    title: `${year}/${String(next).slice(2)}`,
    from,
    to: `${next}-08-31`,
    lessonsTo,
    terms: [
      { title: '1 четверть', from, to: addDays(autumn.from, -1) },
      { title: '2 четверть', from: addDays(autumn.to, 1), to: addDays(winter.from, -1) },
      { title: '3 четверть', from: addDays(winter.to, 1), to: addDays(spring.from, -1) },
      { title: '4 четверть', from: addDays(spring.to, 1), to: lessonsTo },
    ],
    daysOff: [
      autumn,
      holiday('День народного единства', `${year}-11-04`),
      winter,
      { title: 'Дополнительные каникулы, 1 классы', from: `${next}-02-16`, to: `${next}-02-22`, grades: [1] },
      holiday('День защитника Отечества', `${next}-02-23`),
      holiday('Международный женский день', `${next}-03-08`),
      spring,
      holiday('Праздник Весны и Труда', `${next}-05-01`),
      holiday('День Победы', `${next}-05-09`),
    ],
  };
}

/** A year of a demo school, and the first and last day of what it has lived of it. */
export interface LivedYear {
  readonly year: DemoYear;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The last day on which there may be lessons, up to today. */
export const lastDay = (year: DemoYear, today: LocalDate): LocalDate =>
  today < year.lessonsTo ? today : year.lessonsTo;

/** What a demo school lives of the year that a date lies in: at most a term and a half, up to today or to the year's end. */
export function termAndAHalf(today: LocalDate): LivedYear {
  const year = demoYearOf(today);
  const to = lastDay(year, today);
  const earliest = addDays(to, -HISTORY_WEEKS * 7);
  const monday = addDays(earliest, 1 - weekdayOf(earliest));
  return { year, from: monday > year.from ? monday : year.from, to };
}

/** Whether lessons fall out for everybody on a date. */
export const isDayOff = (year: DemoYear, date: LocalDate): boolean =>
  year.daysOff.some((off) => off.grades === undefined && within(date, off));

/** The Mondays of a year's weeks with lessons, oldest first: holidays and the summer are passed over. */
export function schoolWeeks(year: DemoYear): LocalDate[] {
  const days = datesOf(year.from, year.lessonsTo).filter(
    (date) => weekdayOf(date) < 6 && !isDayOff(year, date),
  );
  return [...new Set(days.map((date) => addDays(date, 1 - weekdayOf(date))))];
}

function saturdayNear(date: LocalDate): LocalDate {
  const offset = (6 - weekdayOf(date) + 7) % 7;
  return addDays(date, offset > 3 ? offset - 7 : offset);
}
