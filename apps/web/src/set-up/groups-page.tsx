import { Button, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { Message } from '../states/message.tsx';
import { Answer } from '../states/answer.tsx';
import { useWords } from '../words/catalogue.ts';
import { groupKinds, useGroups } from './groups.ts';
import { groupsWords } from './groups.messages.ts';
import { NewGroup } from './new-group.tsx';
import { OfYear } from './of-year.tsx';
import { SetUpPage } from './set-up-page.tsx';
import type { Year } from './years.ts';

/** The classes and all other groups of a year, by kind. */
export default function GroupsPage(): ReactElement {
  const words = useWords(groupsWords);
  const [forming, setForming] = useState(false);
  return (
    <SetUpPage title={words.title} beside={<Button onClick={() => setForming(true)}>{words.form}</Button>}>
      <OfYear>
        {(year) => (
          <>
            <Groups year={year} />
            {forming && <NewGroup year={year} close={() => setForming(false)} />}
          </>
        )}
      </OfYear>
    </SetUpPage>
  );
}

function Groups({ year }: { readonly year: Year }): ReactElement {
  const words = useWords(groupsWords);
  const groups = useGroups(year.yearId);
  return (
    <Answer query={groups}>
      {(all) => {
        if (all.length === 0) return <Message title={words.none} why={words.noneWhy} />;
        const titles = new Map(all.map(({ groupId, title }) => [groupId, title]));
        return (
          <>
            {groupKinds.map((kind) => {
              const ofKind = all.filter((group) => group.kind === kind);
              if (ofKind.length === 0) return null;
              return (
                <section key={kind} className="set-up-section">
                  <Title order={2} size="h4" mb="xs">
                    {words.kindsMany[kind]}
                  </Title>
                  <table className="set-up-table" aria-label={words.kindsMany[kind]}>
                    <thead>
                      <tr>
                        <th scope="col">{words.groupTitle}</th>
                        <th scope="col">{words.pupils}</th>
                        <th scope="col">{kind === 'class' ? words.shift : words.ofClasses}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {ofKind.map(({ groupId, title, pupils, shift, classIds, dissolved }) => (
                        <tr key={groupId}>
                          <td>
                            <Link href={`/school/groups/${groupId}`}>{title}</Link>
                            {dissolved && <span className="set-up-past"> · {words.dissolved}</span>}
                          </td>
                          <td>{pupils === 0 ? words.nobody : pupils}</td>
                          <td>
                            {kind === 'class'
                              ? words.shifts[shift]
                              : classIds.map((classId) => titles.get(classId)).join(', ') || '—'}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </section>
              );
            })}
            <Text c="dimmed" mt="md">
              {words.openHint}
            </Text>
          </>
        );
      }}
    </Answer>
  );
}
