import { Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Dialog } from '../form/dialog.tsx';
import { useWords } from '../words/catalogue.ts';
import { dialogWords } from './dialogs.messages.ts';

/** The keys of the register. */
export function KeysHelp({ close }: { readonly close: () => void }): ReactElement {
  const words = useWords(dialogWords);
  return (
    <Dialog title={words.keysTitle} close={close} isWide>
      <Text c="dimmed" mb="sm">
        {words.keysHint}
      </Text>
      <Table>
        <Table.Tbody>
          {words.keys.map(([key, does]) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" w={220}>
                {key}
              </Table.Th>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Dialog>
  );
}
