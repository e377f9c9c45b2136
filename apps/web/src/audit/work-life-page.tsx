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

/** Everything that happened to a work beyond one lesson and to its marks. */
export default function WorkLifePage({ workId }: { readonly workId: string }): ReactElement {
  const words = useWords(auditWords);
  const cells = useWords(cellWords);
  const life = useQuery({
    queryKey: ['audit', 'work', workId],
    queryFn: ({ signal }) => get<Schema<'WorkLife'>>(`audit/works/${workId}`, {}, signal),
    meta: lifeOf('dated-works', workId),
  });
  const cards = new Cards(life.data === undefined ? [] : [life.data]);
  const last = life.data?.events.at(-1);
  const work = last?.work ?? null;
  const course = cards.register(last?.registerId ?? null);
  return (
    <Page
      title={words.workTitle(work === null ? '…' : (work.title ?? cells.works[work.workType]))}
      beside={
        last !== undefined &&
        last.registerId !== null && (
          <Group gap="md" className="no-print">
            <Anchor component={Link} href={`/registers/${last.registerId}`}>
              {words.toRegister}
            </Anchor>
          </Group>
        )
      }
    >
      <Answer query={life}>
        {({ events }) => (
          <>
            <Text c="dimmed">
              {course !== null && `${course} · `}
              {words.found(events.length)}
            </Text>
            <EventList events={events} cards={cards} ofOne />
          </>
        )}
      </Answer>
    </Page>
  );
}
