import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Schema } from '../../api/client.ts';

export type Verdict = Schema<'Verdict'>;
export type Assessment = Schema<'AssessmentLine'>;

/** Whether the school is ready as of now. Lessons change all day: only what the transition itself changes is asked anew. */
export const useVerdict = (): UseQueryResult<Schema<'VerdictAnswer'>> =>
  useQuery({
    queryKey: ['transition', 'verdict'],
    queryFn: ({ signal }) => get<Schema<'VerdictAnswer'>>('transition/verdict', {}, signal),
    meta: { models: ['acts', 'resources', 'trainings', 'consent', 'transition-policy'] },
  });

/** Every assessment, the newest first. */
export const useAssessments = (): UseQueryResult<Schema<'AssessmentsAnswer'>> =>
  useQuery({
    queryKey: ['transition', 'assessments'],
    queryFn: ({ signal }) => get<Schema<'AssessmentsAnswer'>>('transition/assessments', {}, signal),
    meta: { models: ['assessments', 'people'] },
  });

export type Watched = Schema<'MonitoringAnswer'>;

/** Since which day the school keeps no paper; null: it still does. */
export const withoutPaperSince = ({ paperEnds, on }: Watched): string | null =>
  paperEnds !== null && paperEnds <= on ? paperEnds : null;

/** The criteria after the paper ended, week by week. */
export const useMonitoring = (): UseQueryResult<Watched> =>
  useQuery({
    queryKey: ['transition', 'monitoring'],
    queryFn: ({ signal }) => get<Watched>('transition/monitoring', {}, signal),
    meta: { models: ['orders', 'transition-policy'] },
  });
