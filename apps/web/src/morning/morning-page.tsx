import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { useAddress } from '../app/address.ts';
import { useHas } from '../app/me.ts';
import { Page } from '../app/page.tsx';
import { WaitingCorrections } from '../corrections/corrections-line.tsx';
import { termOf, useTerms } from '../period/terms.ts';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { DaySteps } from '../time/day-steps.tsx';
import { addDays, type LocalDate, useSchoolTime } from '../time/school-time.ts';
import { useNow } from '../today/now.ts';
import { useWords } from '../words/catalogue.ts';
import { AbsentByClass } from './absent-by-class.tsx';
import { BareLessons } from './bare-lessons.tsx';
import { MorningParts } from './morning-parts.tsx';
import './morning.css';
import { morningWords } from './morning.messages.ts';
import { FirstUncalled, OthersUncalled } from './uncalled.tsx';

/** From here on, a term's end is near enough to look at who has too few marks. */
const NEAR_DAYS = 14;

/** A day of the whole school: who is away, where the roll was not called, what lacks a topic or homework. */
export default function MorningPage(): ReactElement {
  const words = useWords(morningWords);
  const time = useSchoolTime();
  const address = useAddress();
  const reviews = useHas('deputy-head');
  const now = useNow();
  const today = time.today(now);
  const date = address.date('date') ?? today;
  const absentees = useQuery({
    queryKey: ['absentees', date],
    queryFn: ({ signal }) => get<Schema<'AbsenteesPage'>>('absentees', { date }, signal),
    meta: { models: ['lessons', 'absences'] },
  });
  const timetable = useQuery({
    queryKey: ['timetable', 'school', date],
    queryFn: ({ signal }) => get<Schema<'TimetablePage'>>('timetable', { from: date, to: date }, signal),
    meta: { models: ['lessons'] },
  });
  return (
    <Page
      title={date === today ? words.title : `${words.title}: ${time.day(date)}`}
      beside={<DaySteps date={date} choose={(chosen) => address.say({ date: chosen })} />}
    >
      <MorningParts />
      <TermEnds today={today} />
      {reviews && <WaitingCorrections />}
      <Answer query={timetable}>
        {(page) =>
          page.lessons.length === 0 ? (
            <Message title={words.none} why={words.noneWhy} />
          ) : (
            <div className="morning">
              <section aria-labelledby="absent">
                <Title order={2} size="h4" id="absent">
                  {words.absent}
                </Title>
                <Answer query={absentees}>{(answer) => <AbsentByClass page={answer} />}</Answer>
              </section>
              <div className="morning-column">
                <section aria-labelledby="first-uncalled">
                  <Title order={2} size="h4" id="first-uncalled">
                    {words.firstUncalled}
                  </Title>
                  <Answer query={absentees}>{(answer) => <FirstUncalled page={answer} />}</Answer>
                </section>
                <section aria-labelledby="bare">
                  <Title order={2} size="h4" id="bare">
                    {words.bare}
                  </Title>
                  <BareLessons page={page} now={now} />
                </section>
                <Answer query={absentees} loading={<></>}>
                  {(answer) => <OthersUncalled page={answer} />}
                </Answer>
              </div>
            </div>
          )
        }
      </Answer>
    </Page>
  );
}

/** In the two weeks before a term ends: the way to those with too few marks. */
function TermEnds({ today }: { readonly today: LocalDate }): ReactElement | null {
  const words = useWords(morningWords);
  const terms = useTerms();
  const term = termOf(terms ?? [], today);
  if (term === undefined || term.to < today || addDays(today, NEAR_DAYS) < term.to) return null;
  let days = 0;
  while (addDays(today, days) < term.to) days += 1;
  return (
    <p className="morning-term">
      {words.termEnds(days, term.title)} <Link href="/morning/marks">{words.termEndsLink}</Link>
    </p>
  );
}
