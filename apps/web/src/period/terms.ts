import { useQueries, useQuery } from '@tanstack/react-query';
import { get, type Schema } from '../api/client.ts';
import type { LocalDate } from '../time/school-time.ts';

export type Term = Schema<'TermAnswer'>;

/** The terms of all the school's years, the earliest first; undefined while they are being asked for. */
export function useTerms(): readonly Term[] | undefined {
  const years = useQuery({
    queryKey: ['years'],
    queryFn: ({ signal }) => get<Schema<'YearsAnswer'>>('years', { limit: 500 }, signal),
    meta: { models: ['years'] },
  });
  const each = useQueries({
    queries: (years.data?.items ?? []).map(({ yearId }) => ({
      queryKey: ['years', yearId],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        get<Schema<'YearAnswer'>>(`years/${yearId}`, {}, signal),
      meta: { models: ['years'] },
    })),
  });
  if (years.data === undefined || each.some(({ data }) => data === undefined)) return undefined;
  return each.flatMap(({ data }) => data?.terms ?? []).sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** The term that a date lies in; in the holidays the one before them, before the first term that one. */
export const termOf = (terms: readonly Term[], date: LocalDate): Term | undefined =>
  terms.findLast(({ from }) => from <= date) ?? terms[0];
