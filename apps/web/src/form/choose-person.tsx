import { Button, Group, Input, Text, TextInput, UnstyledButton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useId, useState } from 'react';
import { get, type Schema } from '../api/client.ts';
import { fullName } from '../app/names.ts';
import { useWords } from '../words/catalogue.ts';
import './choose-person.css';
import { choosePersonWords } from './choose-person.messages.ts';

export type ChosenPerson = Schema<'PersonLine'>;

/** So many are offered; a longer beginning of the name finds the others. */
const OFFERED = 12;

/** Finds one person of the school by the beginning of the name. */
export function ChoosePerson({
  label,
  kind,
  chosen,
  choose,
  error,
}: {
  readonly label: string;
  /** Only of this kind. */
  readonly kind?: ChosenPerson['kind'];
  readonly chosen: ChosenPerson | null;
  readonly choose: (person: ChosenPerson | null) => void;
  readonly error?: string | undefined;
}): ReactElement {
  const words = useWords(choosePersonWords);
  const [typed, setTyped] = useState('');
  const id = useId();
  const q = typed.trim();
  const found = useQuery({
    queryKey: ['people', 'search', kind, q],
    queryFn: ({ signal }) => get<Schema<'PeopleAnswer'>>('people', { kind, q, limit: OFFERED + 1 }, signal),
    enabled: chosen === null && q.length >= 2,
    placeholderData: keepPreviousData,
    meta: { models: ['people'] },
  });
  if (chosen !== null) {
    return (
      <Input.Wrapper label={label} labelElement="div" error={error}>
        <Group gap="sm">
          <Text fw={600}>{fullName(chosen)}</Text>
          <Button size="compact-sm" variant="default" onClick={() => choose(null)}>
            {words.another}
          </Button>
        </Group>
      </Input.Wrapper>
    );
  }
  const items = q.length >= 2 ? (found.data?.items ?? []) : [];
  return (
    <div>
      <TextInput
        label={label}
        description={words.hint}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (items.length === 1) choose(items[0]!);
        }}
        autoComplete="off"
        type="search"
        aria-controls={id}
        error={error}
      />
      <ul id={id} className="choose-person" aria-label={words.found} aria-live="polite">
        {items.slice(0, OFFERED).map((person) => (
          <li key={person.personId}>
            <UnstyledButton onClick={() => choose(person)}>
              {fullName(person)}
              {kind === undefined && (
                <span className="choose-person-kind"> · {words.kinds[person.kind]}</span>
              )}
            </UnstyledButton>
          </li>
        ))}
        {items.length > OFFERED && <li className="choose-person-kind">{words.more}</li>}
        {q.length >= 2 && found.data?.items.length === 0 && (
          <li className="choose-person-kind">{words.nobody}</li>
        )}
      </ul>
    </div>
  );
}
