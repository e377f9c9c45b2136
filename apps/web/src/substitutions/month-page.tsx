import { ActionIcon, Anchor, Group, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { get, type Schema } from '../api/client.ts';
import { useAddress } from '../app/address.ts';
import { Page } from '../app/page.tsx';
import { Answer } from '../states/answer.tsx';
import { addDays, useSchoolTime } from '../time/school-time.ts';
import { groupTitles, subjectTitle } from '../today/own-lessons.ts';
import { useWords } from '../words/catalogue.ts';
import { SubstitutionParts } from './substitution-parts.tsx';
import { namesIn, SubstitutionTable, useGiven } from './substitution-table.tsx';
import './substitutions.css';
import { substitutionsWords } from './substitutions.messages.ts';

type List = Schema<'SubstitutionList'>;

/** The missed and substituted lessons of a month, and what each teacher is to be paid for. */
export default function MonthPage(): ReactElement {
  const words = useWords(substitutionsWords);
  const time = useSchoolTime();
  const address = useAddress();
  const asked = address.of('month') ?? '';
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : time.today().slice(0, 7);
  const from = `${month}-01`;
  const to = addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1);
  const goTo = (chosen: string): void => address.say({ month: chosen });
  const list = useQuery({
    queryKey: ['substitutions', from, to],
    queryFn: ({ signal }) => get<List>('substitutions', { from, to }, signal),
    meta: { models: ['lessons'] },
  });
  return (
    <Page
      title={words.titleOn(time.month(from))}
      beside={
        <Group gap="xs" className="no-print" wrap="nowrap">
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={words.earlier}
            onClick={() => goTo(addDays(from, -1).slice(0, 7))}
          >
            ‹
          </ActionIcon>
          <TextInput
            type="month"
            aria-label={words.monthOf}
            value={month}
            onChange={({ currentTarget: { value } }) => {
              if (value !== '') goTo(value);
            }}
          />
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={words.later}
            onClick={() => goTo(addDays(to, 1).slice(0, 7))}
          >
            ›
          </ActionIcon>
        </Group>
      }
    >
      <SubstitutionParts />
      <Answer query={list}>{(found) => <Month list={found} month={month} />}</Answer>
    </Page>
  );
}

function Month({ list, month }: { readonly list: List; readonly month: string }): ReactElement {
  const words = useWords(substitutionsWords);
  return (
    <>
      <div className="substitutions-head">
        <Title order={2} size="h4">
          {words.totals}
        </Title>
        <Group gap="md" className="no-print">
          <Download list={list} month={month} />
          <Anchor component="button" type="button" onClick={() => window.print()}>
            {words.print}
          </Anchor>
        </Group>
      </div>
      {list.totals.length > 0 && (
        <div className="substitutions-frame">
          <table className="substitutions-table substitutions-totals">
            <thead>
              <tr>
                <th scope="col">{words.teacherOf}</th>
                <th scope="col">{words.missedCount}</th>
                <th scope="col">{words.givenCount}</th>
                <th scope="col">{words.cancelledCount}</th>
              </tr>
            </thead>
            <tbody>
              {list.totals.map(({ teacherId, missed, given, cancelled }) => (
                <tr key={teacherId}>
                  <th scope="row">{namesIn(list, [teacherId])}</th>
                  <td>{missed}</td>
                  <td>{given}</td>
                  <td>{cancelled}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Title order={2} size="h4" mt="lg" mb="xs">
        {words.all}
      </Title>
      <SubstitutionTable list={list} dated />
      <p className="substitutions-signature">{words.signature}</p>
    </>
  );
}

/** The list as a file that a spreadsheet opens, and under it what each teacher is to be paid for. */
function Download({ list, month }: { readonly list: List; readonly month: string }): ReactElement {
  const words = useWords(substitutionsWords);
  const given = useGiven(list);
  const save = (): void => {
    const head = [
      words.date,
      words.number,
      words.class,
      words.subject,
      words.missed,
      words.given,
      words.reason,
      words.document,
    ];
    const lines = list.lines.map((line) => [
      line.date,
      String(line.number),
      groupTitles(list, line),
      subjectTitle(list, line),
      namesIn(list, line.missedBy),
      given(line),
      line.reason,
      line.document ?? '',
    ]);
    const totals = list.totals.map(({ teacherId, missed, given: gave, cancelled }) => [
      namesIn(list, [teacherId]),
      ...[missed, gave, cancelled].map(String),
    ]);
    const totalsHead = [words.teacherOf, words.missedCount, words.givenCount, words.cancelledCount];
    const text = [head, ...lines, [], totalsHead, ...totals]
      .map((cells) => cells.map(quoted).join(';'))
      .join('\r\n');
    // The mark at the beginning tells spreadsheets that it is UTF-8.
    const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = words.file(month);
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Anchor component="button" type="button" onClick={save}>
      {words.table}
    </Anchor>
  );
}

/** A cell of the file. What a spreadsheet would take for a formula is written as text. */
const quoted = (cell: string): string => {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
};
