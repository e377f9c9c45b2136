import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Schema } from '../api/client.ts';
import { useHas } from '../app/me.ts';
import type { LocalDate } from '../time/school-time.ts';
import { byGradeAndTitle, useClasses } from './classes.ts';

/** What a choice of classes shows of each. */
export type ClassLine = Pick<Schema<'GroupLine'>, 'groupId' | 'title' | 'grade'>;

/** The classes of a day that this account looks after: a class teacher's own, or all of the school. */
export function useOwnClasses(date: LocalDate): UseQueryResult<readonly ClassLine[]> {
  const readsAll = useHas('head', 'deputy-head', 'auditor');
  const all = useClasses(date, date, readsAll);
  const own = useQuery({
    queryKey: ['own-classes', date],
    queryFn: async ({ signal }): Promise<readonly ClassLine[]> => {
      const { classes, groups } = await get<Schema<'AbsenteesPage'>>('absentees', { date }, signal);
      return groups
        .filter(({ groupId }) => classes.some((one) => one.groupId === groupId))
        .sort(byGradeAndTitle);
    },
    enabled: !readsAll,
    meta: { models: ['groups'] },
  });
  return readsAll ? all : own;
}
