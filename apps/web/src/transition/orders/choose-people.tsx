import { Button, Input } from '@mantine/core';
import type { ReactElement } from 'react';
import { fullName } from '../../app/names.ts';
import { ChoosePerson, type ChosenPerson } from '../../form/choose-person.tsx';
import { useWords } from '../../words/catalogue.ts';
import { ordersWords } from './orders.messages.ts';

/** Several of the staff, one after the other. */
export function ChoosePeople({
  label,
  chosen,
  choose,
  error,
}: {
  readonly label: string;
  readonly chosen: readonly ChosenPerson[];
  readonly choose: (people: readonly ChosenPerson[]) => void;
  readonly error: string | undefined;
}): ReactElement {
  const words = useWords(ordersWords);
  const add = (person: ChosenPerson | null): void => {
    if (person === null || chosen.some(({ personId }) => personId === person.personId)) return;
    choose([...chosen, person]);
  };
  return (
    <Input.Wrapper label={label} labelElement="div" error={error}>
      <ul className="order-people">
        {chosen.map((person) => (
          <li key={person.personId}>
            <b>{fullName(person)}</b>{' '}
            <Button
              size="compact-sm"
              variant="default"
              aria-label={words.removeNamed(fullName(person))}
              onClick={() => choose(chosen.filter(({ personId }) => personId !== person.personId))}
            >
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      {/* A new one each time: the last search is over once somebody was found. */}
      <ChoosePerson key={chosen.length} label={words.add} kind="staff" chosen={null} choose={add} />
    </Input.Wrapper>
  );
}
