import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Schema } from '../../api/client.ts';

export type TrainedPerson = Schema<'TrainedPerson'>;
export type Course = Schema<'CourseLine'>;
export type Session = Course['sessions'][number];

const models = ['trainings', 'courses', 'transition-policy', 'registers', 'people'];

/** What everybody of the staff learned. */
export const useTraining = (): UseQueryResult<Schema<'TrainingAnswer'>> =>
  useQuery({
    queryKey: ['transition', 'training'],
    queryFn: ({ signal }) => get<Schema<'TrainingAnswer'>>('transition/training', {}, signal),
    meta: { models },
  });

/** The programmes, and the courses that were opened. */
export const useCourses = (): UseQueryResult<Schema<'CoursesAnswer'>> =>
  useQuery({
    queryKey: ['transition', 'courses'],
    queryFn: ({ signal }) => get<Schema<'CoursesAnswer'>>('transition/courses', {}, signal),
    meta: { models: ['courses', 'people'] },
  });
