import { Button } from '@mantine/core';
import type { KeyboardEvent, ReactElement } from 'react';
import { useWords } from '../words/catalogue.ts';
import { type Intent, intentOf } from './keys.ts';
import { registerWords } from './register.messages.ts';

/** Where Enter goes from the topic and the homework, once there is nothing else to wait for. */
export const HELD_BUTTON = 'panel-held';

/** States that a lesson took place. While it has the focus, every other key does what it does in the sheet. */
export function HeldButton({
  isClosed,
  isOffered,
  hold,
  backToSheet,
  does,
}: {
  readonly isClosed: boolean;
  /** Enter in the topic or the homework leads here. */
  readonly isOffered: boolean;
  readonly hold: () => void;
  readonly backToSheet: () => void;
  readonly does: (intent: Intent) => void;
}): ReactElement {
  const words = useWords(registerWords);
  const onKeyDown = (event: KeyboardEvent): void => {
    const presses = event.key === 'Enter' || (event.key === ' ' && !event.shiftKey);
    const intent = presses ? null : intentOf(event);
    if (presses) {
      hold();
      backToSheet();
    } else if (event.key === 'Escape') backToSheet();
    else if (intent !== null) does(intent);
    else return;
    event.preventDefault();
  };
  return (
    <Button
      id={HELD_BUTTON}
      disabled={isClosed}
      rightSection={isOffered && <kbd className="panel-key">{words.enterKey}</kbd>}
      onClick={hold}
      onKeyDown={onKeyDown}
    >
      {words.held}
    </Button>
  );
}
