import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Schema } from '../api/client.ts';
import { addDays, useSchoolTime } from '../time/school-time.ts';

export type Corrections = Schema<'Corrections'>;
export type CorrectionLine = Schema<'CorrectionLine'>;

export const correctionStates = ['waiting', 'returned', 'approved', 'replaced'] as const;
export type CorrectionState = (typeof correctionStates)[number];

/** So far back corrections are shown. */
const DAYS = 365;

/** Corrections after the term, of the school or one's own. @param state null: all */
export function useCorrections(state: CorrectionState | null): UseQueryResult<Corrections> {
  const to = useSchoolTime().today();
  const from = addDays(to, -DAYS);
  return useQuery({
    queryKey: ['corrections', from, to, state],
    queryFn: ({ signal }) => get<Corrections>('corrections', { from, to, state }, signal),
    meta: { models: ['lessons', 'dated-works'] },
  });
}

/** Where the word on a correction is said. */
export const reviewPath = ({ lessonId, registerId, workId, correctionId }: CorrectionLine): string =>
  `${lessonId === null ? `registers/${registerId}/works/${workId}` : `lessons/${lessonId}`}/corrections/${correctionId}`;
