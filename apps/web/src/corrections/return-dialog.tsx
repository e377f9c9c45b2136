import { Text, Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { send } from '../api/client.ts';
import { CommandDialog } from '../form/command-dialog.tsx';
import { useCommand } from '../form/use-command.ts';
import { useTyped } from '../form/use-typed.ts';
import { useWords } from '../words/catalogue.ts';
import { correctionsWords } from './corrections.messages.ts';
import { type CorrectionLine, reviewPath } from './corrections.ts';

const MOST_CHARACTERS = 500;

/** Returns a correction to the teacher, with the reason. */
export function ReturnDialog({
  line,
  about,
  close,
}: {
  readonly line: CorrectionLine;
  /** What is corrected, as the list says it. */
  readonly about: string;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(correctionsWords);
  const command = useCommand();
  const { typed, field } = useTyped({ note: '' }, command);
  const basedOn = line.review?.eventId ?? null;
  const tell = (): Promise<unknown> =>
    send('PUT', reviewPath(line), { verdict: 'returned', note: typed.note, basedOn });
  return (
    <CommandDialog
      title={words.giveBackTitle}
      explain={words.giveBackWhat}
      act={words.giveBackAct}
      command={command}
      tell={tell}
      close={close}
    >
      <Text fw={600}>{about}</Text>
      <Textarea
        label={words.note}
        description={words.noteHint}
        required
        autosize
        minRows={2}
        maxLength={MOST_CHARACTERS}
        {...field('note')}
      />
    </CommandDialog>
  );
}
