import { describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '#school/events';
import {
  ENDS,
  HOUR,
  ledgerEntry as entry,
  ledgerLesson,
  STARTS,
} from '../../../../test/readiness/ledger-samples.ts';
import type { LedgerEntry, LedgerLesson } from '../ledger/ledger-lesson.ts';
import { lateLesson } from './get-late-entries.ts';

const UNTIL = ENDS + 24 * HOUR;

const lesson = (entries: LedgerEntry[], change: Partial<LedgerLesson> = {}): LedgerLesson =>
  ledgerLesson({ entries, ...change });

describe('a late lesson', () => {
  it('is one with entries after its 24 hours, the earliest of them first', () => {
    const entries = [
      entry('b', UNTIL + 2),
      entry('a', UNTIL + 1),
      entry('timely', UNTIL),
      entry('retake', UNTIL + 5, { later: 'retake' }),
      entry('imported', UNTIL + 5, { imported: true }),
      entry('revoked', UNTIL + 5, { revokedBy: 'event-9' }),
    ];
    expect(lateLesson(lesson(entries), defaultPolicy, UNTIL + HOUR)).toMatchObject({
      late: 2,
      onTime: 1,
      missing: false,
      onTimeUntil: '2026-09-08T06:15:00.000Z',
      firstLateAt: '2026-09-08T06:15:00.001Z',
      eventIds: ['event-a', 'event-b'],
    });
  });

  it('is one without any entry once its 24 hours have run out', () => {
    expect(lateLesson(lesson([]), defaultPolicy, UNTIL)).toBeNull();
    expect(lateLesson(lesson([]), defaultPolicy, UNTIL + 1)).toMatchObject({
      missing: true,
      late: 0,
      firstLateAt: null,
    });
  });

  it('is not missing when an entry that 6 leaves out keeps it', () => {
    const imported = lesson([entry('a', UNTIL + 1, { imported: true })]);
    expect(lateLesson(imported, defaultPolicy, UNTIL + HOUR)).toBeNull();
  });

  it('is none where it was cancelled, or moved and not over yet', () => {
    const stopped = {
      how: 'cancelled',
      eventId: 'stop',
      afterEnd: false,
      reason: null,
      document: null,
    } as const;
    expect(lateLesson(lesson([], { stopped }), defaultPolicy, UNTIL + 1)).toBeNull();
    const movedLate = lesson([], { startsAt: STARTS + 72 * HOUR, endsAt: ENDS + 72 * HOUR });
    expect(lateLesson(movedLate, defaultPolicy, UNTIL + 1)).toBeNull();
  });

  it('stands in the line of the report that its kind belongs to', () => {
    const late = [entry('a', UNTIL + 1)];
    expect(lateLesson(lesson(late), defaultPolicy, UNTIL + 1)).toMatchObject({ kind: 'class', line: 1 });
    const club = lesson(late, { kind: 'club' });
    expect(lateLesson(club, defaultPolicy, UNTIL + 1)).toMatchObject({ kind: 'club', line: 2 });
  });

  it('goes by the start where the policy says so', () => {
    const fromStart = { ...defaultPolicy, onlineFrom: 'start' } as const;
    expect(lateLesson(lesson([entry('a', UNTIL)]), fromStart, UNTIL + 1)).toMatchObject({ late: 1 });
  });
});
