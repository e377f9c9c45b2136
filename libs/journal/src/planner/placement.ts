import { Injectable } from '@nestjs/common';
import {
  instantOf,
  invalidField,
  type LocalDate,
  type LocalTime,
  notFound,
  Refused,
  weekdayOf,
  within,
} from '#kernel';
import type { Place } from '../lesson/arranging.ts';
import type { GroupFacts } from '../school-facts/group.ts';
import type { RegisterFacts } from '../school-facts/register.ts';
import { SchoolFacts } from '../school-facts/school-facts.ts';
import type { YearFacts } from '../school-facts/year.ts';
import { bellOf } from './school-day.ts';

/** Where somebody wants a lesson: by its number in the bell schedule, or at a time of its own. */
export interface PlaceWish {
  readonly date: LocalDate;
  readonly number: number;
  /** Both or neither. */
  readonly starts?: LocalTime | undefined;
  readonly ends?: LocalTime | undefined;
  readonly room: string | null;
}

/** Finds the instants of a lesson that people put somewhere by hand. */
@Injectable()
export class Placement {
  constructor(private readonly facts: SchoolFacts) {}

  /**
   * @throws Refused `invalid` for a date outside the year and times out of order, `no-bell` where no schedule has
   * the number on that date
   */
  async placeOf(
    schoolId: string,
    register: RegisterFacts,
    groupIds: readonly string[],
    wish: PlaceWish,
  ): Promise<Place> {
    const { date, number, room } = wish;
    const year = await this.facts.year(schoolId, register.yearId);
    if (year === null) throw notFound('academic year', register.yearId);
    if (!within(date, year)) {
      throw invalidField('date', 'outside', `${date} is not inside the year (${year.from} to ${year.to}).`);
    }
    if ((wish.starts === undefined) !== (wish.ends === undefined)) {
      throw invalidField('ends', 'both', 'A time of its own has a start and an end.');
    }
    const times =
      wish.starts !== undefined && wish.ends !== undefined
        ? { starts: wish.starts, ends: wish.ends }
        : await this.#bellOf(schoolId, groupIds, year, wish);
    if (times.ends <= times.starts) {
      throw invalidField('ends', 'order', `A lesson that starts at ${times.starts} ends later.`);
    }
    const timeZone = await this.facts.timeZone(schoolId);
    const startsAt = instantOf(date, times.starts, timeZone);
    return { date, number, startsAt, endsAt: instantOf(date, times.ends, timeZone), room };
  }

  async #bellOf(
    schoolId: string,
    groupIds: readonly string[],
    year: YearFacts,
    { date, number }: PlaceWish,
  ): Promise<{ starts: LocalTime; ends: LocalTime }> {
    const groups = new Map<string, GroupFacts>();
    const load = async (ids: readonly string[]): Promise<void> => {
      for (const id of ids) {
        const { state } = await this.facts.group(schoolId, id);
        if (state !== null) groups.set(id, state);
      }
    };
    await load(groupIds);
    const group = groups.get(groupIds[0] ?? '');
    if (group === undefined) throw notFound('group', groupIds[0] ?? '');
    if (group.grade === null) await load(group.classIds);
    const weekday = year.workingDays.find((day) => day.date === date)?.likeWeekday ?? weekdayOf(date);
    const bell = bellOf(number, { date, weekday }, group, groups, year);
    if (bell !== null) return bell;
    const detail = `No bell schedule has lesson ${number} on ${date}: say when it starts and ends.`;
    throw new Refused('no-bell', detail, { errors: [{ field: 'number', rule: 'no-bell', detail }] });
  }
}
