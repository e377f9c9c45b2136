import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { allPages } from '../api/all-pages.ts';
import type { Schema } from '../api/client.ts';

export type Subject = Schema<'SubjectLine'>;

/** The school's subjects, by title. */
export const useSubjects = (): UseQueryResult<Subject[]> =>
  useQuery({
    queryKey: ['subjects', 'all'],
    queryFn: ({ signal }) => allPages<Subject>('subjects', {}, signal),
    meta: { models: ['subjects'] },
  });
