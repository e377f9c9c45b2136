import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onChange } from '../api/changes.ts';
import { get, type Schema } from '../api/client.ts';
import type { Act, LessonView } from '../outbox/act.ts';
import { outbox } from '../outbox/outbox.ts';
import type { LocalDate } from '../time/school-time.ts';

export type RegisterPage = Schema<'RegisterPage'>;

/** A page, and how new each of its lessons is. */
export interface Shown {
  readonly page: RegisterPage;
  /** The position that each lesson was last asked at, where that is later than the page. */
  readonly positions: ReadonlyMap<string, string>;
}

/**
 * A page of the journal that stays true: lessons are replaced one by one as they change, by whomever, so that a sheet
 * of a whole term is not read again for one mark.
 */
export function useRegister(
  registerId: string,
  from: LocalDate,
  to: LocalDate,
  /** The days are the right ones by now. */
  isKnown: boolean,
): UseQueryResult<Shown> {
  const queries = useQueryClient();
  const key = ['register', registerId, from, to];
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }): Promise<Shown> => {
      const page = await get<RegisterPage>(`registers/${registerId}`, { from, to }, signal);
      outbox.settle(new Set(page.lessons.map(({ lessonId }) => lessonId)), page.position);
      return { page, positions: new Map() };
    },
    enabled: isKnown,
    structuralSharing: false,
    // Names, members and works beyond lessons change rarely; lessons are followed below.
    meta: { models: ['people', 'groups', 'registers', 'dated-works'] },
  });
  useEffect(() => {
    const put = (lesson: LessonView, position: string | null): void => {
      queries.setQueryData<Shown>(key, (shown) => shown && withLesson(shown, lesson, position));
    };
    const endOwn = outbox.onLesson(put);
    const endOthers = onChange(({ model, position, keys }) => {
      if (model !== 'lessons') return;
      const shown = queries.getQueryData<Shown>(key);
      if (shown === undefined) return;
      if (keys === undefined) {
        void queries.invalidateQueries({ queryKey: key });
        return;
      }
      const stale = shown.page.lessons.filter(
        ({ lessonId }) =>
          keys.includes(lessonId) && !outbox.willRefresh(lessonId) && positionOf(shown, lessonId) < position,
      );
      for (const { lessonId } of stale) {
        void get<Schema<'LessonPage'>>(`lessons/${lessonId}`, { minPosition: position })
          .then((answer) => put(answer.lesson, answer.position))
          .catch(() => queries.invalidateQueries({ queryKey: key }));
      }
    });
    return () => {
      endOwn();
      endOthers();
    };
    // The key is made of these.
  }, [queries, registerId, from, to]);
  return query;
}

/** The position that a lesson is shown at. */
export const positionOf = ({ page, positions }: Shown, lessonId: string): string =>
  positions.get(lessonId) ?? page.position ?? '';

/** Whether what an act did is not among what is shown at a position. */
export const isAhead = ({ state, position }: Act, shownAt: string): boolean =>
  state !== 'sent' || (position ?? '') > shownAt;

function withLesson(shown: Shown, lesson: LessonView, position: string | null): Shown {
  const { page, positions } = shown;
  const place = page.lessons.findIndex(({ lessonId }) => lessonId === lesson.lessonId);
  if (place < 0 || (position ?? '') < positionOf(shown, lesson.lessonId)) return shown;
  const lessons = page.lessons.with(place, lesson);
  return {
    page: { ...page, lessons },
    positions: position === null ? positions : new Map(positions).set(lesson.lessonId, position),
  };
}
