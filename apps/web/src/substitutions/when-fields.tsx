import { Checkbox, Group, NumberInput, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { FormCommand } from '../form/use-command.ts';
import { useWords } from '../words/catalogue.ts';
import { transfersWords } from './transfers.messages.ts';

/** When a lesson is to be, as typed. */
export interface When {
  readonly date: string;
  readonly number: number | string;
  /** Not by the bells of the day. */
  readonly hasOwnTime: boolean;
  readonly starts: string;
  readonly ends: string;
}

/** As the API says it. */
export const saidWhen = ({ date, number, hasOwnTime, starts, ends }: When) => ({
  date,
  number: Number(number),
  ...(hasOwnTime ? { starts, ends } : {}),
});

/** The day, the number, and times of its own where a lesson needs them. */
export function WhenFields({
  when,
  set,
  command,
}: {
  readonly when: When;
  readonly set: (when: When) => void;
  readonly command: FormCommand;
}): ReactElement {
  const words = useWords(transfersWords);
  const text = (name: 'date' | 'starts' | 'ends') => ({
    value: when[name],
    error: command.wrong(name),
    required: true,
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ ...when, [name]: event.currentTarget.value }),
  });
  return (
    <>
      <Group align="start" gap="sm">
        <TextInput label={words.date} type="date" {...text('date')} />
        <NumberInput
          label={words.lessonNumber}
          description={words.numberHint}
          min={0}
          max={12}
          allowDecimal={false}
          required
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={when.number}
          error={command.wrong('number')}
          onChange={(number) => set({ ...when, number })}
        />
      </Group>
      <Checkbox
        label={words.ownTime}
        checked={when.hasOwnTime}
        onChange={(event) => set({ ...when, hasOwnTime: event.currentTarget.checked })}
      />
      {when.hasOwnTime && (
        <Group align="start" gap="sm">
          <TextInput label={words.starts} type="time" {...text('starts')} />
          <TextInput label={words.ends} type="time" {...text('ends')} />
        </Group>
      )}
    </>
  );
}
