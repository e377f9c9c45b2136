import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Schema } from '../api/client.ts';
import type { LocalDate } from '../time/school-time.ts';

/** The classes that exist on some day of a period, as a school counts them: 1А … 11Б. */
export const useClasses = (
  from: LocalDate,
  to: LocalDate,
  isAllowed = true,
): UseQueryResult<Schema<'GroupLine'>[]> =>
  useQuery({
    queryKey: ['groups', 'class', from, to],
    queryFn: async ({ signal }) => {
      const query = { kind: 'class', from, to, limit: 500 };
      const { items } = await get<Schema<'GroupsAnswer'>>('groups', query, signal);
      return items.sort(byGradeAndTitle);
    },
    enabled: isAllowed,
    meta: { models: ['groups'] },
  });

/** 2А comes before 10А. */
export const byGradeAndTitle = (
  a: Pick<Schema<'GroupLine'>, 'grade' | 'title'>,
  b: Pick<Schema<'GroupLine'>, 'grade' | 'title'>,
): number => (a.grade ?? 99) - (b.grade ?? 99) || a.title.localeCompare(b.title, 'ru');
