import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { allPages } from '../api/all-pages.ts';
import { get, type Schema } from '../api/client.ts';
import type { LocalDate } from '../time/school-time.ts';

export type Year = Schema<'YearAnswer'>;

/** The school's academic years, the latest first. */
export const useYears = (): UseQueryResult<Schema<'YearLine'>[]> =>
  useQuery({
    queryKey: ['years', 'all'],
    queryFn: ({ signal }) => allPages<Schema<'YearLine'>>('years', {}, signal),
    meta: { models: ['years'] },
  });

/** One year with everything that is set in it. */
export const useYear = (yearId: string | null): UseQueryResult<Year> =>
  useQuery({
    queryKey: ['years', yearId],
    queryFn: ({ signal }) => get<Year>(`years/${yearId}`, {}, signal),
    enabled: yearId !== null,
    meta: { models: ['years'] },
  });

/** The year that a date lies in, else the latest one. */
export const yearOf = <Y extends { readonly from: LocalDate; readonly to: LocalDate }>(
  years: readonly Y[],
  date: LocalDate,
): Y | undefined => years.find(({ from, to }) => from <= date && date <= to) ?? years[0];
