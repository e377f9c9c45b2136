import { Table } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Schema } from '../api/client.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { EventIds } from './event-ids.tsx';
import { evidenceWords } from './evidence.messages.ts';
import { Verdict } from './verdict.tsx';

/** Criterion 1: each class with the school days that its timetable leaves bare. */
export function ClassEvidenceTable({
  rows,
}: {
  readonly rows: readonly Schema<'ClassEvidence'>[];
}): ReactElement {
  const words = useWords(evidenceWords);
  const time = useSchoolTime();
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table maw={1100}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.class}</Table.Th>
            <Table.Th>{words.reason}</Table.Th>
            <Table.Th>{words.schoolDays}</Table.Th>
            <Table.Th>{words.bareDays}</Table.Th>
            <Table.Th>{words.eventIds}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ classId, title, counted, why, schoolDays, bareDays, eventIds }) => (
            <Table.Tr key={classId}>
              <Table.Td>{title}</Table.Td>
              <Table.Td>
                <Verdict counted={counted} why={why} />
              </Table.Td>
              <Table.Td>{schoolDays}</Table.Td>
              <Table.Td>
                {bareDays.length === 0 ? (
                  '—'
                ) : (
                  <details>
                    <summary>{words.bare(bareDays.length)}</summary>
                    {bareDays.map((date) => time.day(date)).join('; ')}
                  </details>
                )}
              </Table.Td>
              <Table.Td>
                <EventIds ids={eventIds} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
