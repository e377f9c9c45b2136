import { UnstyledButton } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useMe } from '../app/me.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { outbox, useOutbox } from './outbox.ts';
import { outboxWords } from './outbox.messages.ts';
import { Refusals } from './refusals.tsx';
import './saving-line.css';

/** What is saved within this time (ms) is not said to be on its way: nobody could read it, and a key would draw it. */
const SOON_MS = 300;

/** The one line that tells the truth about saving. */
export function SavingLine(): ReactElement {
  const words = useWords(outboxWords);
  const time = useSchoolTime();
  const { accountId } = useMe();
  const { waiting, refused, savedAt, offline, signedOut } = useOutbox();
  const [open, setOpen] = useState(false);
  const takesLong = useLasting(waiting > 0, SOON_MS);
  useEffect(() => void outbox.open(accountId), [accountId]);
  // The next refusal is looked at when somebody wants to.
  if (open && refused === 0) setOpen(false);
  const said =
    waiting > 0 && (takesLong || offline || signedOut)
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

/** Whether something has been so for a time (ms). */
function useLasting(is: boolean, ms: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!is) {
      setLasts(false);
      return undefined;
    }
    const timer = setTimeout(() => setLasts(true), ms);
    return () => clearTimeout(timer);
  }, [is, ms]);
  return lasts;
}
