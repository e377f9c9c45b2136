import { Anchor, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { Page } from '../app/page.tsx';
import { Answer } from '../states/answer.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { auditWords } from './audit.messages.ts';
import { Cards } from './cards.ts';
import { EventList } from './event-list.tsx';
import { lifeOf } from './life.ts';
import { useSpeech } from './sentence.ts';

type LessonLife = Schema<'LessonLife'>;

/** Everything that happened to a lesson, from its plan on. */
export default function LessonLifePage({ lessonId }: { readonly lessonId: string }): ReactElement {
  const words = useWords(auditWords);
  const time = useSchoolTime();
  const speech = useSpeech();
  const life = useQuery({
    queryKey: ['audit', 'lesson', lessonId],
    queryFn: ({ signal }) => get<LessonLife>(`audit/lessons/${lessonId}`, {}, signal),
    meta: lifeOf('lessons', lessonId),
  });
  const cards = new Cards(life.data === undefined ? [] : [life.data]);
  const lesson = cards.lesson(lessonId);
  return (
    <Page
      title={words.lessonTitle(lesson === undefined ? '…' : speech.lesson(lesson, cards))}
      beside={
        <Group gap="md" className="no-print">
          {lesson !== undefined && (
            <Anchor component={Link} href={`/registers/${lesson.registerId}?lesson=${lessonId}`}>
              {words.toRegister}
            </Anchor>
          )}
          <Anchor component={Link} href={`/audit?lessonId=${lessonId}`}>
            {words.toSearch}
          </Anchor>
        </Group>
      }
    >
      <Answer query={life}>
        {({ events }) => (
          <>
            {lesson !== undefined && (
              <Text c="dimmed">
                {time.clock(lesson.startsAt)}–{time.clock(lesson.endsAt)}
                {` · ${words.giver(lesson.teacherIds.map((id) => speech.person(id, cards)).join(', '))}`}
                {` · ${words.statuses[lesson.status]} · ${words.found(events.length)}`}
              </Text>
            )}
            <EventList events={events} cards={cards} ofOne />
          </>
        )}
      </Answer>
    </Page>
  );
}
