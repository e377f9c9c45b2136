import { describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '#school/events';
import {
  ENDS,
  HOUR,
  ledgerEntry as entry,
  ledgerLesson as lesson,
} from '../../../../test/readiness/ledger-samples.ts';
import type { LedgerLesson } from '../ledger/ledger-lesson.ts';
import { lessonEvidence } from './lesson-evidence.ts';

const LATER = ENDS + 30 * 24 * HOUR;

const verdict = (of: LedgerLesson, criterion: 2 | 3 | 6, at = LATER) => {
  const { counted, why, eventIds } = lessonEvidence(of, criterion, defaultPolicy, at);
  return [counted, why, eventIds];
};

describe('criterion 2', () => {
  it.each([
    ['a topic', { topic: 'topic' }, ['numerator', 'topic', ['topic']]],
    ['homework', { homework: 'homework' }, ['numerator', 'homework', ['homework']]],
    ['both', { topic: 'topic', homework: 'homework' }, ['numerator', 'topic', ['topic', 'homework']]],
    ['neither', {}, ['denominator', 'neither', ['scheduled']]],
  ])('%s', (_, change, expected) => {
    expect(verdict(lesson(change), 2)).toEqual(expected);
    expect(lessonEvidence(lesson(change), 2, defaultPolicy, LATER).entries).toEqual([]);
  });
});

describe('criterion 3', () => {
  it('counts a lesson by the entries that stand', () => {
    const entries = [entry('a', ENDS), entry('b', ENDS, { revokedBy: 'revoked' })];
    expect(verdict(lesson({ entries }), 3)).toEqual(['numerator', 'kept', ['event-a']]);
  });

  it('says why a lesson without entries counts or does not', () => {
    expect(verdict(lesson(), 3, ENDS - 1)).toEqual(['not', 'not-over', ['scheduled']]);
    expect(verdict(lesson(), 3, ENDS)).toEqual(['denominator', 'still-in-time', ['scheduled']]);
    expect(verdict(lesson(), 3, ENDS + 24 * HOUR)).toEqual(['denominator', 'still-in-time', ['scheduled']]);
    expect(verdict(lesson(), 3, ENDS + 24 * HOUR + 1)).toEqual(['denominator', 'no-entry', ['scheduled']]);
  });
});

describe('criterion 6', () => {
  it('tells how a lesson counts by its first entry, whatever their order', () => {
    const late = entry('late', ENDS + 24 * HOUR + 1);
    const timely = entry('timely', ENDS + 24 * HOUR);
    expect(verdict(lesson({ entries: [late, timely] }), 6)).toEqual([
      'numerator',
      'on-time',
      ['event-timely'],
    ]);
    expect(verdict(lesson({ entries: [late] }), 6)).toEqual(['denominator', 'late', ['event-late']]);
    expect(verdict(lesson(), 6)).toEqual(['not', 'no-entries', ['scheduled']]);
  });

  it('lists every entry with why it counts', () => {
    const entries = [
      entry('timely', ENDS + 24 * HOUR),
      entry('late', ENDS + 24 * HOUR + 1),
      entry('imported', ENDS, { imported: true }),
      entry('later', ENDS, { later: 'done-on' }),
      entry('retake', ENDS, { later: 'retake' }),
      entry('revoked', ENDS, { revokedBy: 'event-9' }),
    ];
    const evidence = lessonEvidence(lesson({ entries }), 6, defaultPolicy, LATER);
    expect(evidence.onTimeUntil).toBe('2026-09-08T06:15:00.000Z');
    expect(
      evidence.entries.map(({ entryId, counted, why, revokedBy }) => [entryId, counted, why, revokedBy]),
    ).toEqual([
      ['timely', 'numerator', 'on-time', null],
      ['late', 'denominator', 'late', null],
      ['imported', 'not', 'imported', null],
      ['later', 'not', 'done-on', null],
      ['retake', 'not', 'retake', null],
      ['revoked', 'not', 'revoked', 'event-9'],
    ]);
    expect(
      lessonEvidence(lesson({ entries }), 3, defaultPolicy, LATER).entries.map(({ why }) => why),
    ).toEqual(['counts', 'counts', 'counts', 'counts', 'counts', 'revoked']);
  });

  it('runs from the start where the policy says so', () => {
    const evidence = lessonEvidence(lesson(), 6, { ...defaultPolicy, onlineFrom: 'start' }, LATER);
    expect(evidence.onTimeUntil).toBe('2026-09-08T05:30:00.000Z');
  });
});

describe('a lesson that does not take place', () => {
  it.each([
    ['cancelled', false, 'cancelled'],
    ['cancelled', true, 'cancelled-after-end'],
    ['replaced', false, 'replaced'],
    ['replaced', true, 'replaced-after-end'],
    ['unplanned', false, 'unplanned'],
  ] as const)('%s (after its end: %s) counts nowhere: %s', (how, afterEnd, why) => {
    const of = lesson({
      topic: 'topic',
      entries: [entry('a', ENDS)],
      stopped: { how, eventId: 'stop', afterEnd, reason: 'frost', document: 'order 15' },
    });
    for (const criterion of [2, 3, 6] as const)
      expect(verdict(of, criterion)).toEqual(['not', why, ['stop']]);
    expect(lessonEvidence(of, 3, defaultPolicy, LATER)).toMatchObject({
      reason: 'frost',
      document: 'order 15',
      entries: [{ entryId: 'a', counted: 'not', why: how }],
    });
  });
});

it('stands on the line that the policy gives to its kind', () => {
  const line = (kind: LedgerLesson['kind']) => lessonEvidence(lesson({ kind }), 3, defaultPolicy, LATER).line;
  expect(
    ['class', 'subgroup', 'individual', 'elective', 'club', 'extended-day'].map((kind) =>
      line(kind as 'class'),
    ),
  ).toEqual([1, 1, 1, 2, 2, 2]);
});
