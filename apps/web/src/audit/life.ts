import type { Shows } from '../api/changes.ts';

/** A life is told anew when the lesson or work that it is of changes. */
export const lifeOf = (model: 'lessons' | 'dated-works', id: string): Shows & Record<string, unknown> => ({
  models: [model],
  concerns: ({ keys }) => keys === undefined || keys.includes(id),
});
