import { Table } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Schema } from '../api/client.ts';
import { fullName } from '../app/names.ts';
import { type Role } from '../app/me.ts';
import { shellWords } from '../app/shell.messages.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { EventIds } from './event-ids.tsx';
import { evidenceWords } from './evidence.messages.ts';
import { Verdict } from './verdict.tsx';

/** Criteria 4 and 5: each account, whose it is, and why it counts or does not. */
export function AccountEvidenceTable({
  pages,
}: {
  readonly pages: readonly Schema<'Evidence'>[];
}): ReactElement {
  const words = useWords(evidenceWords);
  const shell = useWords(shellWords);
  const time = useSchoolTime();
  const people = new Map(
    pages.flatMap((page) => page.people.map((person) => [person.personId, person] as const)),
  );
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table maw={1240}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.account}</Table.Th>
            <Table.Th>{words.role}</Table.Th>
            <Table.Th>{words.reason}</Table.Th>
            <Table.Th>{words.created}</Table.Th>
            <Table.Th>{words.activated}</Table.Th>
            <Table.Th>{words.eventIds}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pages.flatMap(({ accounts = [] }) =>
            accounts.map(({ accountId, personId, roles, createdAt, activatedAt, counted, why, eventIds }) => {
              const person = personId === null ? undefined : people.get(personId);
              return (
                <Table.Tr key={accountId}>
                  <Table.Td>{person === undefined ? words.noPerson : fullName(person)}</Table.Td>
                  <Table.Td>{roles.map((role) => shell.roles[role as Role]).join(', ')}</Table.Td>
                  <Table.Td>
                    <Verdict counted={counted} why={why} />
                  </Table.Td>
                  <Table.Td>{time.moment(createdAt)}</Table.Td>
                  <Table.Td>{activatedAt === null ? '—' : time.moment(activatedAt)}</Table.Td>
                  <Table.Td>
                    <EventIds ids={eventIds} />
                  </Table.Td>
                </Table.Tr>
              );
            }),
          )}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
