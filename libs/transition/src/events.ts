export * from './acts/act.events.ts';
export * from './resources/resources.events.ts';
export * from './policy/transition-policy.events.ts';
