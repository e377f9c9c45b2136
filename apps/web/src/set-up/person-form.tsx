import { Alert, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { Schema } from '../api/client.ts';
import { choosePersonWords } from '../form/choose-person.messages.ts';
import { Refused } from '../form/refused.tsx';
import type { FormCommand } from '../form/use-command.ts';
import { orNull, useTyped } from '../form/use-typed.ts';
import { useWords } from '../words/catalogue.ts';
import { peopleWords } from './people.messages.ts';
import { setUpWords } from './set-up.messages.ts';

export type PersonKind = Schema<'PersonLine'>['kind'];
export type PersonDetails = Required<Omit<Schema<'RegisterPersonBody'>, 'kind'>>;

const kinds: readonly PersonKind[] = ['pupil', 'parent', 'staff'];

/** The details of a person. The kind is chosen once: it does not change later. */
export function PersonForm({
  kind: known,
  details,
  command,
  act,
  save,
}: {
  /** null: to be chosen here. */
  readonly kind: PersonKind | null;
  readonly details: PersonDetails | null;
  readonly command: FormCommand;
  /** What the button says. */
  readonly act: string;
  /** @returns whether it was accepted */
  readonly save: (kind: PersonKind, details: PersonDetails) => Promise<boolean>;
}): ReactElement {
  const words = useWords(peopleWords);
  const setUp = useWords(setUpWords);
  const { kinds: kindWords } = useWords(choosePersonWords);
  const [kind, setKind] = useState<PersonKind>(known ?? 'pupil');
  const [saved, setSaved] = useState(false);
  const { typed, field } = useTyped(
    {
      familyName: details?.familyName ?? '',
      givenName: details?.givenName ?? '',
      patronymic: details?.patronymic ?? '',
      birthDate: details?.birthDate ?? '',
      phone: details?.phone ?? '',
      email: details?.email ?? '',
      jobTitle: details?.jobTitle ?? '',
    },
    command,
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSaved(false);
    const { familyName, givenName, patronymic, birthDate, phone, email, jobTitle } = typed;
    setSaved(
      await save(kind, {
        familyName,
        givenName,
        patronymic: orNull(patronymic),
        birthDate: orNull(birthDate),
        phone: orNull(phone),
        email: orNull(email),
        jobTitle: kind === 'staff' ? orNull(jobTitle) : null,
      }),
    );
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm" maw={560}>
        {known === null && (
          <NativeSelect
            label={words.kind}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as PersonKind)}
            data={kinds.map((value) => ({ value, label: kindWords[value] }))}
          />
        )}
        <TextInput label={words.familyName} required maxLength={100} {...field('familyName')} />
        <TextInput label={words.givenName} required maxLength={100} {...field('givenName')} />
        <TextInput label={words.patronymic} maxLength={100} {...field('patronymic')} />
        <Group align="start" gap="sm">
          <TextInput label={words.birthDate} type="date" {...field('birthDate')} />
          <TextInput label={words.phone} type="tel" maxLength={40} {...field('phone')} />
        </Group>
        <TextInput label={words.email} type="email" maxLength={254} {...field('email')} />
        {kind === 'staff' && (
          <TextInput
            label={words.jobTitle}
            description={words.jobTitleHint}
            maxLength={200}
            {...field('jobTitle')}
          />
        )}
        <Refused said={command.refused} />
        {saved && (
          <Alert color="green" role="status">
            {setUp.saved}
          </Alert>
        )}
        <Button type="submit" loading={command.busy} w="fit-content">
          {act}
        </Button>
      </Stack>
    </form>
  );
}
