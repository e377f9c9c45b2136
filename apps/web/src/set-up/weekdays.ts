import type { SchoolTime } from '../time/school-time.ts';

/** The days on which a school teaches: 1 Monday … 6 Saturday. */
export const weekdays: readonly number[] = [1, 2, 3, 4, 5, 6];

/** `понедельник`. The first of June 2026 was a Monday. */
export const weekdayTitle = (time: SchoolTime, weekday: number): string =>
  time.weekday(`2026-06-0${weekday}`);

/** `пн` */
export const shortWeekdayTitle = (time: SchoolTime, weekday: number): string =>
  time.shortWeekday(`2026-06-0${weekday}`);
