import { afterAll, describe, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { randomUUID } from 'node:crypto';
import { setTimeout as pass } from 'node:timers/promises';
import { MongoLeases, MongoNews, MongoReadStore } from '#projecting/mongodb';
import { describeReadStore } from '#projecting/testing';
import { describeMongoLeases } from './mongodb-leases.ts';
import { describeMongoNews } from './mongodb-news.ts';
import { describeMongoOwners } from './mongodb-owners.ts';

const url = process.env.MONGODB_URL;

if (!url) {
  describe('the MongoDB read store against a real server', () => {
    it.skip('MONGODB_URL is not set: name a replica set to run this', () => {});
  });
} else {
  const run = `zhurnal-test-${randomUUID().slice(0, 8)}`;
  const databases: string[] = [];
  const connect = (database: string): Promise<MongoReadStore> => MongoReadStore.connect({ url, database });
  const newDatabase = (): string => {
    const name = `${run}-${databases.length}`;
    databases.push(name);
    return name;
  };

  afterAll(async () => {
    const client = new MongoClient(url, { serverApi: { version: '1', strict: true } });
    for (const name of databases) await client.db(name).dropDatabase();
    await client.close();
  }, 120_000);

  describeReadStore('MongoDB (real server)', () => connect(newDatabase()));
  describeMongoOwners('real server', async () => {
    const database = newDatabase();
    return [await connect(database), await connect(database)];
  });
  describeMongoNews('real server', async () => {
    const place = { url, database: newDatabase() };
    return [await MongoNews.connect(place), await MongoNews.connect(place)];
  });
  describeMongoLeases('real server', async () => {
    const database = newDatabase();
    const process = async () => ({
      leases: await MongoLeases.connect({ url, database }),
      store: await connect(database),
    });
    return { one: await process(), other: await process(), pass: (ms) => pass(ms) };
  });
}
