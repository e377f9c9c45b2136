import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { get, type Schema, send } from '../api/client.ts';
import { Refused } from '../form/refused.tsx';
import { useCommand } from '../form/use-command.ts';
import { useTyped } from '../form/use-typed.ts';
import { Answer } from '../states/answer.tsx';
import { useWords } from '../words/catalogue.ts';
import { SetUpPage } from './set-up-page.tsx';
import { setUpWords } from './set-up.messages.ts';

/** What the school is called. */
export default function NamePage(): ReactElement {
  const words = useWords(setUpWords);
  const school = useQuery({
    queryKey: ['school'],
    queryFn: ({ signal }) => get<Schema<'SchoolAnswer'>>('school', {}, signal),
    staleTime: Infinity,
    meta: { models: ['school'] },
  });
  return (
    <SetUpPage title={words.matters.name}>
      <Answer query={school}>
        {({ name, shortName }) => <NameForm name={name} shortName={shortName} />}
      </Answer>
    </SetUpPage>
  );
}

function NameForm({ name, shortName }: { readonly name: string; readonly shortName: string }): ReactElement {
  const words = useWords(setUpWords);
  const command = useCommand();
  const { typed, field } = useTyped({ name, shortName }, command);
  const [saved, setSaved] = useState(false);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSaved(false);
    setSaved((await command.run(() => send('PATCH', 'school', typed))) !== undefined);
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack gap="sm" maw={640}>
        <TextInput label={words.fullName} required maxLength={300} {...field('name')} />
        <TextInput
          label={words.shortName}
          description={words.shortNameHint}
          required
          maxLength={60}
          {...field('shortName')}
        />
        <Refused said={command.refused} />
        {saved && (
          <Alert color="green" role="status">
            {words.saved}
          </Alert>
        )}
        <Button type="submit" loading={command.busy} w="fit-content">
          {words.save}
        </Button>
      </Stack>
    </form>
  );
}
