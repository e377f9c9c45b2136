import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type LocalDate, type Refused } from '#kernel';
import { cover, endsSomething, lastsOn, neverWas, type Stay, touches, withLastDay } from './stays.ts';

const FIRST = '2026-09-01';
const day = (offset: number): LocalDate => addDays(FIRST, offset);
const stay = (from: number, to: number | null): Stay => ({
  from: day(from),
  to: to === null ? null : day(to),
});
const everyone = (): boolean => true;

describe('stays', () => {
  it('last on their first and last day', () => {
    expect([9, 10, 20, 21].map((offset) => lastsOn(stay(10, 20), day(offset)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('end on the last day of the one that would last longer', () => {
    const stays = [stay(0, 10), stay(20, null)];
    expect(withLastDay(stays, day(30), everyone)).toEqual([stay(0, 10), stay(20, 30)]);
  });

  it('leave a later stay alone when an earlier one, told afterwards, ends', () => {
    expect(withLastDay([stay(30, null), stay(0, null)], day(20), everyone)).toEqual([
      stay(30, null),
      stay(0, 20),
    ]);
  });

  it('leave a stay that begins the day after alone, when the one before it is told with its end', () => {
    expect(withLastDay([stay(4, 4), stay(0, null)], day(3), everyone)).toEqual([stay(4, 4), stay(0, 3)]);
  });

  it('never were when the last day lies before the first', () => {
    const [taken] = withLastDay([stay(5, null)], day(4), everyone);
    expect(neverWas(taken!)).toBe(true);
    expect(touches(taken!, day(0), null)).toBe(false);
  });

  it('refuse a last day that could mean two stays, none, or one not begun', () => {
    const code = (stays: Stay[], to: number): string => {
      try {
        return String(endsSomething(stays, day(to), 'pupil', 'group'));
      } catch (error) {
        return (error as Refused).code;
      }
    };
    expect(code([], 1)).toBe('not-there');
    expect(code([stay(0, 10)], 10)).toBe('false');
    expect(code([stay(0, 10)], 9)).toBe('true');
    expect(code([stay(5, null)], 4)).toBe('true');
    expect(code([stay(5, null)], 3)).toBe('begins-later');
    expect(code([stay(0, 10), stay(20, null)], 9)).toBe('several-stays');
  });

  it('cover a period exactly when each of its days is in one of them', () => {
    const anyStay = fc
      .tuple(fc.integer({ min: 0, max: 30 }), fc.option(fc.integer({ min: -2, max: 15 })))
      .map(([from, length]) => stay(from, length === null ? null : from + length));
    fc.assert(
      fc.property(fc.array(anyStay, { maxLength: 5 }), fc.nat(30), fc.nat(10), (stays, from, length) => {
        const days = Array.from({ length: length + 1 }, (_, index) => day(from + index));
        const each = days.every((date) => stays.some((candidate) => lastsOn(candidate, date)));
        expect(cover(stays, day(from), day(from + length))).toBe(each);
      }),
    );
  });
});
