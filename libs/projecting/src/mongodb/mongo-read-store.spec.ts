import { afterAll, beforeAll } from '@jest/globals';
import { SmallMongodb } from '../../../../test/support/mongodb/small-mongodb.ts';
import { describeReadStore } from '../contract.ts';
import { MongoReadStore } from './mongo-read-store.ts';

let server: SmallMongodb;
let databases = 0;
beforeAll(async () => {
  server = await SmallMongodb.start();
});
afterAll(() => server.stop());

describeReadStore('MongoDB (small server)', () =>
  MongoReadStore.connect({ url: server.url, database: `contract-${++databases}` }),
);
