import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Schema } from '../api/client.ts';
import { instantOf } from '../time/instant-of.ts';
import { isDate, type LocalDate, mondayOf, useSchoolTime } from '../time/school-time.ts';

/** What a report is about: it stands in the address, so that a link is a report. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** As the journal stood at an instant or position; null: as it stands now. */
  readonly asOf: string | null;
}

/** The period of an address; null when it names none. */
export function periodIn(search: URLSearchParams): Period | null {
  const [from, to, asOf] = [search.get('from'), search.get('to'), search.get('asOf')];
  return isDate(from) && isDate(to) && from <= to ? { from, to, asOf } : null;
}

/** `from=…&to=…&asOf=…`, and what else is given. */
export function periodQuery(
  { from, to, asOf }: Period,
  more: Readonly<Record<string, string | null | undefined>> = {},
): string {
  const said = Object.entries({ from, to, asOf, ...more }).filter(
    (entry): entry is [string, string] => entry[1] !== null && entry[1] !== undefined,
  );
  return String(new URLSearchParams(said));
}

/** The last instant of a day by the school's clocks, in UTC: `2026-11-24T20:59:59.999Z`. */
export const endOfDay = (date: LocalDate, timeZone: string): string =>
  instantOf(`${date}T23:59:59.999`, timeZone)!;

/** A span that has a name: a week, a term, the year. */
export interface NamedPeriod {
  readonly kind: 'week' | 'term' | 'year';
  /** The term's or year's own title; empty for the week. */
  readonly title: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The spans of the present year that have begun, each up to today. The first one is where a report begins. */
export function useNamedPeriods(): UseQueryResult<readonly NamedPeriod[]> {
  const time = useSchoolTime();
  const today = time.today();
  return useQuery({
    queryKey: ['named-periods', today],
    queryFn: async ({ signal }) => {
      const { items } = await get<Schema<'YearsAnswer'>>('years', { limit: 500 }, signal);
      const upToToday = (to: LocalDate): LocalDate => (to < today ? to : today);
      const week: NamedPeriod = { kind: 'week', title: '', from: mondayOf(today), to: today };
      const line = items.filter(({ from }) => from <= today).sort((a, b) => (a.from < b.from ? 1 : -1))[0];
      if (line === undefined) return [week];
      const year = await get<Schema<'YearAnswer'>>(`years/${line.yearId}`, {}, signal);
      const terms = year.terms
        .filter(({ from }) => from <= today)
        .map(({ title, from, to }): NamedPeriod => ({ kind: 'term', title, from, to: upToToday(to) }));
      const whole: NamedPeriod = { kind: 'year', title: year.title, from: year.from, to: upToToday(year.to) };
      return [...terms.slice(-1), ...terms.slice(0, -1).reverse(), whole, week];
    },
    meta: { models: ['years'] },
  });
}
