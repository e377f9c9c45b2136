import { Anchor, NativeSelect, Table } from '@mantine/core';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { useAddress } from '../app/address.ts';
import { useHas } from '../app/me.ts';
import { staffName } from '../app/names.ts';
import { Page } from '../app/page.tsx';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { registersWords } from './registers.messages.ts';

type RegistersAnswer = Schema<'RegistersAnswer'>;

/**
 * A teacher's own registers; a class teacher's, of the own class that the address names; of those who read the whole
 * school, the registers of any class.
 */
export default function RegistersPage(): ReactElement {
  const words = useWords(registersWords);
  const readsAll = useHas('head', 'deputy-head', 'administrator', 'auditor');
  const leadsClass = useHas('class-teacher');
  const named = useAddress().of('class');
  return (
    <Page title={words.title}>
      {readsAll ? (
        <RegistersOfClass />
      ) : leadsClass && named !== null ? (
        <RegistersOfOwnClass classId={named} />
      ) : (
        <OwnRegisters />
      )}
    </Page>
  );
}

function RegistersOfOwnClass({ classId }: { readonly classId: string }): ReactElement {
  const registers = useQuery({
    queryKey: ['registers', 'own-class', classId],
    queryFn: ({ signal }) => get<RegistersAnswer>(`groups/${classId}/registers`, { limit: 500 }, signal),
    meta: { models: ['registers'] },
  });
  return <RegisterAnswer registers={registers} />;
}

function OwnRegisters(): ReactElement {
  const words = useWords(registersWords);
  const own = useQuery({
    queryKey: ['registers', 'own'],
    queryFn: ({ signal }) => get<RegistersAnswer>('me/registers', { limit: 500 }, signal),
    meta: { models: ['registers'] },
  });
  return (
    <Answer query={own}>
      {({ items }) =>
        items.length === 0 ? (
          <Message title={words.noneOwn} why={words.noneWhy} />
        ) : (
          <RegisterTable items={items} />
        )
      }
    </Answer>
  );
}

function RegistersOfClass(): ReactElement {
  const words = useWords(registersWords);
  const time = useSchoolTime();
  const today = time.today();
  const classes = useQuery({
    queryKey: ['groups', 'class', today],
    queryFn: ({ signal }) =>
      get<Schema<'GroupsAnswer'>>('groups', { kind: 'class', from: today, to: today, limit: 500 }, signal),
    meta: { models: ['groups'] },
  });
  const address = useAddress();
  const chosen = address.of('class');
  const ofSchool = [...(classes.data?.items ?? [])].sort(
    (a, b) => (a.grade ?? 0) - (b.grade ?? 0) || a.title.localeCompare(b.title, 'ru'),
  );
  const classId = chosen ?? ofSchool[0]?.groupId ?? null;
  const registers = useQuery({
    queryKey: ['registers', 'class', classId],
    queryFn: ({ signal }) => get<RegistersAnswer>('registers', { classId, limit: 500 }, signal),
    enabled: classId !== null,
    meta: { models: ['registers'] },
  });
  return (
    <Answer query={classes}>
      {() =>
        classId === null ? (
          <Message title={words.none} why={words.noneWhy} />
        ) : (
          <>
            <NativeSelect
              label={words.chooseClass}
              w={180}
              mb="md"
              value={classId}
              onChange={(event) => address.say({ class: event.currentTarget.value })}
              data={ofSchool.map(({ groupId, title }) => ({ value: groupId, label: title }))}
            />
            <RegisterAnswer registers={registers} />
          </>
        )
      }
    </Answer>
  );
}

function RegisterAnswer({
  registers,
}: {
  readonly registers: UseQueryResult<RegistersAnswer>;
}): ReactElement {
  const words = useWords(registersWords);
  return (
    <Answer query={registers}>
      {({ items }) =>
        items.length === 0 ? (
          <Message title={words.none} why={words.noneWhy} />
        ) : (
          <RegisterTable items={items} />
        )
      }
    </Answer>
  );
}

function RegisterTable({ items }: { readonly items: RegistersAnswer['items'] }): ReactElement {
  const words = useWords(registersWords);
  return (
    <Table.ScrollContainer minWidth={360}>
      <Table highlightOnHover maw={900}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.group}</Table.Th>
            <Table.Th>{words.subject}</Table.Th>
            <Table.Th>{words.teachers}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ registerId, groups, kind, subjectTitle, teachers, closedOn }) => (
            <Table.Tr key={registerId}>
              <Table.Td>
                {groups.map(({ title }) => title).join(', ')}
                {kind === 'class' ? '' : ` (${words.kinds[kind]})`}
              </Table.Td>
              <Table.Td>
                <Anchor component={Link} href={`/registers/${registerId}`}>
                  {subjectTitle}
                </Anchor>
                {closedOn === null ? '' : ` — ${words.closed}`}
              </Table.Td>
              <Table.Td>
                {teachers
                  .filter(({ to }) => to === null)
                  .map(staffName)
                  .join(', ')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
