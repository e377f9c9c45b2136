import { ActionIcon, Anchor, Group, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useWords } from '../words/catalogue.ts';
import { dayStepsWords } from './day-steps.messages.ts';
import { addDays, type LocalDate, useSchoolTime } from './school-time.ts';

/** The day that a page shows: one back, one on, any other, and back to today. `choose(null)` means today. */
export function DaySteps({
  date,
  choose,
}: {
  readonly date: LocalDate;
  readonly choose: (date: LocalDate | null) => void;
}): ReactElement {
  const words = useWords(dayStepsWords);
  const time = useSchoolTime();
  const today = time.today();
  const goTo = (day: LocalDate): void => choose(day === today ? null : day);
  const step = (days: number, sign: string, label: string): ReactElement => (
    <ActionIcon variant="default" size="lg" aria-label={label} onClick={() => goTo(addDays(date, days))}>
      {sign}
    </ActionIcon>
  );
  return (
    <Group gap="xs" className="no-print">
      {date !== today && (
        <Anchor component="button" type="button" onClick={() => choose(null)}>
          {words.today}
        </Anchor>
      )}
      <Group gap="xs" wrap="nowrap">
        {step(-1, '‹', words.earlier)}
        <TextInput
          type="date"
          aria-label={words.date}
          value={date}
          onChange={({ currentTarget: { value } }) => {
            if (value !== '') goTo(value);
          }}
        />
        {step(1, '›', words.later)}
      </Group>
    </Group>
  );
}
