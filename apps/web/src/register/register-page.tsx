import { Anchor, Group, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { get, type Schema } from '../api/client.ts';
import { Page } from '../app/page.tsx';
import { Answer } from '../states/answer.tsx';
import { Loading } from '../states/loading.tsx';
import { Message } from '../states/message.tsx';
import { addDays, type LocalDate, useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { KeysHelp } from './keys-help.tsx';
import './register.css';
import { registerWords } from './register.messages.ts';
import { RegisterSheet } from './register-sheet.tsx';
import { useRegister } from './use-register.ts';

type Year = Schema<'YearAnswer'>;

interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The page of a register: a term as on paper, today's column ready to be written. */
export default function RegisterPage({ registerId }: { readonly registerId: string }): ReactElement {
  const time = useSchoolTime();
  const today = time.today();
  const asked = new URLSearchParams(window.location.search).get('lesson');
  const lesson = useQuery({
    queryKey: ['lesson', asked],
    queryFn: ({ signal }) => get<Schema<'LessonPage'>>(`lessons/${asked}`, {}, signal),
    enabled: asked !== null,
    staleTime: 0,
  });
  const years = useQuery({
    queryKey: ['years'],
    queryFn: ({ signal }) => get<Schema<'YearsAnswer'>>('years', { limit: 100 }, signal),
    meta: { models: ['years'] },
  });
  if (years.data === undefined) return <Answer query={years}>{() => null}</Answer>;
  if (asked !== null && lesson.data === undefined && lesson.error === null) return <Loading lines={12} />;
  const date = lesson.data?.lesson.date ?? today;
  const year = years.data.items.find(({ from, to }) => from <= date && date <= to) ?? years.data.items.at(-1);
  return (
    <OfYear
      key={year?.yearId}
      registerId={registerId}
      yearId={year?.yearId ?? null}
      date={date}
      lessonId={asked}
    />
  );
}

function OfYear({
  registerId,
  yearId,
  date,
  lessonId,
}: {
  readonly registerId: string;
  readonly yearId: string | null;
  readonly date: LocalDate;
  readonly lessonId: string | null;
}): ReactElement {
  const words = useWords(registerWords);
  const year = useQuery({
    queryKey: ['year', yearId],
    queryFn: ({ signal }) => get<Year>(`years/${yearId}`, {}, signal),
    enabled: yearId !== null,
    meta: { models: ['years'] },
  });
  const [chosen, setChosen] = useState<string | null>(null);
  const [helps, setHelps] = useState(false);
  const terms = year.data?.terms ?? [];
  const current = terms.find(({ to }) => date <= to) ?? terms.at(-1);
  const term = chosen === null ? current : terms.find(({ termId }) => termId === chosen);
  // Without terms, and between them, the days around are shown.
  const period: Period =
    chosen === 'year' && year.data !== undefined
      ? { from: year.data.from, to: year.data.to }
      : term !== undefined
        ? { from: term.from, to: term.to }
        : { from: addDays(date, -30), to: addDays(date, 30) };
  // Before the terms are known, other days than theirs would be shown and taken away again.
  const isKnown = yearId === null || !year.isPending;
  const register = useRegister(registerId, period.from, period.to, isKnown);
  const page = register.data?.page;
  const title =
    page === undefined
      ? words.sheet
      : `${page.groups.map((group) => group.title).join(', ')}, ${page.subject?.title ?? ''}`;
  return (
    <Page
      title={title}
      beside={
        <Group gap="md" className="no-print">
          <Anchor component="button" type="button" onClick={() => setHelps(true)}>
            {words.keys} (?)
          </Anchor>
          <Anchor component="button" type="button" onClick={() => window.print()}>
            {words.print}
          </Anchor>
          {terms.length > 0 && (
            <NativeSelect
              aria-label={words.period}
              value={chosen ?? current?.termId ?? ''}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data={[
                ...terms.map(({ termId, title: name }) => ({ value: termId, label: name })),
                { value: 'year', label: words.wholeYear },
              ]}
            />
          )}
        </Group>
      }
    >
      <Answer query={register} loading={<Loading lines={14} />}>
        {(shown) =>
          shown.page.lessons.length === 0 ? (
            <Message title={words.noLessons} why={words.noLessonsWhy} />
          ) : shown.page.pupils.length === 0 ? (
            <Message title={words.noPupils} />
          ) : (
            <RegisterSheet shown={shown} terms={terms} lessonId={lessonId} help={() => setHelps(true)} />
          )
        }
      </Answer>
      {helps && <KeysHelp close={() => setHelps(false)} />}
    </Page>
  );
}
