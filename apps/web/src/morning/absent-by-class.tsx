import { Anchor, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import type { Schema } from '../api/client.ts';
import { pupilName } from '../app/names.ts';
import { byGradeAndTitle } from '../classes/classes.ts';
import { useWords } from '../words/catalogue.ts';
import { morningWords } from './morning.messages.ts';

type AbsenteesPage = Schema<'AbsenteesPage'>;
type Absentee = Schema<'Absentee'>;

/** Those who were absent from a lesson, or of whom the class teacher has said why they are away. */
const isAway = ({ lessons, reason }: Absentee): boolean =>
  lessons.some(({ value }) => value === 'absent') || (reason !== null && lessons.length === 0);

/** A line for each class: how many are away, who, and why; under them those who only came late. */
export function AbsentByClass({ page }: { readonly page: AbsenteesPage }): ReactElement {
  const words = useWords(morningWords);
  const classes = page.classes
    .flatMap((one) => {
      const group = page.groups.find(({ groupId }) => groupId === one.groupId);
      return group === undefined ? [] : [{ ...one, ...group }];
    })
    .sort(byGradeAndTitle);
  const away = classes.flatMap(({ absentees }) => absentees.filter(isAway)).length;
  const members = classes.reduce((sum, one) => sum + one.members, 0);
  if (classes.every(({ absentees }) => absentees.length === 0)) {
    return <Text c="dimmed">{words.nobody}</Text>;
  }
  return (
    <>
      <p className="morning-sum">{words.absentOf(away, members)}</p>
      <table className="morning-classes">
        <thead>
          <tr>
            <th scope="col">{words.class}</th>
            <th scope="col">{words.absent}</th>
            <th scope="col">{words.who}</th>
          </tr>
        </thead>
        <tbody>
          {classes.map(({ groupId, title, members: all, absentees }) => (
            <tr key={groupId}>
              <th scope="row">
                <Anchor component={Link} href={`/class/${groupId}?date=${page.date}`}>
                  {title}
                </Anchor>
              </th>
              <td>{words.absentOf(absentees.filter(isAway).length, all)}</td>
              <td>
                <ul className="morning-who">
                  {absentees.filter(isAway).map((absentee) => (
                    <Who key={absentee.pupilId} absentee={absentee} page={page} />
                  ))}
                </ul>
                <Latecomers absentees={absentees.filter((one) => !isAway(one))} page={page} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const nameOf = (page: AbsenteesPage, pupilId: string): string => {
  const person = page.people.find(({ personId }) => personId === pupilId);
  return person === undefined ? '—' : pupilName(person);
};

function Who({
  absentee: { pupilId, reason, lessons },
  page,
}: {
  readonly absentee: Absentee;
  readonly page: AbsenteesPage;
}): ReactElement {
  const words = useWords(morningWords);
  const missed = lessons.filter(({ value }) => value === 'absent');
  const why = reason ?? missed.find(({ code }) => code !== null)?.code ?? null;
  const first = missed[0]?.number ?? 1;
  const said = [
    why === null ? words.noReason : words.reasons[why],
    first > 1 ? words.fromLesson(first) : null,
  ];
  return (
    <li>
      {nameOf(page, pupilId)}{' '}
      <span className="morning-quiet">({said.filter((part) => part !== null).join(', ')})</span>
    </li>
  );
}

function Latecomers({
  absentees,
  page,
}: {
  readonly absentees: readonly Absentee[];
  readonly page: AbsenteesPage;
}): ReactElement | null {
  const words = useWords(morningWords);
  if (absentees.length === 0) return null;
  const names = absentees.map(({ pupilId, lessons }) =>
    words.lateFor(nameOf(page, pupilId), lessons.map(({ number }) => number).join(', ')),
  );
  return (
    <div className="morning-quiet">
      {words.late}: {names.join('; ')}
    </div>
  );
}
