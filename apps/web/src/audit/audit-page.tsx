import { Button, NativeSelect, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { get, type Schema } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { type Address, useAddress } from '../app/address.ts';
import { Page } from '../app/page.tsx';
import { Failed } from '../states/failed.tsx';
import { Loading } from '../states/loading.tsx';
import { Message } from '../states/message.tsx';
import { instantOf } from '../time/instant-of.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import './audit.css';
import { auditWords } from './audit.messages.ts';
import { Cards } from './cards.ts';
import { Chosen } from './chosen.tsx';
import { EventList } from './event-list.tsx';
import { LessonField } from './lesson-field.tsx';
import { PersonField } from './person-field.tsx';

import { RegisterField } from './register-field.tsx';

type AuditPage = Schema<'AuditPage'>;

/** What is looked for stands in the address under these names; `from` and `to` by the school's clocks. */
const names = [
  'personId',
  'actorId',
  'registerId',
  'lessonId',
  'actorSessionId',
  'kind',
  'type',
  'from',
  'to',
] as const;
const nothingAsked = Object.fromEntries(names.map((name) => [name, null]));

/** What was recorded in the school, the newest first, by whom and whatever it is about. */
export default function AuditSearchPage(): ReactElement {
  const words = useWords(auditWords);
  const address = useAddress();
  const asked = Object.fromEntries(names.map((name) => [name, address.of(name)]));
  return (
    <Page title={words.title}>
      <Text c="dimmed">{words.explain}</Text>
      <Filters address={address} />
      <Found asked={asked} clear={() => address.say(nothingAsked)} />
    </Page>
  );
}

function Filters({ address }: { readonly address: Address }): ReactElement {
  const words = useWords(auditWords);
  const choose =
    (name: (typeof names)[number]) =>
    (value: string | null): void =>
      address.say({ [name]: value === '' ? null : value });
  const [registerId, lessonId] = [address.of('registerId'), address.of('lessonId')];
  const [sessionId, type] = [address.of('actorSessionId'), address.of('type')];
  const said = names.filter((name) => address.of(name) !== null).length;
  const [opened, setOpened] = useState(false);
  return (
    <search aria-label={words.title} className="no-print">
      <Button
        variant="default"
        className="audit-unfold"
        aria-expanded={opened}
        aria-controls="audit-filters"
        onClick={() => setOpened(!opened)}
      >
        {words.conditions(said)}
      </Button>
      <div className="audit-filters" id="audit-filters" data-folded={!opened || undefined}>
        <PersonField
          label={words.person}
          placeholder={words.personHint}
          value={address.of('personId')}
          choose={choose('personId')}
        />
        <PersonField
          label={words.actor}
          placeholder={words.actorHint}
          value={address.of('actorId')}
          choose={choose('actorId')}
          systems={words.systems}
        />
        <RegisterField value={registerId} choose={choose('registerId')} />
        <LessonField registerId={registerId} value={lessonId} choose={choose('lessonId')} />
        <NativeSelect
          label={words.kind}
          value={address.of('kind') ?? ''}
          onChange={(event) => choose('kind')(event.currentTarget.value)}
          data={[
            { value: '', label: words.anyKind },
            ...Object.entries(words.kinds).map(([value, label]) => ({ value, label })),
          ]}
        />
        {(['from', 'to'] as const).map((name) => (
          <TextInput
            key={name}
            type="datetime-local"
            label={words[name]}
            value={address.of(name) ?? ''}
            onChange={(event) => choose(name)(event.currentTarget.value)}
          />
        ))}
        {sessionId !== null && (
          <Chosen
            label={words.session}
            title={words.sessionShort(sessionId)}
            clear={() => choose('actorSessionId')(null)}
          />
        )}
        {type !== null && <Chosen label={words.type} title={type} clear={() => choose('type')(null)} />}
        {said > 0 && (
          <Button variant="subtle" onClick={() => address.say(nothingAsked)}>
            {words.clear}
          </Button>
        )}
      </div>
    </search>
  );
}

function Found({
  asked,
  clear,
}: {
  readonly asked: Readonly<Record<string, string | null>>;
  readonly clear: () => void;
}): ReactElement {
  const words = useWords(auditWords);
  const time = useSchoolTime();
  const search = useInfiniteQuery({
    queryKey: ['audit', 'events', asked],
    queryFn: ({ signal, pageParam }) => {
      const [from, to] = [asked['from'] ?? null, asked['to'] ?? null].map((local) =>
        local === null ? null : instantOf(local, time.timeZone),
      );
      return get<AuditPage>('audit/events', { ...asked, from, to, cursor: pageParam }, signal);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
    // Something is recorded every second of a school's morning: one asks again when one wants to.
    staleTime: Infinity,
  });
  const { data, error, dataUpdatedAt, hasNextPage, isFetchingNextPage, fetchNextPage } = search;
  const pages = data?.pages ?? [];
  const events = pages.flatMap((page) => page.events);
  const isEmptyPage = pages.length > 0 && pages.at(-1)!.events.length === 0;
  const looksOn = isEmptyPage && hasNextPage && error === null;
  useEffect(() => {
    // A page without events is no end: there was much to look through.
    if (looksOn && !isFetchingNextPage) void fetchNextPage();
  }, [looksOn, isFetchingNextPage, fetchNextPage]);
  if (error !== null && pages.length === 0) {
    const isUnknown = error instanceof Problem && (error.status === 404 || error.status === 400);
    const isOrder = error instanceof Problem && error.fields.some(({ rule }) => rule === 'order');
    const again = (
      <Button variant="default" onClick={clear}>
        {words.clear}
      </Button>
    );
    if (isUnknown) {
      return (
        <Message title={words.noSuch} why={words.noSuchWhy}>
          {again}
        </Message>
      );
    }
    if (isOrder) return <Message title={words.badOrder}>{again}</Message>;
    return <Failed error={error} retry={() => void search.refetch()} />;
  }
  if (pages.length === 0) return <Loading lines={12} />;
  if (events.length === 0 && !hasNextPage) {
    return (
      <Message title={words.nothing} why={words.nothingWhy}>
        <Button variant="default" onClick={clear}>
          {words.clear}
        </Button>
      </Message>
    );
  }
  return (
    <>
      <div className="audit-line">
        <span>{words.asked(time.moment(dataUpdatedAt))}</span>
        <Button
          variant="subtle"
          size="compact-md"
          className="no-print"
          loading={search.isRefetching && !isFetchingNextPage}
          onClick={() => void search.refetch()}
        >
          {words.again}
        </Button>
        <span>{words.copy}</span>
      </div>
      <EventList events={events} cards={new Cards(pages)} />
      <Text mt="sm" role="status">
        {looksOn
          ? words.looking
          : hasNextPage
            ? words.found(events.length)
            : `${words.found(events.length)}. ${words.end}`}
      </Text>
      {hasNextPage && !looksOn && (
        <Button
          variant="default"
          mt="xs"
          className="no-print"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
    </>
  );
}
