import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { get, type Schema } from '../api/client.ts';
import { fullName } from '../app/names.ts';
import { Choice } from '../choice/choice.tsx';
import { choiceWords } from '../choice/choice.messages.ts';
import { useFoundPeople } from '../choice/found-people.ts';
import { useWords } from '../words/catalogue.ts';
import { auditWords } from './audit.messages.ts';
import { Chosen } from './chosen.tsx';

/** A person by name, or a part of the system where those are given. */
export function PersonField({
  label,
  placeholder,
  value,
  choose,
  systems = {},
}: {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string | null;
  readonly choose: (id: string | null) => void;
  readonly systems?: Readonly<Record<string, string>>;
}): ReactElement {
  const words = useWords(choiceWords);
  const audit = useWords(auditWords);
  const [typed, setTyped] = useState('');
  const { people, isLooking } = useFoundPeople(typed);
  const system = value === null ? undefined : systems[value];
  const chosen = useQuery({
    queryKey: ['people', value],
    queryFn: ({ signal }) => get<Schema<'PersonAnswer'>>(`people/${value}`, {}, signal),
    enabled: value !== null && system === undefined,
    retry: false,
    meta: { models: ['people'] },
  });
  if (value !== null) {
    const { familyName, givenName, patronymic, erased } = chosen.data ?? {};
    const title =
      system ??
      (chosen.data === undefined
        ? chosen.error === null
          ? '…'
          : audit.unknownPerson
        : erased === true
          ? audit.erasedPerson
          : fullName({
              familyName: familyName ?? '',
              givenName: givenName ?? '',
              patronymic: patronymic ?? '',
            }));
    return <Chosen label={label} title={title} clear={() => choose(null)} />;
  }
  const options = [
    ...people.map((person) => ({
      id: person.personId,
      title: fullName(person),
      about: words.kinds[person.kind],
    })),
    ...Object.entries(systems)
      .filter(([, title]) => typed.trim().length >= 2 && title.includes(typed.trim().toLowerCase()))
      .map(([id, title]) => ({ id, title })),
  ];
  const state =
    options.length > 0
      ? ''
      : typed.trim().length < 2
        ? words.twoLetters
        : isLooking
          ? words.looking
          : words.nothing;
  return (
    <Choice
      label={label}
      placeholder={placeholder}
      typed={typed}
      type={setTyped}
      options={options}
      state={state}
      choose={({ id }) => {
        setTyped('');
        choose(id);
      }}
    />
  );
}
