import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Schema } from '../api/client.ts';
import { useMe } from '../app/me.ts';
import type { LocalDate } from '../time/school-time.ts';

export type TimetablePage = Schema<'TimetablePage'>;
export type TimetableLesson = Schema<'TimetableLesson'>;

/** The lessons that the teacher gives, or was planned to give, in a period. */
export function useOwnLessons(from: LocalDate, to: LocalDate): UseQueryResult<TimetablePage> {
  const { person } = useMe();
  const teacherId = person?.personId ?? null;
  return useQuery({
    queryKey: ['timetable', teacherId, from, to],
    queryFn: ({ signal }) => get<TimetablePage>('timetable', { from, to, teacherId }, signal),
    meta: { models: ['lessons', 'lesson-policy'] },
  });
}

/** «7Б», «7А, 7Б»: whom a lesson is for. */
export const groupTitles = (
  page: Pick<TimetablePage, 'groups'>,
  { groupIds }: { groupIds: readonly string[] },
): string =>
  groupIds.map((groupId) => page.groups.find((group) => group.groupId === groupId)?.title ?? '').join(', ');

export const subjectTitle = (
  page: Pick<TimetablePage, 'subjects'>,
  { subjectId }: { subjectId: string },
): string => page.subjects.find((subject) => subject.subjectId === subjectId)?.title ?? '';
