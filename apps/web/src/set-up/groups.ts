import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { allPages } from '../api/all-pages.ts';
import { get, type Schema } from '../api/client.ts';
import { byGradeAndTitle } from '../classes/classes.ts';

export type GroupLine = Schema<'GroupLine'>;
export type GroupKind = GroupLine['kind'];

export const groupKinds: readonly GroupKind[] = [
  'class',
  'subgroup',
  'individual',
  'elective',
  'club',
  'extended-day',
];

/** The groups of a year: classes first, as a school counts them. */
export const useGroups = (yearId: string | null): UseQueryResult<GroupLine[]> =>
  useQuery({
    queryKey: ['groups', 'of-year', yearId],
    queryFn: async ({ signal }) =>
      (await allPages<GroupLine>('groups', { yearId }, signal)).sort(
        (a, b) => groupKinds.indexOf(a.kind) - groupKinds.indexOf(b.kind) || byGradeAndTitle(a, b),
      ),
    enabled: yearId !== null,
    meta: { models: ['groups'] },
  });

/** One group with everybody who is or was in it. */
export const useGroup = (groupId: string): UseQueryResult<Schema<'GroupAnswer'>> =>
  useQuery({
    queryKey: ['groups', groupId],
    queryFn: ({ signal }) => get<Schema<'GroupAnswer'>>(`groups/${groupId}`, {}, signal),
    meta: { models: ['groups', 'people'] },
  });
