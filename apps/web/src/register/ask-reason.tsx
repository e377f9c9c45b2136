import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { Dialog } from '../form/dialog.tsx';
import type { CorrectionReason } from '../outbox/act.ts';
import { useWords } from '../words/catalogue.ts';
import { cellWords } from './cell.messages.ts';
import { dialogWords } from './dialogs.messages.ts';
import type { Because } from './recording.ts';

const reasons: readonly CorrectionReason[] = ['typo', 'wrong-pupil', 'checking-error', 'commission', 'other'];

/** Asks why something recorded is changed. Arrows choose, Enter records. */
export function AskReason({
  isAfterTerm,
  answer,
  cancel,
}: {
  /** The term of the lesson is over. */
  readonly isAfterTerm: boolean;
  readonly answer: (because: Because) => void;
  readonly cancel: () => void;
}): ReactElement {
  const words = useWords(dialogWords);
  const cells = useWords(cellWords);
  const [reason, setReason] = useState<CorrectionReason>('checking-error');
  const [note, setNote] = useState('');
  const record = (event: FormEvent): void => {
    event.preventDefault();
    const said = note.trim();
    answer(said === '' ? { reason } : { reason, note: said });
  };
  return (
    <Dialog title={words.why} close={cancel}>
      <form onSubmit={record}>
        <Stack gap="sm">
          <Text c="dimmed">{words.whyHint}</Text>
          {isAfterTerm && <Text>{words.afterTerm}</Text>}
          <Radio.Group value={reason} onChange={(value) => setReason(value)} aria-label={words.why}>
            <Stack gap={8}>
              {reasons.map((value) => (
                <Radio
                  key={value}
                  value={value}
                  label={cells.reasons[value]}
                  data-autofocus={value === reason || undefined}
                />
              ))}
            </Stack>
          </Radio.Group>
          {reason === 'other' && (
            <TextInput
              label={words.note}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
              required
              maxLength={500}
            />
          )}
          <Group>
            <Button type="submit">{words.record}</Button>
            <Button variant="default" onClick={cancel}>
              {words.cancel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
