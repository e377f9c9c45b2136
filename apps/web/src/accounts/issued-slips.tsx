import { Alert, Button, Group, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { get, type Schema } from '../api/client.ts';
import type { Role } from '../app/me.ts';
import { shellWords } from '../app/shell.messages.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import './slips.css';
import { slipsWords } from './slips.messages.ts';

/** A slip to hand out. Its code is nowhere but here: it is shown once. */
export interface IssuedSlip {
  readonly name: string;
  readonly roles: readonly Role[];
  /** A parent's children in the class, by name. */
  readonly children: readonly string[];
  readonly code: string;
  /** ISO 8601, UTC. */
  readonly codeExpiresAt: string;
}

/** The slips of one class, or of one person: a page of its own when printed. */
export interface IssuedSheet {
  /** The class; null for a single person. */
  readonly title: string | null;
  readonly slips: readonly IssuedSlip[];
  /** Who got none, and why, in words. */
  readonly without: readonly { readonly name: string; readonly why: string }[];
}

/** Slips as they are printed: one page or more per class, to be cut along the lines. */
export function IssuedSlips({
  sheets,
  done,
}: {
  readonly sheets: readonly IssuedSheet[];
  readonly done: () => void;
}): ReactElement {
  const words = useWords(slipsWords);
  const count = sheets.reduce((sum, { slips }) => sum + slips.length, 0);
  return (
    <>
      <div className="no-print">
        {count > 0 && (
          <Alert color="yellow" mb="sm" maw={760} title={words.onceTitle}>
            {words.once}
          </Alert>
        )}
        <Group gap="xs" mb="md">
          {count > 0 && <Button onClick={() => window.print()}>{words.print(count)}</Button>}
          <Button variant="default" onClick={done}>
            {words.done}
          </Button>
        </Group>
        {sheets.map(
          ({ title, without }) =>
            without.length > 0 && <Without key={title} title={title} without={without} />,
        )}
      </div>
      {sheets.map(
        (sheet) =>
          sheet.slips.length > 0 && <Sheet key={sheet.title ?? sheet.slips[0]!.code} sheet={sheet} />,
      )}
    </>
  );
}

function Without({ title, without }: Pick<IssuedSheet, 'title' | 'without'>): ReactElement {
  const words = useWords(slipsWords);
  return (
    <details className="slips-without">
      <summary>{words.without(title, without.length)}</summary>
      <Table maw={760}>
        <Table.Tbody>
          {without.map(({ name, why }, index) => (
            <Table.Tr key={index}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>{why}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}

function Sheet({ sheet: { title, slips } }: { readonly sheet: IssuedSheet }): ReactElement {
  const words = useWords(slipsWords);
  return (
    <section className="slips-sheet" aria-label={title ?? words.single}>
      {title !== null && (
        <Title order={2} size="h4" mb="xs">
          {words.sheet(title, slips.length)}
        </Title>
      )}
      <div className="slips">
        {slips.map((slip) => (
          <SlipToCut key={slip.code} slip={slip} />
        ))}
      </div>
    </section>
  );
}

function SlipToCut({ slip }: { readonly slip: IssuedSlip }): ReactElement {
  const words = useWords(slipsWords);
  const shell = useWords(shellWords);
  const time = useSchoolTime();
  const school = useQuery({
    queryKey: ['school'],
    queryFn: ({ signal }) => get<Schema<'SchoolAnswer'>>('school', {}, signal),
    staleTime: Infinity,
    meta: { models: ['school'] },
  });
  const whose = [
    slip.roles.map((role) => shell.roles[role]).join(', '),
    ...(slip.children.length === 0 ? [] : [slip.children.join(', ')]),
  ].join(': ');
  return (
    <article className="slip">
      <p className="slip-school">{school.data?.shortName ?? '\u00a0'}</p>
      <p className="slip-name">{slip.name}</p>
      <p className="slip-quiet">{whose}</p>
      <p className="slip-code">{slip.code}</p>
      <ol>
        <li>
          {words.open} <b>{`${window.location.host}/activate`}</b>
        </li>
        <li>{words.enterCode}</li>
        <li>{words.chooseLogin}</li>
      </ol>
      <Text className="slip-quiet" size="sm">
        {words.until(time.moment(slip.codeExpiresAt))}
      </Text>
    </article>
  );
}
