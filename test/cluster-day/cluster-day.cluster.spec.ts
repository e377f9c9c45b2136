import { describe, it } from '@jest/globals';
import { describeClusterDay } from './cluster-day.ts';
import { openStores } from './stores.ts';

const { EVENTSTORE_URL: eventStoreUrl, MONGODB_URL: mongoUrl } = process.env;

if (eventStoreUrl === undefined && mongoUrl === undefined) {
  describe('a school’s day on a cluster', () => {
    it.skip('needs a real server: neither EVENTSTORE_URL nor MONGODB_URL is set', () => {});
  });
} else {
  const real = [
    ...(eventStoreUrl === undefined ? [] : ['EventStoreDB']),
    ...(mongoUrl === undefined ? [] : ['MongoDB']),
  ];
  describeClusterDay(`a real ${real.join(' and a real ')}`, () => openStores({ eventStoreUrl, mongoUrl }));
}
