import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { addDays, mondayOfWeek, useSchoolTime, weekOf } from '../time/school-time.ts';

export type DiaryWeek = Schema<'DiaryWeek'>;
export type DiaryLesson = Schema<'DiaryLesson'>;
export type DiaryMark = Schema<'DiaryMark'>;

/** The week in the address (`?week=2026-W48`), the present one by default. */
export function useWeek(): {
  readonly week: string;
  readonly isPresent: boolean;
  /** Another week, so many weeks later. */
  readonly shifted: (weeks: number) => string;
  readonly goTo: (week: string) => void;
} {
  const time = useSchoolTime();
  const [search, setSearch] = useSearchParams();
  const present = weekOf(time.today());
  const said = search.get('week') ?? '';
  // Weeks that a year does not have become those of the next one.
  const week = /^20\d{2}-W(0[1-9]|[1-4]\d|5[0-3])$/.test(said) ? weekOf(mondayOfWeek(said)) : present;
  return {
    week,
    isPresent: week === present,
    shifted: (weeks) => weekOf(addDays(mondayOfWeek(week), 7 * weeks)),
    goTo: (chosen) => setSearch(chosen === present ? {} : { week: chosen }),
  };
}

export const useDiaryWeek = (pupilId: string, week: string): UseQueryResult<DiaryWeek> =>
  useQuery({
    queryKey: ['diary', pupilId, week],
    queryFn: ({ signal }) => get<DiaryWeek>(`diaries/${pupilId}`, { week }, signal),
    meta: { models: ['lessons', 'dated-works', 'absences', 'diary-acknowledgements'] },
  });
