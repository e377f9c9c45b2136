import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Dialog } from '../form/dialog.tsx';
import { useWords } from '../words/catalogue.ts';
import { dialogWords } from './dialogs.messages.ts';

/** A mark for somebody who was absent: was the work done on another day, or is the attendance wrong? */
export function AskAbsent({
  name,
  date,
  today,
  doneLater,
  wasThere,
  cancel,
}: {
  readonly name: string;
  /** Of the lesson. */
  readonly date: string;
  readonly today: string;
  readonly doneLater: (doneOn: string) => void;
  readonly wasThere: () => void;
  readonly cancel: () => void;
}): ReactElement {
  const words = useWords(dialogWords);
  const [doneOn, setDoneOn] = useState(today < date ? date : today);
  return (
    <Dialog title={words.absentTitle(name)} close={cancel}>
      <Stack gap="md">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            doneLater(doneOn);
          }}
        >
          <Group align="end">
            <TextInput
              type="date"
              label={words.doneOn}
              value={doneOn}
              min={date}
              max={today}
              required
              onChange={(event) => setDoneOn(event.currentTarget.value)}
            />
            <Button type="submit" data-autofocus>
              {words.doneLater}
            </Button>
          </Group>
        </form>
        <Button variant="default" classNames={{ label: 'panel-label' }} onClick={wasThere}>
          {words.wasThere}
        </Button>
        <Button variant="subtle" onClick={cancel}>
          {words.cancel}
        </Button>
      </Stack>
    </Dialog>
  );
}
