import { Button, Group, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { pupilName } from '../app/names.ts';
import { Dialog } from '../form/dialog.tsx';
import type { NewAct } from '../outbox/outbox.ts';
import { useWords } from '../words/catalogue.ts';
import { dialogWords } from './dialogs.messages.ts';
import type { Outcome } from './recording.ts';
import type { RegisterPage } from './use-register.ts';

/** One line of a pasted column, and what would come of it. */
export interface PastedLine {
  readonly pupil: RegisterPage['pupils'][number];
  readonly text: string;
  /** null: not understood. */
  readonly outcome: Outcome | null;
}

/** Shows a pasted column first; it is recorded as one act. */
export function PasteColumn({
  lines,
  accept,
  cancel,
}: {
  readonly lines: readonly PastedLine[];
  readonly accept: (acts: readonly NewAct[]) => void;
  readonly cancel: () => void;
}): ReactElement {
  const words = useWords(dialogWords);
  const acts = lines.flatMap(({ outcome }) => (outcome?.kind === 'acts' ? outcome.acts : []));
  const note = (outcome: Outcome | null): string => {
    switch (outcome?.kind) {
      case undefined:
        return words.pasteBad;
      case 'acts':
        return words.pasteNew;
      case 'reason':
      case 'has-marks':
        return words.pasteReason;
      case 'absent':
        return words.pasteAbsent;
      case 'nothing':
        return words.pasteSame;
    }
  };
  return (
    <Dialog title={words.pasteTitle} close={cancel} isWide>
      <Text c="dimmed" mb="sm">
        {words.pasteHint}
      </Text>
      <Table mb="md">
        <Table.Tbody>
          {lines.map(({ pupil, text, outcome }) => (
            <Table.Tr key={pupil.personId}>
              <Table.Th scope="row">{pupilName(pupil)}</Table.Th>
              <Table.Td>{text}</Table.Td>
              <Table.Td>{text === '' ? '' : note(outcome)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group>
        <Button disabled={acts.length === 0} onClick={() => accept(acts)} data-autofocus>
          {words.pasteAccept(acts.length)}
        </Button>
        <Button variant="default" onClick={cancel}>
          {words.cancel}
        </Button>
      </Group>
    </Dialog>
  );
}
