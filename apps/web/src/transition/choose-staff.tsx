import { Button, Checkbox } from '@mantine/core';
import type { ReactElement } from 'react';
import { type Name, staffName } from '../app/names.ts';
import { useWords } from '../words/catalogue.ts';
import { transitionWords } from './transition.messages.ts';

/** Ticks several of the staff. */
export function ChooseStaff({
  label,
  people,
  chosen,
  choose,
  error,
}: {
  readonly label: string;
  readonly people: readonly (Name & { readonly personId: string })[];
  readonly chosen: readonly string[];
  readonly choose: (personIds: readonly string[]) => void;
  readonly error?: string | undefined;
}): ReactElement {
  const words = useWords(transitionWords);
  const isWhole = chosen.length === people.length;
  return (
    <>
      <Checkbox.Group label={label} value={[...chosen]} onChange={choose} error={error}>
        <div className="road-choose">
          {people.map((person) => (
            <Checkbox key={person.personId} value={person.personId} label={staffName(person)} />
          ))}
        </div>
      </Checkbox.Group>
      <div>
        <Button
          size="compact-md"
          variant="default"
          onClick={() => choose(isWhole ? [] : people.map(({ personId }) => personId))}
        >
          {isWhole ? words.chooseNobody : words.chooseAll}
        </Button>
      </div>
    </>
  );
}
