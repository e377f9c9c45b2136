import { describe, expect, it } from '@jest/globals';
import {
  ENDS,
  HOUR,
  ledgerEntry,
  ledgerLesson as lesson,
  STARTS,
} from '../../../../test/readiness/ledger-samples.ts';
import {
  countsOnline,
  isDue,
  isKept,
  isPlanned,
  isStillInTime,
  onlineCounts,
  onlineUntil,
} from './ledger-lesson.ts';

const entry = (at: number, change: Parameters<typeof ledgerEntry>[2] = {}) => ledgerEntry('e', at, change);

describe('the 24 hours', () => {
  it('run from the planned end, or by policy from the planned start', () => {
    expect(onlineUntil(lesson(), 'end')).toBe(ENDS + 24 * HOUR);
    expect(onlineUntil(lesson(), 'start')).toBe(STARTS + 24 * HOUR);
  });

  it('run from the clock, wherever the lesson was moved after its end', () => {
    const moved = lesson({ startsAt: STARTS + 48 * HOUR, endsAt: ENDS + 48 * HOUR });
    expect(onlineUntil(moved, 'end')).toBe(ENDS + 24 * HOUR);
  });

  it.each([
    [-1, 1],
    [0, 1],
    [1, 0],
  ])('an entry %i ms from their last instant: %i on time', (offset, onTime) => {
    const counted = onlineCounts(lesson({ entries: [entry(ENDS + 24 * HOUR + offset)] }), 'end');
    expect(counted).toEqual({ entries: 1, onTime, lessons: 1, lessonsOnTime: onTime });
  });

  it('make a lesson timely by its first entry that counts', () => {
    const late = entry(ENDS + 30 * HOUR);
    const imported = entry(ENDS, { imported: true });
    expect(onlineCounts(lesson({ entries: [late, entry(ENDS + HOUR)] }), 'end').lessonsOnTime).toBe(1);
    expect(onlineCounts(lesson({ entries: [imported, late] }), 'end').lessonsOnTime).toBe(0);
  });

  it('are nothing to a lesson without entries that count', () => {
    const entries = [entry(ENDS, { revokedBy: 'event-9' }), entry(ENDS, { later: 'retake' })];
    expect(onlineCounts(lesson({ entries }), 'end')).toEqual({
      entries: 0,
      onTime: 0,
      lessons: 0,
      lessonsOnTime: 0,
    });
  });
});

describe('an entry', () => {
  it('counts in 6 unless imported, done later, retaken or revoked', () => {
    expect(countsOnline(entry(ENDS))).toBe(true);
    expect(countsOnline(entry(ENDS, { imported: true }))).toBe(false);
    expect(countsOnline(entry(ENDS, { later: 'done-on' }))).toBe(false);
    expect(countsOnline(entry(ENDS, { later: 'retake' }))).toBe(false);
    expect(countsOnline(entry(ENDS, { revokedBy: 'event-9' }))).toBe(false);
  });

  it('keeps the lesson in 3 while it stands, imported or late as it may be', () => {
    expect(isKept(lesson({ entries: [entry(ENDS, { imported: true })] }))).toBe(true);
    expect(isKept(lesson({ entries: [entry(ENDS, { later: 'done-on' })] }))).toBe(true);
    expect(isKept(lesson({ entries: [entry(ENDS, { revokedBy: 'event-9' })] }))).toBe(false);
  });
});

describe('a lesson', () => {
  it('is planned by a topic or by homework', () => {
    expect(isPlanned(lesson())).toBe(false);
    expect(isPlanned(lesson({ topic: 'event-1' }))).toBe(true);
    expect(isPlanned(lesson({ homework: 'event-1' }))).toBe(true);
  });

  it('is due once its planned end has come, or with an entry', () => {
    expect(isDue(lesson(), ENDS - 1)).toBe(false);
    expect(isDue(lesson(), ENDS)).toBe(true);
    expect(isDue(lesson({ entries: [entry(STARTS)] }), ENDS - 1)).toBe(true);
  });

  it('is still in time from its end to the last instant of its 24 hours, while it has no entry', () => {
    expect(isStillInTime(lesson(), ENDS - 1, 'end')).toBe(false);
    expect(isStillInTime(lesson(), ENDS, 'end')).toBe(true);
    expect(isStillInTime(lesson(), ENDS + 24 * HOUR, 'end')).toBe(true);
    expect(isStillInTime(lesson(), ENDS + 24 * HOUR + 1, 'end')).toBe(false);
    expect(isStillInTime(lesson(), ENDS + 24 * HOUR, 'start')).toBe(false);
    expect(isStillInTime(lesson({ entries: [entry(ENDS)] }), ENDS + HOUR, 'end')).toBe(false);
  });
});
