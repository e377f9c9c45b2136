import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Schema } from '../../api/client.ts';

export type Plan = Schema<'PlanAnswer'>;
export type Task = Schema<'TaskLine'>;
export type Stage = Schema<'StageLine'>;

/** The plan by stages as it stands today. */
export const usePlan = (): UseQueryResult<Plan> =>
  useQuery({
    queryKey: ['transition', 'plan'],
    queryFn: ({ signal }) => get<Plan>('transition/plan', {}, signal),
    meta: { models: ['transition-plan', 'people'] },
  });

/** The tasks of the plan that the person who is signed in answers for. */
export const useOwnTasks = (): UseQueryResult<Plan> =>
  useQuery({
    queryKey: ['me', 'tasks'],
    queryFn: ({ signal }) => get<Plan>('me/tasks', {}, signal),
    meta: { models: ['transition-plan', 'people'] },
  });

/** What is overdue comes first, then what can be done, each by its last day. What is done is left out. */
export const nextTasks = (tasks: readonly Task[]): Task[] =>
  tasks
    .filter(({ status }) => status !== 'done')
    .sort(
      (a, b) =>
        Number(b.overdue) - Number(a.overdue) ||
        Number(a.status === 'waiting') - Number(b.status === 'waiting') ||
        (a.due < b.due ? -1 : a.due > b.due ? 1 : 0),
    );
