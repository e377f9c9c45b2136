import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Schema } from '../api/client.ts';
import { staffName } from '../app/names.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { groupTitles, subjectTitle } from '../today/own-lessons.ts';
import { useWords } from '../words/catalogue.ts';
import { substitutionsWords } from './substitutions.messages.ts';

type List = Schema<'SubstitutionList'>;
type Line = Schema<'SubstitutionLine'>;

export const namesIn = (list: List, ids: readonly string[]): string =>
  ids
    .map((id) => list.staff.find(({ personId }) => personId === id))
    .map((person) => (person === undefined ? '—' : staffName(person)))
    .join(', ');

/** Who gives it, or what became of it. */
export function useGiven(list: List): (line: Line) => string {
  const words = useWords(substitutionsWords);
  return (line) => {
    if (line.kind === 'cancelled') return words.cancelled;
    const names = namesIn(list, line.givenBy);
    const instead = line.instead as { subjectId: string } | null;
    return line.kind === 'replaced' && instead !== null
      ? `${names} (${words.replaced(subjectTitle(list, instead))})`
      : names;
  };
}

/** Lines in the order of time. */
export function SubstitutionTable({
  list,
  dated = false,
}: {
  readonly list: List;
  /** With the date of each line. */
  readonly dated?: boolean;
}): ReactElement {
  const words = useWords(substitutionsWords);
  const time = useSchoolTime();
  const given = useGiven(list);
  if (list.lines.length === 0) return <Text c="dimmed">{words.empty}</Text>;
  return (
    <div className="substitutions-frame">
      <table className="substitutions-table">
        <thead>
          <tr>
            {dated && <th scope="col">{words.date}</th>}
            <th scope="col">{words.number}</th>
            <th scope="col">{words.class}</th>
            <th scope="col">{words.subject}</th>
            <th scope="col">{words.missed}</th>
            <th scope="col">{words.given}</th>
            <th scope="col">{words.reason}</th>
          </tr>
        </thead>
        <tbody>
          {list.lines.map((line) => (
            <tr key={`${line.lessonId} ${line.recordedAt}`}>
              {dated && <td className="substitutions-date">{time.day(line.date)}</td>}
              <td>{line.number}</td>
              <td>{groupTitles(list, line)}</td>
              <td>{subjectTitle(list, line)}</td>
              <td>{namesIn(list, line.missedBy)}</td>
              <td>{given(line)}</td>
              <td>{[line.reason, line.document].filter((part) => part !== null).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
