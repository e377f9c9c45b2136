import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Schema } from '../../api/client.ts';

/** Condition 1, with every act behind it. */
export const useActsCondition = (): UseQueryResult<Schema<'ActsCondition'>> =>
  useQuery({
    queryKey: ['transition', 'conditions', 'acts'],
    queryFn: ({ signal }) => get<Schema<'ActsCondition'>>('transition/conditions/acts', {}, signal),
    meta: { models: ['acts'] },
  });

/** Condition 3, with everybody who keeps a journal. */
export const useTrainingCondition = (): UseQueryResult<Schema<'TrainingCondition'>> =>
  useQuery({
    queryKey: ['transition', 'conditions', 'training'],
    queryFn: ({ signal }) => get<Schema<'TrainingCondition'>>('transition/conditions/training', {}, signal),
    meta: { models: ['trainings', 'courses', 'transition-policy', 'registers', 'people'] },
  });
