import { Anchor, Button, Checkbox, Group, Stack } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { type Schema, send } from '../api/client.ts';
import type { Role } from '../app/me.ts';
import { fullName } from '../app/names.ts';
import { Page } from '../app/page.tsx';
import { shellWords } from '../app/shell.messages.ts';
import { ChoosePerson, type ChosenPerson } from '../form/choose-person.tsx';
import { Refused } from '../form/refused.tsx';
import { useCommand } from '../form/use-command.ts';
import { useWords } from '../words/catalogue.ts';
import { accountsWords } from './accounts.messages.ts';
import { type IssuedSheet, IssuedSlips } from './issued-slips.tsx';
import { possibleRoles } from './possible-roles.ts';
import { slipsWords } from './slips.messages.ts';

/** An account for one person of the school, or for an auditor from outside; its slip follows. */
export default function NewAccountPage(): ReactElement {
  const words = useWords(accountsWords);
  const [issued, setIssued] = useState<IssuedSheet | null>(null);
  return (
    <Page title={issued === null ? words.newAccount : words.slip}>
      {issued === null ? (
        <NewAccount issued={setIssued} />
      ) : (
        <IssuedSlips sheets={[issued]} done={() => setIssued(null)} />
      )}
    </Page>
  );
}

function NewAccount({ issued }: { readonly issued: (sheet: IssuedSheet) => void }): ReactElement {
  const words = useWords(accountsWords);
  const slips = useWords(slipsWords);
  const shell = useWords(shellWords);
  const command = useCommand();
  const [person, setPerson] = useState<ChosenPerson | null>(null);
  const [isOutside, setOutside] = useState(false);
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [missing, setMissing] = useState(false);
  const possible = isOutside ? possibleRoles(null) : person === null ? [] : possibleRoles(person.kind);
  const choose = (chosen: ChosenPerson | null, outside: boolean): void => {
    setPerson(chosen);
    setOutside(outside);
    const only = outside ? possibleRoles(null) : chosen === null ? [] : possibleRoles(chosen.kind);
    setRoles(only.length === 1 ? only : []);
    command.forget();
  };
  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setMissing(person === null && !isOutside);
    if (person === null && !isOutside) return;
    const answer = await command.run(() =>
      send<Schema<'CodeAnswer'>>('POST', 'accounts', { personId: person?.personId ?? null, roles }),
    );
    if (answer === undefined || answer.code === null || answer.codeExpiresAt === null) return;
    const { code, codeExpiresAt } = answer;
    const name = person === null ? words.noPerson : fullName(person);
    issued({ title: null, slips: [{ name, roles, children: [], code, codeExpiresAt }], without: [] });
  };
  return (
    <form onSubmit={(event) => void create(event)}>
      <Stack gap="md" maw={520}>
        {!isOutside && (
          <ChoosePerson
            label={words.person}
            chosen={person}
            choose={(chosen) => choose(chosen, false)}
            error={missing ? words.choosePerson : command.wrong('personId')}
          />
        )}
        <Checkbox
          label={words.outside}
          description={words.outsideExplain}
          checked={isOutside}
          onChange={(event) => choose(null, event.currentTarget.checked)}
        />
        {possible.length > 0 && (
          <Checkbox.Group
            label={words.role}
            value={[...roles]}
            onChange={(chosen) => setRoles(chosen)}
            error={command.wrong('roles')}
          >
            <Stack gap={8} mt={6}>
              {possible.map((role) => (
                <Checkbox key={role} value={role} label={shell.roles[role]} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        <Refused said={command.refused} />
        <Group>
          <Button type="submit" loading={command.busy}>
            {words.create}
          </Button>
          <Anchor component={Link} href="/accounts">
            {slips.back}
          </Anchor>
        </Group>
      </Stack>
    </form>
  );
}
