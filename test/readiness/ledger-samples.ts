import type { LedgerEntry, LedgerLesson } from '../../libs/readiness/src/ledger/ledger-lesson.ts';

export const HOUR = 3_600_000;
/** Mon 7 Sep 2026, 08:30–09:15 in Moscow, in ms. */
export const STARTS = Date.parse('2026-09-07T05:30:00.000Z');
export const ENDS = Date.parse('2026-09-07T06:15:00.000Z');

/** A lesson as the ledger holds it: nothing recorded yet, but for what is said otherwise. */
export const ledgerLesson = (change: Partial<LedgerLesson> = {}): LedgerLesson => ({
  lessonId: 'l1',
  registerId: 'r1',
  subjectId: 's1',
  kind: 'class',
  classIds: ['c1'],
  teacherIds: ['t1'],
  plannedTeacherIds: ['t1'],
  date: '2026-09-07',
  number: 1,
  startsAt: STARTS,
  endsAt: ENDS,
  clockStart: STARTS,
  clockEnd: ENDS,
  scheduledBy: 'scheduled',
  stopped: null,
  topic: null,
  homework: null,
  entries: [],
  ...change,
});

/** A mark that stands, first recorded at this instant (ms). */
export const ledgerEntry = (entryId: string, at: number, change: Partial<LedgerEntry> = {}): LedgerEntry => ({
  entryId,
  kind: 'mark',
  eventId: `event-${entryId}`,
  at,
  imported: false,
  later: null,
  revokedBy: null,
  ...change,
});
