export * from './lesson/lesson.events.ts';
export * from './work/work.events.ts';
export * from './absence/absence.events.ts';
export * from './diary/acknowledgement.events.ts';
