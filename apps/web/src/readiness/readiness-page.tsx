import { Anchor, Button, Text } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Link, Redirect, useSearch } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { useHas } from '../app/me.ts';
import { Page } from '../app/page.tsx';
import { Answer } from '../states/answer.tsx';
import { Loading } from '../states/loading.tsx';
import { addDays, mondayOf, mondayOfWeek, useSchoolTime, weekOf } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { CriterionLine } from './criterion-line.tsx';
import { type CriterionNumber, readinessModels, type Report } from './figures.ts';
import type { WeekValue } from './forecast.ts';
import type { Dimension } from './held-back.tsx';
import { type NamedPeriod, type Period, periodIn, periodQuery, useNamedPeriods } from './period.ts';
import { PeriodForm } from './period-form.tsx';
import './readiness.css';
import { readinessWords } from './readiness.messages.ts';

const WEEKS = 8;
const dimensions: readonly Dimension[] = ['class', 'teacher', 'subject', 'role'];

/** The six criteria over a period; the period stands in the address, so that a link is a report. */
export default function ReadinessPage(): ReactElement {
  const search = useSearch();
  const period = periodIn(new URLSearchParams(search));
  const named = useNamedPeriods();
  if (period === null) {
    return (
      <Answer query={named}>
        {([first]) => <Redirect to={`/readiness?${periodQuery({ ...first!, asOf: null })}`} replace />}
      </Answer>
    );
  }
  return <ReportPage key={search} period={period} named={named.data ?? []} />;
}

function ReportPage({
  period,
  named,
}: {
  readonly period: Period;
  readonly named: readonly NamedPeriod[];
}): ReactElement {
  const words = useWords(readinessWords);
  const opens = useHas('administrator', 'head', 'deputy-head', 'auditor');
  const { asOf } = period;
  // To read the whole journal again for every table of an old report is much: they are asked for one by one.
  const [wanted, setWanted] = useState(asOf === null);
  const report = useQuery({
    queryKey: ['readiness', period],
    queryFn: ({ signal }) => get<Report>('readiness', { ...period }, signal),
    ...(asOf === null ? { meta: { models: readinessModels } } : { staleTime: Infinity }),
  });
  const isThere = report.data !== undefined;
  const weeks = useQuery({
    queryKey: ['readiness', 'weeks', period.to, asOf],
    queryFn: ({ signal }) =>
      get<Report>(
        'readiness',
        { from: addDays(mondayOf(period.to), -7 * (WEEKS - 1)), to: period.to, asOf, by: 'week' },
        signal,
      ),
    enabled: isThere && wanted,
    staleTime: 300_000,
  });
  const breakdowns = useQueries({
    queries: dimensions.map((by) => ({
      queryKey: ['readiness', period, by],
      queryFn: ({ signal }: { signal: AbortSignal }) => get<Report>('readiness', { ...period, by }, signal),
      enabled: isThere && wanted,
      staleTime: 300_000,
    })),
  });
  const byDimension = new Map(
    dimensions.flatMap((by, index) => {
      const rows = breakdowns[index]?.data;
      return rows === undefined ? [] : [[by, rows] as const];
    }),
  );
  return (
    <Page
      title={words.title}
      beside={
        <Button className="no-print" variant="default" onClick={() => window.print()}>
          {words.print}
        </Button>
      }
    >
      <PeriodForm period={period} named={named} />
      <Answer
        query={report}
        loading={
          <>
            {asOf !== null && <Text c="dimmed">{words.folding}</Text>}
            <Loading lines={12} />
          </>
        }
      >
        {(said) => (
          <>
            <ReportHead report={said} period={period} />
            {!wanted && (
              <Button className="no-print" variant="default" my="sm" onClick={() => setWanted(true)}>
                {words.showMore}
              </Button>
            )}
            <ol className="criteria">
              {said.criteria.map((indicator) => (
                <CriterionLine
                  key={indicator.criterion}
                  indicator={indicator}
                  period={period}
                  weeks={weeks.data === undefined ? null : weekValues(weeks.data, indicator.criterion)}
                  breakdowns={byDimension}
                  opens={opens}
                />
              ))}
            </ol>
          </>
        )}
      </Answer>
    </Page>
  );
}

/** Which school, which days, as of when, by which rules: what makes a printed page a report. */
function ReportHead({ report, period }: { readonly report: Report; readonly period: Period }): ReactElement {
  const words = useWords(readinessWords);
  const time = useSchoolTime();
  const school = useQuery({
    queryKey: ['school'],
    queryFn: ({ signal }) => get<Schema<'SchoolAnswer'>>('school', {}, signal),
    staleTime: Infinity,
    meta: { models: ['school'] },
  });
  const { from, to, at, policyVersion, position } = report;
  return (
    <div className="report-head">
      <p className="report-school">{school.data?.name}</p>
      <p>
        <b>{words.period(time.day(from), time.day(to))}</b>, {words.at(time.moment(at))}.{' '}
        {words.policy(policyVersion)}
        {position === null ? '' : `, ${words.position(position)}`}.{' '}
        <span className="no-print">
          {period.asOf === null ? (
            <Anchor component={Link} href={`/readiness?${periodQuery({ ...period, asOf: at })}`}>
              {words.keep}
            </Anchor>
          ) : (
            <Anchor component={Link} href={`/readiness?${periodQuery({ ...period, asOf: null })}`}>
              {words.asNow}
            </Anchor>
          )}
        </span>
      </p>
    </div>
  );
}

function weekValues({ from, to, rows = [] }: Report, criterion: CriterionNumber): WeekValue[] {
  const byWeek = new Map(rows.map(({ id, criteria }) => [id, criteria]));
  const weeks: WeekValue[] = [];
  for (let monday = mondayOf(from); monday <= to; monday = addDays(monday, 7)) {
    const found = byWeek.get(weekOf(monday))?.find((each) => each.criterion === criterion);
    weeks.push({ monday: mondayOfWeek(weekOf(monday)), value: found?.value ?? null });
  }
  return weeks;
}
