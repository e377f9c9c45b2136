import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  datesOf,
  daysBetween,
  instantOf,
  isLocalDate,
  isLocalTime,
  isoWeekOf,
  isTimeZone,
  localDateOf,
  mondayOf,
  weekdayOf,
  within,
} from './school-time.ts';

const dates = fc
  .integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) })
  .map((ms) => new Date(ms).toISOString().slice(0, 10));

describe('a date of the school', () => {
  it('is a day that there is', () => {
    expect(['2028-02-29', '2026-12-31'].every(isLocalDate)).toBe(true);
    const none = [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '26-01-01',
      '2026-01-01T00:00',
      '',
      0,
      null,
    ];
    expect(none.filter(isLocalDate)).toEqual([]);
  });

  it('goes on by days over months, years and changes of the clocks', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    fc.assert(
      fc.property(dates, fc.integer({ min: -20_000, max: 20_000 }), (date, days) => {
        const other = addDays(date, days);
        return daysBetween(date, other) === days && (weekdayOf(other) - weekdayOf(date) - days) % 7 === 0;
      }),
    );
    expect(datesOf('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(datesOf('2026-03-01', '2026-02-27')).toEqual([]);
  });

  it('lies in a week of the year that its Thursday lies in', () => {
    expect(['2026-01-01', '2027-01-03', '2027-01-04', '2024-12-30'].map(isoWeekOf)).toEqual([
      '2026-W01',
      '2026-W53',
      '2027-W01',
      '2025-W01',
    ]);
    fc.assert(fc.property(dates, (date) => mondayOf(isoWeekOf(date)) === addDays(date, 1 - weekdayOf(date))));
    expect(['2025-W53', '2026-W00', '2026-W54', '2026-40', ''].map(mondayOf)).toEqual(Array(5).fill(null));
  });

  it('lies within a span, both ends included; a missing end is open', () => {
    const span = { from: '2026-09-01', to: '2026-09-30' };
    const asked = ['2026-08-31', '2026-09-01', '2026-09-30', '2026-10-01'];
    expect(asked.map((date) => within(date, span))).toEqual([false, true, true, false]);
    expect(asked.map((date) => within(date, { from: '2026-09-01', to: null }))).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });
});

describe('a time of the school', () => {
  it('is one that a clock shows', () => {
    expect(['00:00', '23:59'].every(isLocalTime)).toBe(true);
    expect(['24:00', '12:60', '9:00', '09:00:00', '', 900].filter(isLocalTime)).toEqual([]);
  });

  it('is an instant by the zone of the school', () => {
    expect(instantOf('2026-09-01', '08:30', 'Europe/Moscow')).toBe('2026-09-01T05:30:00.000Z');
    expect(instantOf('2026-09-01', '08:30', 'Asia/Kamchatka')).toBe('2026-08-31T20:30:00.000Z');
    expect(() => instantOf('2026-02-30', '08:30', 'Europe/Moscow')).toThrow(RangeError);
    expect(() => instantOf('2026-09-01', '08:30', 'Europe/Nowhere')).toThrow(RangeError);
    expect(['Europe/Moscow', 'Asia/Yekaterinburg', 'Europe/Nowhere', ''].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('that a change of the clocks skips is taken that much later, one that comes twice the first time', () => {
    expect(instantOf('2026-03-29', '02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(instantOf('2026-10-25', '02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    // The last change in Moscow: the clocks went back an hour.
    expect(instantOf('2014-10-26', '01:30', 'Europe/Moscow')).toBe('2014-10-25T21:30:00.000Z');
  });

  it('is of the date that the clocks of the school show', () => {
    const midnight = Date.parse('2026-08-31T21:00:00.000Z');
    expect([midnight - 1, midnight].map((ms) => localDateOf(ms, 'Europe/Moscow'))).toEqual([
      '2026-08-31',
      '2026-09-01',
    ]);
    const minutes = fc.integer({ min: 0, max: 1_439 });
    const zones = fc.constantFrom('Europe/Moscow', 'Asia/Vladivostok', 'Europe/Berlin', 'America/New_York');
    fc.assert(
      fc.property(dates, minutes, zones, (date, minute, zone) => {
        const time = new Date(minute * 60_000).toISOString().slice(11, 16);
        return localDateOf(instantOf(date, time, zone), zone) === date;
      }),
    );
  });
});
