import { Anchor, Button, NativeSelect, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, Redirect, useLocation, useSearch } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { Page } from '../app/page.tsx';
import { Failed } from '../states/failed.tsx';
import { Loading } from '../states/loading.tsx';
import { Message } from '../states/message.tsx';
import { NotHere } from '../states/not-here.tsx';
import { addDays, mondayOf, useSchoolTime, weekOf } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { AccountEvidenceTable } from './account-evidence-table.tsx';
import { ClassEvidenceTable } from './class-evidence-table.tsx';
import { criterionWords } from './criteria.messages.ts';
import { evidenceWords } from './evidence.messages.ts';
import { type CriterionNumber, criterionNumbers, readinessModels, type Report } from './figures.ts';
import { type Dimension, dimensionsOf, filterOf } from './held-back.tsx';
import { LessonEvidenceTable } from './lesson-evidence-table.tsx';
import { type Period, periodIn, periodQuery } from './period.ts';
import './readiness.css';
import { readinessWords } from './readiness.messages.ts';

type Evidence = Schema<'Evidence'>;

const filterNames = ['classId', 'teacherId', 'subjectId', 'role', 'week', 'counted'] as const;
type Filters = Partial<Record<(typeof filterNames)[number], string>>;
const verdicts = ['numerator', 'denominator', 'not'] as const;

/** What stands behind a figure: what counts, what does not and why, down to the lesson and its events. */
export default function EvidencePage({ criterion }: { readonly criterion: string }): ReactElement {
  const search = new URLSearchParams(useSearch());
  const period = periodIn(search);
  const number = criterionNumbers.find((each) => String(each) === criterion);
  if (number === undefined) return <NotHere />;
  if (period === null) return <Redirect to="/readiness" replace />;
  const filters: Filters = Object.fromEntries(
    filterNames.map((name) => [name, search.get(name)] as const).filter(([, value]) => value !== null),
  );
  return <EvidenceOf criterion={number} period={period} filters={filters} />;
}

