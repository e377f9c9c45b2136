import { describe, expect, it } from '@jest/globals';
import { endOf, roleGroupsOf, weeksOf } from './account-counts.ts';

describe('the end of a period', () => {
  const moscow = 'Europe/Moscow';

  it('is midnight after its last day, on the school’s clocks', () => {
    const later = Date.parse('2026-10-01T00:00:00Z');
    expect(endOf('2026-09-13', later, moscow)).toBe(Date.parse('2026-09-13T21:00:00.000Z'));
  });

  it('is midnight too where the clocks change on that day', () => {
    const later = Date.parse('2026-12-01T00:00:00Z');
    expect(endOf('2026-10-25', later, 'Europe/Berlin')).toBe(Date.parse('2026-10-25T23:00:00.000Z'));
  });

  it('is just after the instant asked about, when that comes first', () => {
    const at = Date.parse('2026-09-10T10:00:00.000Z');
    expect(endOf('2026-09-13', at, moscow)).toBe(at + 1);
  });
});

describe('the weeks of a period', () => {
  it('are all that it touches', () => {
    expect(weeksOf('2026-09-07', '2026-09-13')).toEqual(['2026-W37']);
    expect(weeksOf('2026-09-13', '2026-09-14')).toEqual(['2026-W37', '2026-W38']);
    expect(weeksOf('2026-09-09', '2026-09-21')).toEqual(['2026-W37', '2026-W38', '2026-W39']);
    expect(weeksOf('2026-12-27', '2027-01-04')).toEqual(['2026-W52', '2026-W53', '2027-W01']);
    expect(weeksOf('2026-09-09', '2026-09-09')).toEqual(['2026-W37']);
  });
});

it('an account stands in each group of its roles once', () => {
  expect(roleGroupsOf(['teacher', 'class-teacher', 'parent'])).toEqual(['staff', 'parents']);
  expect(roleGroupsOf(['pupil'])).toEqual(['pupils']);
  expect(roleGroupsOf(['deputy-head'])).toEqual(['staff']);
});
