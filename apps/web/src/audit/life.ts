import type { Shows } from '../api/changes.ts';

/** A life is told anew when its lesson changes. */
export const lifeOf = (lessonId: string): Shows & Record<string, unknown> => ({
  models: ['lessons'],
  concerns: ({ keys }) => keys === undefined || keys.includes(lessonId),
});
