export * from './account/account.events.ts';
