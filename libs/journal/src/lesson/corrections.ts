import type { LocalDate } from '#kernel';
import type { Because } from './actions.ts';
import type { Why } from './lesson.events.ts';
import { MAX_SEALED } from './limits.ts';
import type { Recording, TermCorrections } from './lesson-state.ts';
import { limited, refusedField } from './refusals.ts';
import type { Setting } from './setting.ts';

/** Of which lesson or work something is corrected. */
export interface CorrectedAt {
  readonly date: LocalDate;
  readonly termCorrections: TermCorrections;
}

/**
 * Why a standing value is changed: what the person said, or `typo` by itself when the same account mends its own
 * value while it is fresh by the school's policy. What is said after the term says so, too; a slip in what was given
 * only then, mended while it is fresh, changes nothing of the term's results.
 * @throws Refused `reason-needed`, `note-needed`
 */
export function whyOf(
  { reason, note }: Because,
  stood: Recording,
  { date, termCorrections }: CorrectedAt,
  setting: Setting,
): Why {
  if (reason === undefined) {
    if (isFresh(stood, setting))
      return { reason: 'typo', ...saidAfterTerm(termCorrections.has(stood.eventId)) };
    throw refusedField('reason-needed', 'reason', 'A correction says why it is made.', { status: 422 });
  }
  const said = limited(note ?? '', MAX_SEALED, 'note');
  if (reason === 'other' && said === '') {
    throw refusedField('note-needed', 'note', 'The reason “other” is said in words.', { status: 422 });
  }
  return {
    reason,
    ...(said === '' ? {} : { note: said }),
    ...saidAfterTerm(hasTermEnded(date, setting)),
  };
}

const saidAfterTerm = (is: boolean): Pick<Why, 'afterTerm'> => (is ? { afterTerm: true } : {});

/** Whether the term that a date lies in was over before today. Between terms nothing ends. */
const hasTermEnded = (date: LocalDate, { terms, today }: Setting): boolean =>
  terms.some(({ from, to }) => from <= date && date <= to && to < today);

const isFresh = (stood: Recording, setting: Setting): boolean =>
  stood.accountId === setting.actor.accountId &&
  setting.now - stood.at <= setting.policy.typoMinutes * 60_000;
