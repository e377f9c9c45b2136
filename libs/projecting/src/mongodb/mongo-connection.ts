import { type Db, type Document, MongoClient } from 'mongodb';
import { asUnavailable } from './mongo-errors.ts';

/** Where the MongoDB is and how long to wait for it. */
export interface MongoPlace {
  /** `mongodb://host:port/?replicaSet=…` or `mongodb+srv://…`, with credentials and TLS as the driver reads them. */
  readonly url: string;
  /** The database of the read models; nothing else should live in it. */
  readonly database: string;
  /** How long one call tries to reach the server and tries again, ms. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 10_000;
/** How often the driver looks at the servers, ms: a primary that is back is found so soon. */
const HEARTBEAT_MS = 1_000;
/** How long a connection may take to open and a heartbeat to be answered, ms: one that hangs holds up the search. */
const CONNECT_MS = 2_000;
/** When a connection that answers nothing is given up, ms. */
const SILENCE_MS = 30_000;

/** Wire version of MongoDB 5.0, the first with Stable API V1 and snapshot reads outside transactions. */
const WIRE_VERSION_5_0 = 13;

/**
 * What was read may not be rolled back any more. For single reads; not for the whole client, because the driver
 * then leaves it in place of a snapshot session's own concern and every read sees another moment.
 */
export const MAJORITY = { readConcern: { level: 'majority' } } as const;

/**
 * A client of one database: strict Stable API V1, majority writes and reads on the primary. Strict, so that what
 * works today works after an upgrade of the server too.
 */
export class MongoConnection {
  readonly client: MongoClient;
  readonly db: Db;
  readonly patienceMs: number;

  private constructor(client: MongoClient, database: string, patienceMs: number) {
    this.client = client;
    this.db = client.db(database);
    this.patienceMs = patienceMs;
  }

  /**
   * @throws ReadStoreUnavailable when no primary is found in time, Error when the server cannot hold read models:
   * not a replica set (then it has no transactions) or older than MongoDB 5.0
   */
  static async open({ url, database, patienceMs = PATIENCE_MS }: MongoPlace): Promise<MongoConnection> {
    const client = new MongoClient(url, {
      appName: 'zhurnal',
      serverApi: { version: '1', strict: true, deprecationErrors: true },
      readPreference: 'primary',
      writeConcern: { w: 'majority', wtimeoutMS: patienceMs },
      serverSelectionTimeoutMS: patienceMs,
      heartbeatFrequencyMS: HEARTBEAT_MS,
      connectTimeoutMS: Math.min(CONNECT_MS, patienceMs),
      socketTimeoutMS: SILENCE_MS,
    });
    try {
      await client.connect();
      const connection = new MongoConnection(client, database, patienceMs);
      refuseUnfit(await connection.hello());
      return connection;
    } catch (error) {
      await client.close();
      throw asUnavailable(error);
    }
  }

  /** What the primary says of itself. */
  private async hello(): Promise<Document> {
    return this.db.command({ hello: 1 });
  }

  /** The primary's clock: one clock for all processes. */
  async serverTime(): Promise<Date> {
    return (await this.hello()).localTime as Date;
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}

function refuseUnfit({ setName, maxWireVersion }: Document): void {
  if (setName === undefined)
    throw new Error(
      'This MongoDB is not a replica set. Read models and their checkpoints are written in transactions, ' +
        'which MongoDB has on replica sets only: start mongod with --replSet and run rs.initiate() once; ' +
        'one node is enough.',
    );
  if ((maxWireVersion as number) < WIRE_VERSION_5_0)
    throw new Error(
      `This MongoDB is too old (wire version ${String(maxWireVersion)}): MongoDB 5.0 or later is needed, ` +
        'for the Stable API and for reads on one snapshot.',
    );
}
