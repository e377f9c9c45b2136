import { UnstyledButton } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useMe } from '../app/me.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { outbox, useOutbox } from './outbox.ts';
import { outboxWords } from './outbox.messages.ts';
import { Refusals } from './refusals.tsx';
import './saving-line.css';

/** The one line that tells the truth about saving. */
export function SavingLine(): ReactElement {
  const words = useWords(outboxWords);
  const time = useSchoolTime();
  const { accountId } = useMe();
  const { waiting, refused, savedAt, offline, signedOut } = useOutbox();
  const [open, setOpen] = useState(false);
  useEffect(() => void outbox.open(accountId), [accountId]);
  // The next refusal is looked at when somebody wants to.
  if (open && refused === 0) setOpen(false);
  const said =
    waiting > 0
      ? signedOut
        ? words.signedOut(waiting)
        : offline
          ? words.waiting(waiting)
          : words.saving
      : savedAt === null
        ? ''
        : words.saved(time.clockWithSeconds(savedAt));
  return (
    <div className="saving">
      <span
        role="status"
        aria-label={words.state}
        data-state={waiting > 0 ? (offline || signedOut ? 'offline' : 'saving') : 'saved'}
      >
        {said}
      </span>
      {refused > 0 && (
        <UnstyledButton className="saving-refused" onClick={() => setOpen(true)}>
          {words.refused(refused)}
        </UnstyledButton>
      )}
      {open && <Refusals close={() => setOpen(false)} />}
    </div>
  );
}
