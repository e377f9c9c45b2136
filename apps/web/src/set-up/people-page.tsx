import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { useAddress } from '../app/address.ts';
import { fullName } from '../app/names.ts';
import { choosePersonWords } from '../form/choose-person.messages.ts';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { useWords } from '../words/catalogue.ts';
import { peopleWords } from './people.messages.ts';
import { SetUpPage } from './set-up-page.tsx';

const kinds: readonly Schema<'PersonLine'>['kind'][] = ['staff', 'pupil', 'parent'];
/** So many at once; a longer beginning of the name finds the others. */
const SHOWN = 200;

/** Everybody of the school, found by kind and the beginning of the name. */
export default function PeoplePage(): ReactElement {
  const words = useWords(peopleWords);
  const { kinds: kindWords } = useWords(choosePersonWords);
  const address = useAddress();
  const kind = kinds.find((each) => each === address.of('kind'));
  const [typed, setTyped] = useState('');
  const q = typed.trim();
  const people = useQuery({
    queryKey: ['people', 'list', kind, q],
    queryFn: ({ signal }) => get<Schema<'PeopleAnswer'>>('people', { kind, q, limit: SHOWN }, signal),
    placeholderData: keepPreviousData,
    meta: { models: ['people'] },
  });
  return (
    <SetUpPage
      title={words.title}
      beside={
        <Button component={Link} href="/school/people/new">
          {words.register}
        </Button>
      }
    >
      <Group align="end" gap="sm" mb="sm" component="search">
        <TextInput
          label={words.name}
          description={words.nameHint}
          type="search"
          w={260}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <NativeSelect
          label={words.kind}
          value={kind ?? ''}
          onChange={(event) => address.say({ kind: event.currentTarget.value || null })}
          data={[
            { value: '', label: words.allKinds },
            ...kinds.map((value) => ({ value, label: words.kindsMany[value] })),
          ]}
        />
      </Group>
      <Answer query={people}>
        {({ items, cursor }) =>
          items.length === 0 ? (
            <Message title={words.none} why={q === '' ? words.noneWhy : words.noneFoundWhy} />
          ) : (
            <>
              <table className="set-up-table" aria-label={words.title}>
                <thead>
                  <tr>
                    <th scope="col">{words.name}</th>
                    <th scope="col">{words.kind}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((person) => (
                    <tr key={person.personId}>
                      <td>
                        <Link href={`/school/people/${person.personId}`}>{fullName(person)}</Link>
                      </td>
                      <td>{kindWords[person.kind]}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {cursor !== null && (
                <Text mt="sm" c="dimmed">
                  {words.more(SHOWN)}
                </Text>
              )}
            </>
          )
        }
      </Answer>
    </SetUpPage>
  );
}
