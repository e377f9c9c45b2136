import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useWords } from '../words/catalogue.ts';
import { transitionWords } from './transition.messages.ts';

/** What stands under a table or a form that is edited: saves what was changed, or takes it back. */
export function SaveBar({
  changed,
  save,
  busy,
  isWrong = false,
  isSaved,
  undo,
}: {
  /** How many rows or fields. */
  readonly changed: number;
  /** What the button says. */
  readonly save: string;
  readonly busy: boolean;
  /** Something typed cannot be saved. */
  readonly isWrong?: boolean;
  readonly isSaved: boolean;
  readonly undo: () => void;
}): ReactElement {
  const words = useWords(transitionWords);
  return (
    <div className="road-save no-print">
      <Button type="submit" loading={busy} disabled={changed === 0 || isWrong}>
        {changed === 0 ? words.nothingChanged : save}
      </Button>
      {changed > 0 && (
        <Button variant="default" onClick={undo}>
          {words.undo}
        </Button>
      )}
      <span role="status">{isSaved && changed === 0 ? words.saved : ''}</span>
    </div>
  );
}
