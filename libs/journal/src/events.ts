export * from './lesson/lesson.events.ts';
export * from './absence/absence.events.ts';
