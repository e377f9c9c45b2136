import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { pupilName } from '../app/names.ts';
import { type Term, termOf, useTerms } from '../period/terms.ts';
import { Answer } from '../states/answer.tsx';
import { Loading } from '../states/loading.tsx';
import { useWords } from '../words/catalogue.ts';
import { classDayWords } from './class-day.messages.ts';

/** A tenth of the lessons is much, from so many lessons on. */
const MUCH = 0.1;
const FEWEST = 3;
/** A term of lessons is long to read: it is asked for anew this seldom (ms), not at each change. */
const STALE_MS = 300_000;

/** Who has missed a tenth of the term's lessons or more, up to a day. */
export function ManyAbsences({
  groupId,
  date,
}: {
  readonly groupId: string;
  readonly date: string;
}): ReactElement | null {
  const terms = useTerms();
  const term = termOf(terms ?? [], date);
  return term === undefined || date < term.from ? null : (
    <OfTerm groupId={groupId} term={term} to={date < term.to ? date : term.to} />
  );
}

function OfTerm({
  groupId,
  term: { title, from },
  to,
}: {
  readonly groupId: string;
  readonly term: Term;
  readonly to: string;
}): ReactElement {
  const words = useWords(classDayWords);
  const missed = useQuery({
    queryKey: ['missed-lessons', groupId, from, to],
    queryFn: ({ signal }) =>
      get<Schema<'MissedLessonsOfClass'>>(`groups/${groupId}/missed-lessons`, { from, to }, signal),
    staleTime: STALE_MS,
  });
  return (
    <section aria-labelledby="many-absences" className="class-absences">
      <Title order={2} size="h4" id="many-absences" mb="xs">
        {words.manyAbsences(title)}
      </Title>
      <Answer query={missed} loading={<Loading lines={2} />}>
        {({ pupils }) => {
          const many = pupils.filter(
            ({ lessonCount, absences: { total } }) => total >= FEWEST && total >= MUCH * lessonCount,
          );
          return many.length === 0 ? (
            <Text c="dimmed">{words.noManyAbsences}</Text>
          ) : (
            <ul>
              {many.map((pupil) => (
                <li key={pupil.personId}>
                  <Link href={`/averages/${pupil.personId}`}>{pupilName(pupil)}</Link>{' '}
                  <span className="class-quiet">— {saidOf(pupil)}</span>
                </li>
              ))}
            </ul>
          );
        }}
      </Answer>
    </section>
  );

  function saidOf({ lessonCount, absences }: Schema<'MissedLessons'>): string {
    const { total, unexcused, unknown } = absences;
    const said = words.missedOf(total, lessonCount);
    return unexcused + unknown === 0 ? said : `${said}, ${words.withoutReason(unexcused + unknown)}`;
  }
}
