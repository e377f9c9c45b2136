export * from './acts/act.events.ts';
export * from './resources/resources.events.ts';
export * from './training/course/course.events.ts';
export * from './training/training.events.ts';
export * from './consent/consent.events.ts';
export * from './plan/plan.events.ts';
export * from './policy/transition-policy.events.ts';
export * from './orders/order.events.ts';
