import type { Because } from './actions.ts';
import type { Why } from './lesson.events.ts';
import { MAX_SEALED } from './limits.ts';
import type { Recording } from './lesson-state.ts';
import { limited, refusedField } from './refusals.ts';
import type { Setting } from './setting.ts';

/**
 * Why a standing value is changed: what the person said, or `typo` by itself when the same account mends its own
 * value while it is fresh by the school's policy.
 * @throws Refused `reason-needed`, `note-needed`
 */
export function whyOf({ reason, note }: Because, stood: Recording, setting: Setting): Why {
  if (reason === undefined) {
    if (isFresh(stood, setting)) return { reason: 'typo' };
    throw refusedField('reason-needed', 'reason', 'A correction says why it is made.', { status: 422 });
  }
  const said = limited(note ?? '', MAX_SEALED, 'note');
  if (reason === 'other' && said === '') {
    throw refusedField('note-needed', 'note', 'The reason “other” is said in words.', { status: 422 });
  }
  return said === '' ? { reason } : { reason, note: said };
}

const isFresh = (stood: Recording, setting: Setting): boolean =>
  stood.accountId === setting.actor.accountId &&
  setting.now - stood.at <= setting.policy.typoMinutes * 60_000;
