import { Anchor, Table } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import type { Schema } from '../api/client.ts';
import { staffName } from '../app/names.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { EventIds } from './event-ids.tsx';
import { evidenceWords } from './evidence.messages.ts';
import { Verdict } from './verdict.tsx';

type LessonEvidence = Schema<'LessonEvidence'>;

/** Criteria 2, 3 and 6: each lesson with why it counts or does not, its entries, and the events that decide it. */
export function LessonEvidenceTable({
  pages,
}: {
  readonly pages: readonly Schema<'Evidence'>[];
}): ReactElement {
  const words = useWords(evidenceWords);
  const time = useSchoolTime();
  const groups = new Map(pages.flatMap((page) => page.groups.map(({ groupId, title }) => [groupId, title])));
  const subjects = new Map(
    pages.flatMap((page) => page.subjects.map(({ subjectId, title }) => [subjectId, title])),
  );
  const people = new Map(
    pages.flatMap((page) => page.people.map((person) => [person.personId, staffName(person)])),
  );
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table maw={1240}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.date}</Table.Th>
            <Table.Th>{words.class}</Table.Th>
            <Table.Th>{words.subject}</Table.Th>
            <Table.Th>{words.teacher}</Table.Th>
            <Table.Th>{words.reason}</Table.Th>
            <Table.Th>{words.eventIds}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pages.flatMap(({ lessons = [] }) =>
            lessons.map((lesson) => (
              <Table.Tr key={lesson.lessonId}>
                <Table.Td>
                  {time.day(lesson.date)}, {words.lesson(lesson.number)}
                </Table.Td>
                <Table.Td>{lesson.classIds.map((id) => groups.get(id) ?? '—').join(', ') || '—'}</Table.Td>
                <Table.Td>
                  <Anchor component={Link} href={`/registers/${lesson.registerId}?lesson=${lesson.lessonId}`}>
                    {subjects.get(lesson.subjectId) ?? '—'}
                  </Anchor>
                  {lesson.line === 2 && ` (${words.secondLine})`}
                </Table.Td>
                <Table.Td>{lesson.teacherIds.map((id) => people.get(id) ?? '—').join(', ')}</Table.Td>
                <Table.Td>
                  <Verdict counted={lesson.counted} why={lesson.why} />
                  {lesson.reason !== null && (
                    <div>
                      {lesson.document === null
                        ? lesson.reason
                        : words.document(lesson.reason, lesson.document)}
                    </div>
                  )}
                  <Entries lesson={lesson} />
                </Table.Td>
                <Table.Td>
                  <EventIds ids={lesson.eventIds} />
                </Table.Td>
              </Table.Tr>
            )),
          )}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Every entry of a lesson: what, when the server recorded it, whether it counts, and its event. */
function Entries({ lesson }: { readonly lesson: LessonEvidence }): ReactElement | null {
  const words = useWords(evidenceWords);
  const time = useSchoolTime();
  const kinds: Readonly<Record<string, string>> = words.entryKinds;
  if (lesson.entries.length === 0) return null;
  return (
    <details>
      <summary>
        {words.entries(lesson.entries.length)}, {words.until(time.moment(lesson.onTimeUntil))}
      </summary>
      <ul className="evidence-entries">
        {lesson.entries.map(({ entryId, kind, eventId, recordedAt, counted, why }) => (
          <li key={`${entryId} ${eventId}`}>
            {kinds[kind] ?? kind}, {time.moment(recordedAt)}: <Verdict counted={counted} why={why} />{' '}
            <code>{eventId}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}
