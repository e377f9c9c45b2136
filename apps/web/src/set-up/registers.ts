import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { allPages } from '../api/all-pages.ts';
import type { Schema } from '../api/client.ts';

export type RegisterLine = Schema<'RegisterLine'>;

/** The registers of a year or of a class with its parts. */
export const useRegisters = (of: {
  readonly yearId?: string | null;
  readonly classId?: string | null;
}): UseQueryResult<RegisterLine[]> =>
  useQuery({
    queryKey: ['registers', 'set-up', of],
    queryFn: ({ signal }) => allPages<RegisterLine>('registers', of, signal),
    enabled: (of.yearId ?? of.classId ?? null) !== null,
    meta: { models: ['registers', 'people'] },
  });
