import { Anchor, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { Page } from '../app/page.tsx';
import { cellWords } from '../register/cell.messages.ts';
import { Answer } from '../states/answer.tsx';
import { useWords } from '../words/catalogue.ts';
import { auditWords } from './audit.messages.ts';
import { Cards } from './cards.ts';
import { EventList } from './event-list.tsx';
import { lifeOf } from './life.ts';
import { useSpeech } from './sentence.ts';

type MarkLife = Schema<'MarkLife'>;

/** Everything that happened to one mark: given, corrected, taken back, and its retakes. */
export default function MarkLifePage({
  lessonId,
  markId,
}: {
  readonly lessonId: string;
  readonly markId: string;
}): ReactElement {
  const words = useWords(auditWords);
  const { marks } = useWords(cellWords);
  const speech = useSpeech();
  const life = useQuery({
    queryKey: ['audit', 'mark', lessonId, markId],
    queryFn: ({ signal }) => get<MarkLife>(`audit/lessons/${lessonId}/marks/${markId}`, {}, signal),
    meta: lifeOf('lessons', lessonId),
  });
  const cards = new Cards(life.data === undefined ? [] : [life.data]);
  const lesson = cards.lesson(lessonId);
  const toMark = (id: string, said: string): ReactElement => (
    <Anchor component={Link} key={id} href={`/audit/lessons/${lessonId}/marks/${id}`}>
      {said}
    </Anchor>
  );
  return (
    <Page
      title={words.markTitle(life.data === undefined ? '…' : speech.person(life.data.pupilId, cards))}
      beside={
        <Group gap="md" className="no-print">
          <Anchor component={Link} href={`/audit/lessons/${lessonId}`}>
            {words.lessonLife}
          </Anchor>
          <Anchor component={Link} href="/audit">
            {words.toSearch}
          </Anchor>
        </Group>
      }
    >
      <Answer query={life}>
        {({ events, value, retakeOf, retakenBy }) => (
          <>
            <Text>
              {value === null ? words.revokedNow : words.standsNow(marks[value])}
              {lesson !== undefined && ` · ${speech.lesson(lesson, cards)}`}
            </Text>
            {retakeOf !== null && (
              <Text>
                {words.retakes}: {toMark(retakeOf, words.earlierMark)}
              </Text>
            )}
            {retakenBy.length > 0 && (
              <Text>
                {words.retaken}: {retakenBy.map((id, index) => toMark(id, words.laterMark(index + 1)))}
              </Text>
            )}
            <EventList events={events} cards={cards} ofOne />
          </>
        )}
      </Answer>
    </Page>
  );
}
