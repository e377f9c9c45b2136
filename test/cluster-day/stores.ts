import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { SmallEventStoreDb } from '../support/eventstoredb/small-eventstoredb.ts';
import { SmallMongodb } from '../support/mongodb/small-mongodb.ts';

/** As docker-compose.yml sets it: so long a killed projector's transaction is in the way of the next one (ms). */
const TRANSACTION_MS = 15_000;

/** Where a cluster's log, read models and vault are. */
export interface Stores {
  readonly eventStoreUrl: string;
  readonly mongoUrl: string;
  /** Databases of its own, also on a server that others use. */
  readonly databases: string;
  close(): Promise<void>;
}

/** The servers that are named; where none is, a small one of test/support. */
export async function openStores(named: {
  readonly eventStoreUrl?: string | undefined;
  readonly mongoUrl?: string | undefined;
}): Promise<Stores> {
  const databases = `zhurnal_test_${randomUUID().slice(0, 8)}`;
  const log = named.eventStoreUrl === undefined ? await SmallEventStoreDb.start() : null;
  const mongo =
    named.mongoUrl === undefined ? await SmallMongodb.start({ transactionLifetimeMs: TRANSACTION_MS }) : null;
  return {
    eventStoreUrl: named.eventStoreUrl ?? log!.connectionString,
    mongoUrl: named.mongoUrl ?? mongo!.url,
    databases,
    async close() {
      await log?.down();
      await mongo?.stop();
      if (named.mongoUrl !== undefined) await dropDatabases(named.mongoUrl, databases);
    },
  };
}

async function dropDatabases(url: string, databases: string): Promise<void> {
  const client = new MongoClient(url, { serverApi: { version: '1', strict: true } });
  for (const part of ['read_models', 'vault']) await client.db(`${databases}_${part}`).dropDatabase();
  await client.close();
}