function EvidenceOf({
  criterion,
  period,
  filters,
}: {
  readonly criterion: CriterionNumber;
  readonly period: Period;
  readonly filters: Filters;
}): ReactElement {
  const names = useWords(criterionWords);
  const words = useWords(evidenceWords);
  const report = useWords(readinessWords);
  const time = useSchoolTime();
  const evidence = useInfiniteQuery({
    queryKey: ['readiness', 'evidence', criterion, period, filters],
    queryFn: ({ signal, pageParam }) =>
      get<Evidence>(
        `readiness/${criterion}/evidence`,
        { ...period, ...filters, limit: 200, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    // A page may hold nothing that the filters want, and still not be the last.
    getNextPageParam: ({ cursor }) => cursor,
    ...(period.asOf === null ? { meta: { models: readinessModels } } : {}),
  });
  const pages = evidence.data?.pages ?? [];
  const shown = pages.reduce(
    (sum, { classes = [], lessons = [], accounts = [] }) =>
      sum + classes.length + lessons.length + accounts.length,
    0,
  );
  return (
    <Page
      title={`${criterion}. ${names.names[criterion]}`}
      beside={
        <Anchor component={Link} href={`/readiness?${periodQuery(period)}`} className="no-print">
          {words.back}
        </Anchor>
      }
    >
      <Text c="dimmed">
        {names.means[criterion]} · {report.period(time.day(period.from), time.day(period.to))}
      </Text>
      <FilterForm criterion={criterion} period={period} filters={filters} />
      {criterion === 6 && <Text mb="sm">{words.onlineNote}</Text>}
      {evidence.error !== null && pages.length === 0 ? (
        <Failed error={evidence.error} retry={() => void evidence.refetch()} />
      ) : pages.length === 0 ? (
        <>
          {period.asOf !== null && <Text c="dimmed">{report.folding}</Text>}
          <Loading lines={10} />
        </>
      ) : shown === 0 && !evidence.hasNextPage ? (
        <Message title={words.nothing} why={words.nothingWhy} />
      ) : (
        <div className="evidence">
          {criterion === 1 && <ClassEvidenceTable rows={pages.flatMap(({ classes = [] }) => classes)} />}
          {(criterion === 4 || criterion === 5) && <AccountEvidenceTable pages={pages} />}
          {(criterion === 2 || criterion === 3 || criterion === 6) && <LessonEvidenceTable pages={pages} />}
          <Text mt="sm" role="status">
            {words.shown(shown)}
          </Text>
          {evidence.hasNextPage && (
            <Button
              variant="default"
              mt="xs"
              className="no-print"
              loading={evidence.isFetchingNextPage}
              onClick={() => void evidence.fetchNextPage()}
            >
              {words.more}
            </Button>
          )}
        </div>
      )}
    </Page>
  );
}

/** Whose row, which week, what verdict: each choice goes into the address. */
function FilterForm({
  criterion,
  period,
  filters,
}: {
  readonly criterion: CriterionNumber;
  readonly period: Period;
  readonly filters: Filters;
}): ReactElement {
  const words = useWords(evidenceWords);
  const time = useSchoolTime();
  const [, goTo] = useLocation();
  const choose = (name: keyof Filters, value: string): void => {
    const chosen = { ...filters, [name]: value === '' ? undefined : value };
    goTo(`/readiness/${criterion}?${periodQuery(period, chosen)}`);
  };
  const weeks: { value: string; label: string }[] = [];
  for (let monday = mondayOf(period.from); monday <= period.to; monday = addDays(monday, 7)) {
    const label = words.weekOf(time.short(monday), time.short(addDays(monday, 6)));
    weeks.push({ value: weekOf(monday), label });
  }
  return (
    <div className="evidence-filters no-print">
      <NativeSelect
        label={words.counted}
        value={filters.counted ?? ''}
        onChange={(event) => choose('counted', event.currentTarget.value)}
        data={[
          { value: '', label: words.all },
          ...verdicts.map((verdict) => ({ value: verdict, label: words[verdict] })),
        ]}
      />
      {dimensionsOf(criterion).map((by) => (
        <RowSelect
          key={by}
          by={by}
          period={period}
          value={filters[filterOf[by] as keyof Filters] ?? ''}
          choose={(value) => choose(filterOf[by] as keyof Filters, value)}
        />
      ))}
      <NativeSelect
        label={words.week}
        value={filters.week ?? ''}
        onChange={(event) => choose('week', event.currentTarget.value)}
        data={[{ value: '', label: words.any }, ...weeks]}
      />
    </div>
  );
}

function RowSelect({
  by,
  period,
  value,
  choose,
}: {
  readonly by: Dimension;
  readonly period: Period;
  readonly value: string;
  readonly choose: (value: string) => void;
}): ReactElement {
  const words = useWords(evidenceWords);
  const report = useWords(readinessWords);
  // The rows have the same names now as in an old report: they are not worth reading the journal again.
  const { from, to } = period;
  const rows = useQuery({
    queryKey: ['readiness', { from, to, asOf: null }, by],
    queryFn: ({ signal }) => get<Report>('readiness', { from, to, by }, signal),
    staleTime: 300_000,
  });
  const options = (rows.data?.rows ?? [])
    .map(({ id, title }) => ({
      value: id,
      label: by === 'role' ? words.roles[id as keyof typeof words.roles] : (title ?? report.unknownRow),
    }))
    .sort((a, b) => a.label.localeCompare(b.label, 'ru', { numeric: true }));
  const isKnown = value === '' || options.some((option) => option.value === value);
  return (
    <NativeSelect
      label={words[by]}
      value={value}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[{ value: '', label: words.any }, ...(isKnown ? [] : [{ value, label: '…' }]), ...options]}
    />
  );
}
