import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { useAddress } from '../app/address.ts';
import { type Role, useHas } from '../app/me.ts';
import { fullName } from '../app/names.ts';
import { Page } from '../app/page.tsx';
import { shellWords } from '../app/shell.messages.ts';
import { useClasses } from '../classes/classes.ts';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { AccountDialog } from './account-dialog.tsx';
import { AccountTable } from './account-table.tsx';
import { type Account, countOf, useAccounts } from './accounts.ts';
import { accountsWords } from './accounts.messages.ts';
import { type IssuedSheet, IssuedSlips } from './issued-slips.tsx';

const roles: readonly Role[] = [
  'teacher',
  'class-teacher',
  'head',
  'deputy-head',
  'administrator',
  'pupil',
  'parent',
  'auditor',
];
const states: readonly Account['state'][] = ['created', 'activated', 'blocked'];

/** Everybody who can come in: found by role, class, state and name; codes, blocks and roles one by one. */
export default function AccountsPage(): ReactElement {
  const words = useWords(accountsWords);
  const isAdministrator = useHas('administrator');
  const [opened, setOpened] = useState<string | null>(null);
  const [issued, setIssued] = useState<IssuedSheet | null>(null);
  if (issued !== null) {
    return (
      <Page title={words.slip}>
        <IssuedSlips sheets={[issued]} done={() => setIssued(null)} />
      </Page>
    );
  }
  const beside = isAdministrator && (
    <Group gap="xs">
      <Button component={Link} href="/accounts/slips">
        {words.forClasses}
      </Button>
      <Button component={Link} href="/accounts/new" variant="default">
        {words.forOne}
      </Button>
    </Group>
  );
  return (
    <Page title={words.title} beside={beside}>
      <Filtered
        {...(isAdministrator ? { open: setOpened } : {})}
        dialog={(accounts) => {
          const account = accounts.find(({ accountId }) => accountId === opened);
          return (
            account && <AccountDialog account={account} close={() => setOpened(null)} showSlip={setIssued} />
          );
        }}
      />
    </Page>
  );
}

function Filtered({
  open,
  dialog,
}: {
  readonly open?: (accountId: string) => void;
  readonly dialog: (accounts: readonly Account[]) => ReactElement | undefined;
}): ReactElement {
  const words = useWords(accountsWords);
  const shell = useWords(shellWords);
  const time = useSchoolTime();
  const today = time.today();
  const address = useAddress();
  const [typed, setTyped] = useState('');
  const groupId = address.of('class');
  const role = address.of('role');
  const state = address.of('state');
  const classes = useClasses(today, today);
  const query = useAccounts(groupId);
  const wanted = searchable(typed);
  const choose = (name: string) => (event: { currentTarget: { value: string } }) =>
    address.say({ [name]: event.currentTarget.value || null });
  return (
    <>
      <Group align="end" gap="sm" mb="sm" component="search" className="no-print">
        <TextInput
          label={words.name}
          type="search"
          w={220}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <NativeSelect
          label={words.role}
          value={role ?? ''}
          onChange={choose('role')}
          data={[
            { value: '', label: words.allRoles },
            ...roles.map((value) => ({ value, label: shell.roles[value] })),
          ]}
        />
        <NativeSelect
          label={words.class}
          value={groupId ?? ''}
          onChange={choose('class')}
          data={[
            { value: '', label: words.allClasses },
            ...(classes.data ?? []).map(({ groupId: value, title }) => ({ value, label: title })),
          ]}
        />
        <NativeSelect
          label={words.state}
          value={state ?? ''}
          onChange={choose('state')}
          data={[
            { value: '', label: words.allStates },
            ...states.map((value) => ({ value, label: words.states[value] })),
          ]}
        />
      </Group>
      <Answer query={query}>
        {(accounts) => {
          const ofRole = accounts.filter(
            (account) =>
              (role === null || account.roles.some((each) => each === role)) &&
              (wanted === '' ||
                (account.person !== null && searchable(fullName(account.person)).includes(wanted))),
          );
          const found = ofRole.filter((account) => state === null || account.state === state);
          return (
            <>
              <Text mb="sm" role="status">
                {words.totals(
                  ofRole.length,
                  countOf(ofRole, 'activated'),
                  countOf(ofRole, 'created'),
                  countOf(ofRole, 'blocked'),
                )}
              </Text>
              {found.length === 0 ? (
                <Message
                  title={accounts.length === 0 ? words.none : words.noneFound}
                  why={accounts.length === 0 ? words.noneWhy : words.noneFoundWhy}
                />
              ) : (
                <AccountTable
                  key={`${groupId} ${role} ${state} ${wanted}`}
                  accounts={found}
                  {...(open === undefined ? {} : { open })}
                />
              )}
              {dialog(accounts)}
            </>
          );
        }}
      </Answer>
    </>
  );
}

/** Without case and accents, so that a letter finds the one with dots. */
const searchable = (text: string): string =>
  text.trim().toLocaleLowerCase('ru').normalize('NFD').replaceAll(/\p{M}/gu, '');
