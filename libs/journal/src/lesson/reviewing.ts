import { notFound, Refused } from '#kernel';
import type { Seen } from './actions.ts';
import type { Corrected } from './lesson.events.ts';
import type { TermCorrections } from './lesson-state.ts';
import { MAX_SEALED } from './limits.ts';
import { limited, refusedField } from './refusals.ts';

export const verdicts = ['approved', 'returned'] as const;
export type Verdict = (typeof verdicts)[number];

/** What the deputy head says of a correction that was made after the term. */
export interface Review extends Seen {
  /** The correcting event. */
  readonly correctionId: string;
  readonly verdict: Verdict;
  /** Why it is returned, sealed; empty where it is approved. */
  readonly note: string;
}

/** What of a review is to be recorded. */
export type Reviewed = { readonly correctionId: string; readonly note: string } & Corrected;

/**
 * The deputy head's word on a correction; another one may be said later. It changes nothing of what was corrected:
 * that counts from when it was recorded.
 * @returns null when the same was said already
 * @throws Refused `not-found`, `changed-meanwhile`, `note-needed`
 */
export function reviewOf(review: Review, corrections: TermCorrections): Reviewed | null {
  const { correctionId, verdict } = review;
  const correction = corrections.get(correctionId);
  if (correction === undefined) throw notFound('correction after the term', correctionId);
  const { about, word } = correction;
  if (word?.value === verdict) return null;
  if ((review.basedOn ?? null) !== (word?.recording.eventId ?? null)) {
    const detail = 'Somebody said something else of this correction meanwhile.';
    throw new Refused('changed-meanwhile', detail, {
      status: 412,
      errors: [{ field: 'basedOn', rule: 'changed-meanwhile', detail }],
      yours: verdict,
      standing: word && { value: word.value, eventId: word.recording.eventId, by: word.recording.by },
    });
  }
  const note = limited(review.note, MAX_SEALED, 'note');
  if (verdict === 'returned' && note === '') {
    throw refusedField('note-needed', 'note', 'Say why the correction is returned.', { status: 422 });
  }
  return { correctionId, note, ...about };
}
