import { Button, Table, UnstyledButton } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { fullName } from '../app/names.ts';
import { shellWords } from '../app/shell.messages.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import './accounts.css';
import { type Account } from './accounts.ts';
import { accountsWords } from './accounts.messages.ts';

/** So many rows at first, and with every request for more. */
const STEP = 100;

/** Accounts in rows; a name opens what can be done, where anything can. */
export function AccountTable({
  accounts,
  open,
}: {
  readonly accounts: readonly Account[];
  readonly open?: (accountId: string) => void;
}): ReactElement {
  const words = useWords(accountsWords);
  const shell = useWords(shellWords);
  const [shown, setShown] = useState(STEP);
  return (
    <>
      <div className="account-table">
        <Table maw={1100} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.person}</Table.Th>
              <Table.Th className="account-wide">{words.role}</Table.Th>
              <Table.Th>{words.state}</Table.Th>
              <Table.Th className="account-wide">{words.lastVisit}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {accounts.slice(0, shown).map((account) => {
              const { accountId, person, roles } = account;
              const name = person === null ? words.noPerson : fullName(person);
              const said = roles.map((role) => shell.roles[role]).join(', ');
              return (
                <Table.Tr key={accountId}>
                  <Table.Td>
                    {open === undefined ? (
                      name
                    ) : (
                      <UnstyledButton className="account-name" onClick={() => open(accountId)}>
                        {name}
                      </UnstyledButton>
                    )}
                    <span className="account-narrow">{said}</span>
                  </Table.Td>
                  <Table.Td className="account-wide">{said}</Table.Td>
                  <Table.Td>
                    <AccountState account={account} />
                  </Table.Td>
                  <Table.Td className="account-wide">
                    <LastVisit account={account} />
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
      {shown < accounts.length && (
        <Button variant="default" mt="sm" onClick={() => setShown(shown + STEP)}>
          {words.more(accounts.length - shown)}
        </Button>
      )}
    </>
  );
}

function LastVisit({ account: { lastVisit } }: { readonly account: Account }): ReactElement {
  const time = useSchoolTime();
  return <>{lastVisit === null ? '—' : time.day(lastVisit)}</>;
}

/** A shape and a word: whether somebody can come in with the account. */
export function AccountState({ account }: { readonly account: Account }): ReactElement {
  const words = useWords(accountsWords);
  const time = useSchoolTime();
  const { state, codeExpiresAt, blockReason } = account;
  const more =
    state === 'created' && codeExpiresAt !== null
      ? Date.parse(codeExpiresAt) < Date.now()
        ? words.codeExpired
        : words.codeUntil(time.moment(codeExpiresAt))
      : state === 'blocked' && blockReason !== null
        ? words.blockReasons[blockReason]
        : null;
  return (
    <span className="account-state" data-state={state}>
      <span aria-hidden="true">{marks[state]}</span> {words.states[state]}
      {more !== null && <span className="account-more"> · {more}</span>}
    </span>
  );
}

const marks: Readonly<Record<Account['state'], string>> = { created: '○', activated: '●', blocked: '×' };
