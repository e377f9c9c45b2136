import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { type LocalDate, useSchoolTime } from '../time/school-time.ts';

export type Year = Schema<'YearAnswer'>;

export interface Period {
  /** A term's id, or `year`. */
  readonly id: string;
  /** null: the whole year. */
  readonly title: string | null;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The school year that today lies in, else the latest one; null when the school has none. */
export function usePresentYear(): UseQueryResult<Year | null> {
  const today = useSchoolTime().today();
  return useQuery({
    queryKey: ['year', today],
    queryFn: async ({ signal }) => {
      const { items } = await get<Schema<'YearsAnswer'>>('years', {}, signal);
      const year = items.find(({ from, to }) => from <= today && today <= to) ?? items[0];
      return year === undefined ? null : await get<Year>(`years/${year.yearId}`, {}, signal);
    },
    meta: { models: ['years'] },
  });
}

/** The periods of a year, and which one the address names (`?period=`): the present term by default. */
export function usePeriod(year: Year): {
  readonly periods: readonly Period[];
  readonly period: Period;
  readonly choose: (id: string) => void;
} {
  const today = useSchoolTime().today();
  const [search, setSearch] = useSearchParams();
  const terms = year.terms.map(({ termId, title, from, to }) => ({ id: termId, title, from, to }));
  const whole: Period = { id: 'year', title: null, from: year.from, to: year.to };
  const periods = [...terms, whole];
  // In the holidays the term before is the present one.
  const present = terms.findLast(({ from }) => from <= today) ?? whole;
  return {
    periods,
    period: periods.find(({ id }) => id === search.get('period')) ?? present,
    choose: (id) => setSearch(id === present.id ? {} : { period: id }),
  };
}
