import { accounts } from './hand-computed/accounts.ts';
import { clock } from './hand-computed/clock.ts';
import { entries } from './hand-computed/entries.ts';
import { joined } from './hand-computed/joined.ts';
import { lessons } from './hand-computed/lessons.ts';
import { moves } from './hand-computed/moves.ts';
import { notOver } from './hand-computed/not-over.ts';
import { policies } from './hand-computed/policy.ts';
import type { Scenario } from './hand-computed/scenario.ts';
import { timetables } from './hand-computed/timetables.ts';
import { whole } from './hand-computed/whole.ts';

/**
 * The six criteria, rule by rule, on histories small enough for a person to compute. The figures were written
 * down with their working before any of them was compared with a program.
 */
export const handComputed: Readonly<Record<string, readonly Scenario[]>> = {
  'the six together': whole,
  'the 24 hours': clock,
  moves,
  'which lessons': lessons,
  'what an entry is': entries,
  'lessons not over': notOver,
  'rows, joined lessons, the second line': joined,
  'the policy': policies,
  'criterion 1': timetables,
  'criteria 4 and 5': accounts,
};
