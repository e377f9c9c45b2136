import { Button, Group, Stack, Text } from '@mantine/core';
import type { FormEvent, ReactElement, ReactNode } from 'react';
import { useWords } from '../words/catalogue.ts';
import { Dialog } from './dialog.tsx';
import { refusalWords } from './refusal.messages.ts';
import { Refused } from './refused.tsx';
import type { FormCommand } from './use-command.ts';

/** Says what is about to happen and asks; what the act needs to know stands between. */
export function Confirm({
  title,
  explain,
  act,
  danger = false,
  command,
  confirm,
  cancel,
  children,
}: {
  readonly title: string;
  readonly explain?: string;
  /** What the button says: the act itself, never «OK». */
  readonly act: string;
  readonly danger?: boolean;
  readonly command: FormCommand;
  readonly confirm: () => void;
  readonly cancel: () => void;
  readonly children?: ReactNode;
}): ReactElement {
  const words = useWords(refusalWords);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // A dialog's form is not part of the form that it was opened from.
    event.stopPropagation();
    confirm();
  };
  return (
    <Dialog close={cancel} title={title}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {explain !== undefined && <Text>{explain}</Text>}
          {children}
          <Refused said={command.refused} />
          <Group>
            <Button type="submit" loading={command.busy} {...(danger ? { color: 'red' } : {})}>
              {act}
            </Button>
            <Button variant="default" onClick={cancel}>
              {words.cancel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
