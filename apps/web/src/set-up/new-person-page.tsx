import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { type Schema, send } from '../api/client.ts';
import { useCommand } from '../form/use-command.ts';
import { useWords } from '../words/catalogue.ts';
import { peopleWords } from './people.messages.ts';
import { PersonForm } from './person-form.tsx';
import { SetUpPage } from './set-up-page.tsx';

/** Registers a pupil, a parent or somebody of the staff, and goes on to that person's page. */
export default function NewPersonPage(): ReactElement {
  const words = useWords(peopleWords);
  const [, goTo] = useLocation();
  const command = useCommand();
  return (
    <SetUpPage title={words.register} back="/school/people" backTitle={words.title}>
      <PersonForm
        kind={null}
        details={null}
        command={command}
        act={words.register}
        save={async (kind, { jobTitle, ...details }) => {
          const body = { kind, ...details, ...(kind === 'staff' ? { jobTitle } : {}) };
          const answer = await command.run(() =>
            send<Schema<'PersonRegisteredAnswer'>>('POST', 'people', body),
          );
          if (answer !== undefined) goTo(`/school/people/${answer.personId}`);
          return answer !== undefined;
        }}
      />
    </SetUpPage>
  );
}
