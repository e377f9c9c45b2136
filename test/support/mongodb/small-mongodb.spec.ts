import { afterEach, describe, expect, it } from '@jest/globals';
import {
  type ClientSession,
  Long,
  MongoClient,
  type MongoClientOptions,
  MongoError,
  type MongoServerError,
} from 'mongodb';
import { checkStableApi } from './stable-api.ts';
import { SmallMongodb, type SmallMongodbOptions } from './small-mongodb.ts';

interface Thing {
  _id: string | number;
  n?: number;
  half?: number;
  small?: boolean;
  a?: number;
  b?: number;
  c?: number;
  big?: string;
  login?: string;
  at?: Date;
  until?: Date;
}

const strict: MongoClientOptions = {
  serverApi: { version: '1', strict: true, deprecationErrors: true },
  serverSelectionTimeoutMS: 3_000,
};

let server: SmallMongodb;
const clients: MongoClient[] = [];

async function connected(options: SmallMongodbOptions = {}, clientOptions: MongoClientOptions = strict) {
  server = await SmallMongodb.start(options);
  return client(clientOptions);
}
async function client(options: MongoClientOptions = strict) {
  const one = new MongoClient(server.url, options);
  clients.push(one);
  await one.connect();
  const things = one.db('test').collection<Thing>('things');
  return { client: one, db: one.db('test'), things };
}

afterEach(async () => {
  for (const one of clients.splice(0)) await one.close();
  await server.stop();
});

const failure = async (work: Promise<unknown>): Promise<MongoServerError> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof MongoError) return error as MongoServerError;
    throw error;
  }
  throw new Error('it did not fail');
};
const inTransaction = (session: ClientSession): { session: ClientSession } => {
  session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } });
  return { session };
};

describe('the small MongoDB server, through the official driver', () => {
  it('says hello as the primary of a replica set', async () => {
    const { db } = await connected();
    expect(await db.command({ hello: 1 })).toMatchObject({
      isWritablePrimary: true,
      setName: 'rs0',
      maxWireVersion: 25,
    });
    expect(await db.command({ ping: 1 })).toMatchObject({ ok: 1 });
  });

  describe('documents', () => {
    it('are inserted, found, sorted, paged, projected, counted, updated and deleted', async () => {
      const { things } = await connected();
      const many = Array.from({ length: 250 }, (_, n) => ({ _id: n, n, half: n % 2 }));
      await things.insertMany(many);
      const odd = await things
        .find({ half: 1 }, { projection: { n: 1, _id: 0 } })
        .sort({ n: -1 })
        .toArray();
      expect(odd).toHaveLength(125);
      expect(odd[0]).toEqual({ n: 249 });
      expect(await things.find().skip(240).limit(100).sort({ _id: 1 }).toArray()).toHaveLength(10);
      expect(await things.estimatedDocumentCount()).toBe(250);
      const changed = await things.updateMany(
        { n: { $lt: 10 } },
        { $set: { small: true }, $inc: { n: 1000 } },
      );
      expect(changed).toMatchObject({ matchedCount: 10, modifiedCount: 10 });
      expect(await things.updateOne({ _id: 20 }, { $set: { n: 20 } })).toMatchObject({ modifiedCount: 0 });
      expect(await things.updateOne({ _id: 900 }, { $set: { a: 1 } }, { upsert: true })).toMatchObject({
        upsertedId: 900,
      });
      expect(await things.deleteMany({ $or: [{ small: true }, { _id: 900 }] })).toMatchObject({
        deletedCount: 11,
      });
      expect(
        await things.findOneAndUpdate({ _id: 20 }, { $set: { n: 7 } }, { returnDocument: 'after' }),
      ).toEqual({
        _id: 20,
        n: 7,
        half: 0,
      });
    });

    it('are ordered by the UTF-8 of their strings, not by UTF-16', async () => {
      const { things } = await connected();
      const inOrder = ['Z', 'a', 'é', '\uff5e', '\u{1f600}'];
      await things.insertMany([...inOrder].reverse().map((_id) => ({ _id })));
      expect((await things.find().sort({ _id: 1 }).toArray()).map((one) => one._id)).toEqual(inOrder);
      expect((await things.find({ _id: { $gt: '\uff5e' } }).toArray()).map((one) => one._id)).toEqual([
        '\u{1f600}',
      ]);
    });

    it('are found through a compound index as without it', async () => {
      const { things } = await connected();
      await things.insertMany(Array.from({ length: 300 }, (_, n) => ({ _id: n, a: n % 3, b: n % 7, c: n })));
      const ask = () =>
        things
          .find({ a: 1, b: { $gte: 2, $lte: 4 } })
          .sort({ b: 1, c: -1 })
          .toArray();
      const before = await ask();
      await things.createIndex({ a: 1, b: 1, c: 1 }, { name: 'abc' });
      expect(await ask()).toEqual(before);
      await things.updateMany({ a: 1 }, { $inc: { b: 1 } });
      expect((await ask()).map((one) => one.b)).not.toContain(5);
      await things.deleteMany({ a: 1 });
      expect(await ask()).toEqual([]);
    });

    it('above 16 MiB are refused', async () => {
      const { things } = await connected();
      const error = await failure(
        things.updateOne({ _id: 1 }, { $set: { big: 'x'.repeat(16 * 1024 * 1024) } }, { upsert: true }),
      );
      expect(error).toMatchObject({ code: 10334, codeName: 'BSONObjectTooLarge' });
    });

    it('keep unique keys unique', async () => {
      const { things } = await connected();
      await things.createIndex({ login: 1 }, { unique: true, name: 'login' });
      await things.insertOne({ _id: 1, login: 'anna' });
      expect(await failure(things.insertOne({ _id: 1, login: 'boris' }))).toMatchObject({ code: 11000 });
      expect(await failure(things.insertOne({ _id: 2, login: 'anna' }))).toMatchObject({
        code: 11000,
        keyPattern: { login: 1 },
      });
      await things.deleteOne({ _id: 1 });
      await things.insertOne({ _id: 2, login: 'anna' });
    });
  });

  describe('a strict client', () => {
    it.each(['distinct', 'renameCollection', 'buildInfo', 'serverStatus', 'getParameter'])(
      'is refused %s: APIStrictError',
      async (name) => {
        const { db } = await connected();
        expect(await failure(db.command({ [name]: 'things' }))).toMatchObject({
          code: 323,
          codeName: 'APIStrictError',
        });
      },
    );

    it('is refused options outside version 1', async () => {
      const { db, things } = await connected();
      expect(await failure(things.find().min({ _id: 1 }).hint({ _id: 1 }).toArray())).toMatchObject({
        code: 323,
      });
      expect(await failure(things.createIndex({ a: 1 }, { sparse: true }))).toMatchObject({ code: 323 });
      expect(await failure(things.createIndex({ a: 'text' }))).toMatchObject({ code: 323 });
      expect(await failure(db.createCollection('capped', { capped: true, size: 1000 }))).toMatchObject({
        code: 323,
      });
    });

    it('must say which version it means', () => {
      expect(() => checkStableApi('ping', { ping: 1, apiVersion: '2' })).toThrow('API version must be "1"');
      expect(() => checkStableApi('ping', { ping: 1, apiStrict: true })).toThrow(
        'without passing apiVersion',
      );
    });
  });

  it('refuses what it does not implement, by name', async () => {
    const { db, things } = await connected();
    expect(await failure(db.command({ explain: { find: 'things' } }))).toMatchObject({ code: 238 });
    expect(await failure(things.aggregate([{ $match: {} }]).toArray())).toMatchObject({ code: 238 });
    expect(await failure(things.find({}, { collation: { locale: 'de' } }).toArray())).toMatchObject({
      code: 238,
    });
    expect(await failure(things.find({ login: { $regex: 'x' } }).toArray())).toMatchObject({ code: 238 });
    expect(await failure(things.updateOne({}, { $max: { a: 1 } }))).toMatchObject({ code: 238 });
    expect(await failure(db.command({ noSuchThing: 1 }))).toMatchObject({ code: 59 });
  });

  describe('transactions', () => {
    it('are seen by nobody before the commit and by everybody after it', async () => {
      const { client: one, things } = await connected();
      await things.insertOne({ _id: 1, n: 1 });
      await one.withSession(async (session) => {
        const options = inTransaction(session);
        await things.updateOne({ _id: 1 }, { $set: { n: 2 } }, options);
        await things.insertOne({ _id: 2, n: 2 }, options);
        expect(await things.find({}, options).toArray()).toHaveLength(2);
        expect(await things.find().toArray()).toEqual([{ _id: 1, n: 1 }]);
        await session.commitTransaction();
        expect(await things.find().sort({ _id: 1 }).toArray()).toEqual([
          { _id: 1, n: 2 },
          { _id: 2, n: 2 },
        ]);
      });
    });

    it('read from the snapshot of their start', async () => {
      const { client: one, things } = await connected();
      await things.insertOne({ _id: 1, n: 1 });
      await one.withSession(async (session) => {
        const options = inTransaction(session);
        await things.findOne({ _id: 1 }, options);
        await things.updateOne({ _id: 1 }, { $set: { n: 2 } });
        expect(await things.findOne({ _id: 1 }, options)).toEqual({ _id: 1, n: 1 });
      });
    });

    it('conflict when two write one document: the second may be tried again', async () => {
      const { client: one, things } = await connected();
      await things.insertOne({ _id: 1, n: 1 });
      await one.withSession((first) =>
        one.withSession(async (second) => {
          await things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, inTransaction(first));
          const options = inTransaction(second);
          const error = await failure(things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, options));
          expect(error).toMatchObject({ code: 112, codeName: 'WriteConflict' });
          expect(error.hasErrorLabel('TransientTransactionError')).toBe(true);
          await first.commitTransaction();
        }),
      );
      expect(await things.findOne({ _id: 1 })).toEqual({ _id: 1, n: 2 });
    });

    it('conflict with what was committed after their start', async () => {
      const { client: one, things } = await connected();
      await things.insertOne({ _id: 1, n: 1 });
      await one.withSession(async (session) => {
        const options = inTransaction(session);
        await things.findOne({ _id: 1 }, options);
        await things.updateOne({ _id: 1 }, { $set: { n: 9 } });
        expect(await failure(things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, options))).toMatchObject({
          code: 112,
        });
        const next = await failure(things.findOne({ _id: 1 }, options));
        expect(next).toMatchObject({ code: 251, codeName: 'NoSuchTransaction' });
        expect(next.hasErrorLabel('TransientTransactionError')).toBe(true);
      });
    });

    it('make writes outside wait until they end', async () => {
      const { client: one, things } = await connected();
      await things.insertOne({ _id: 1, n: 1 });
      await one.withSession(async (session) => {
        await things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, inTransaction(session));
        const outside = things.updateOne({ _id: 1 }, { $inc: { n: 10 } });
        expect(
          await failure(things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { maxTimeMS: 20 })),
        ).toMatchObject({
          code: 50,
        });
        await session.commitTransaction();
        await outside;
      });
      expect(await things.findOne({ _id: 1 })).toEqual({ _id: 1, n: 12 });
    });

    it('are aborted as a whole by a duplicate key', async () => {
      const { client: one, things } = await connected();
      await things.insertOne({ _id: 1 });
      await one.withSession(async (session) => {
        const options = inTransaction(session);
        await things.insertOne({ _id: 2 }, options);
        expect(await failure(things.insertOne({ _id: 1 }, options))).toMatchObject({ code: 11000 });
        expect(await failure(things.insertOne({ _id: 3 }, options))).toMatchObject({ code: 251 });
      });
      expect(await things.find().toArray()).toEqual([{ _id: 1 }]);
    });

    it('expire', async () => {
      const { client: one, things } = await connected({ transactionLifetimeMs: 30 });
      await things.insertOne({ _id: 1 });
      await one.withSession(async (session) => {
        await things.insertOne({ _id: 2 }, inTransaction(session));
        await new Promise((resolve) => setTimeout(resolve, 60));
        const error = await failure(session.commitTransaction());
        expect(error).toMatchObject({ code: 251 });
        expect(error.hasErrorLabel('TransientTransactionError')).toBe(true);
      });
      expect(await things.find().toArray()).toEqual([{ _id: 1 }]);
    });

    it('can neither make collections of old ones nor drop, list or count', async () => {
      const { client: one, db, things } = await connected();
      await things.insertOne({ _id: 1 });
      const refused = async (
        work: (options: { session: ClientSession }) => Promise<unknown>,
      ): Promise<number> =>
        one.withSession(async (session) => Number((await failure(work(inTransaction(session)))).code));
      expect(await refused((options) => things.createIndex({ a: 1 }, options))).toBe(263);
      expect(await refused((options) => things.drop(options))).toBe(263);
      expect(await refused((options) => db.listCollections({}, options).toArray())).toBe(263);
      expect(await refused((options) => db.command({ count: 'things' }, options))).toBe(263);
      expect(await refused((options) => db.collection('new').insertOne({ a: 1 }, options))).toBe(238);
    });

    it('cannot use a collection made after they began', async () => {
      const { client: one, db, things } = await connected();
      await things.insertOne({ _id: 1 });
      await one.withSession(async (session) => {
        const options = inTransaction(session);
        await things.findOne({}, options);
        await db.createCollection('later');
        const error = await failure(db.collection('later').findOne({}, options));
        expect(error).toMatchObject({ code: 246, codeName: 'SnapshotUnavailable' });
        expect(error.hasErrorLabel('TransientTransactionError')).toBe(true);
      });
    });

    it('hold up changes of structure, which hold up new transactions', async () => {
      const { client: one, things } = await connected();
      await things.insertOne({ _id: 1 });
      await one.withSession((first) =>
        one.withSession(async (second) => {
          await things.updateOne({ _id: 1 }, { $set: { a: 1 } }, inTransaction(first));
          const building = things.createIndex({ a: 1 });
          await new Promise((resolve) => setTimeout(resolve, 20));
          const error = await failure(things.findOne({}, inTransaction(second)));
          expect(error).toMatchObject({ code: 24, codeName: 'LockTimeout' });
          await first.commitTransaction();
          await building;
        }),
      );
    });

    it('do not exist on a standalone', async () => {
      const { client: one, things } = await connected({ replicaSet: null });
      await things.insertOne({ _id: 1 });
      await one.withSession(async (session) => {
        const error = await failure(things.findOne({}, inTransaction(session)));
        expect(error).toMatchObject({ code: 20, codeName: 'IllegalOperation' });
        expect(error.message).toContain('only allowed on a replica set member');
      });
    });
  });

  describe('snapshot reads', () => {
    it('see one moment through several reads', async () => {
      const { client: one, things } = await connected();
      await things.insertMany([{ _id: 1 }, { _id: 2 }]);
      await one.withSession({ snapshot: true }, async (session) => {
        expect(await things.find({}, { session }).toArray()).toHaveLength(2);
        await things.deleteMany({});
        await things.insertOne({ _id: 3 });
        expect((await things.find({}, { session }).toArray()).map((thing) => thing._id)).toEqual([1, 2]);
      });
      expect(await things.find().toArray()).toEqual([{ _id: 3 }]);
    });

    it('end with the history window, and with the drop of their collection', async () => {
      const { client: one, things } = await connected({ historyMs: 1_000 });
      await things.insertOne({ _id: 1 });
      await one.withSession({ snapshot: true }, async (session) => {
        await things.findOne({}, { session });
        server.passTime(5_000);
        await things.insertOne({ _id: 2 });
        server.passTime(5_000);
        expect(await failure(things.findOne({}, { session }))).toMatchObject({ code: 239 });
      });
      await one.withSession({ snapshot: true }, async (session) => {
        await things.findOne({}, { session });
        await things.drop();
        expect(await failure(things.findOne({}, { session }))).toMatchObject({ code: 246 });
      });
    });
  });

  describe('when something goes wrong', () => {
    const written = async (things: { find(): { toArray(): Promise<unknown[]> } }): Promise<number> =>
      (await things.find().toArray()).length;

    it('a write whose answer is lost is done once', async () => {
      const { things } = await connected();
      server.inject({ command: 'insert', effect: { kind: 'drop-after' } });
      await things.insertOne({ _id: 1 });
      server.inject({ command: 'update', effect: { kind: 'drop-after' } });
      await things.updateOne({ _id: 1 }, { $inc: { n: 1 } });
      expect(await things.find().toArray()).toEqual([{ _id: 1, n: 1 }]);
    });

    it('a commit whose answer is lost is asked again; lost twice, its result is unknown', async () => {
      const { client: one, things } = await connected();
      await things.insertOne({ _id: 0 });
      const commit = (effect: 'drop-before' | 'drop-after', times: number, _id: number) =>
        one.withSession(async (session) => {
          await things.insertOne({ _id }, inTransaction(session));
          server.inject({ command: 'commitTransaction', times, effect: { kind: effect } });
          await session.commitTransaction();
        });
      await commit('drop-after', 1, 1);
      await commit('drop-before', 1, 2);
      const after = await failure(commit('drop-after', 2, 3));
      expect(after.hasErrorLabel('UnknownTransactionCommitResult')).toBe(true);
      const before = await failure(commit('drop-before', 2, 4));
      expect(before.hasErrorLabel('UnknownTransactionCommitResult')).toBe(true);
      expect((await things.find().sort({ _id: 1 }).toArray()).map((thing) => thing._id)).toEqual([
        0, 1, 2, 3,
      ]);
    });

    it('a commit that a majority did not confirm in time has an unknown result', async () => {
      const { client: one, things } = await connected();
      await things.insertOne({ _id: 0 });
      await one.withSession(async (session) => {
        await things.insertOne({ _id: 1 }, inTransaction(session));
        server.inject({ command: 'commitTransaction', effect: { kind: 'write-concern-error', code: 64 } });
        const error = await failure(session.commitTransaction());
        expect(error.hasErrorLabel('UnknownTransactionCommitResult')).toBe(true);
      });
      expect(await written(things)).toBe(2);
    });

    it('a primary that steps down takes its transactions along', async () => {
      const { client: one, things } = await connected();
      await things.insertOne({ _id: 0 });
      await one.withSession(async (session) => {
        const options = inTransaction(session);
        await things.insertOne({ _id: 1 }, options);
        server.stepDown();
        const error = await failure(things.insertOne({ _id: 2 }, options));
        expect(error).toMatchObject({ code: 10107, codeName: 'NotWritablePrimary' });
        expect(error.hasErrorLabel('TransientTransactionError')).toBe(true);
        server.stepUp();
      });
      await things.insertOne({ _id: 3 });
      expect((await things.find().sort({ _id: 1 }).toArray()).map((thing) => thing._id)).toEqual([0, 3]);
    });

    it('a server that stops and starts again has what was committed', async () => {
      const { client: one, things } = await connected();
      await things.insertOne({ _id: 0 });
      await one.withSession(async (session) => {
        await things.insertOne({ _id: 1 }, inTransaction(session));
        await server.stop();
        await server.restart();
        const error = await failure(session.commitTransaction());
        expect(error).toMatchObject({ code: 251 });
      });
      expect(await written(things)).toBe(1);
    });
  });

  it('keeps two clients apart and cursors in their sessions', async () => {
    const { client: one, db, things } = await connected();
    const { things: same } = await client();
    await things.insertMany(Array.from({ length: 120 }, (_, n) => ({ _id: n })));
    expect(await same.find().toArray()).toHaveLength(120);
    await one.withSession(async (session) => {
      const found = await db.command({ find: 'things', batchSize: 5 }, { session });
      const { id } = found.cursor as { id: Long };
      expect(await failure(db.command({ getMore: Long.fromValue(id), collection: 'things' }))).toMatchObject({
        code: 50738,
      });
      expect(
        await db.command({ getMore: Long.fromValue(id), collection: 'things' }, { session }),
      ).toMatchObject({
        ok: 1,
      });
      expect(
        await failure(db.command({ getMore: Long.fromValue(id), collection: 'things' }, { session })),
      ).toMatchObject({
        code: 43,
      });
    });
  });

  it('takes the time of updates from its own clock', async () => {
    const { things } = await connected();
    server.passTime(86_400_000);
    await things.updateOne({ _id: 1 }, { $currentDate: { at: true } }, { upsert: true });
    await things.updateOne({ _id: 1 }, [{ $set: { until: { $add: ['$$NOW', 1_000] } } }]);
    const thing = await things.findOne({ _id: 1, $expr: { $gt: ['$until', '$$NOW'] } });
    expect((thing?.at as Date).getTime()).toBeGreaterThan(Date.now() + 86_000_000);
    expect(
      await failure(
        things.updateOne({ $expr: { $gt: ['$until', '$$NOW'] } }, { $set: { a: 1 } }, { upsert: true }),
      ),
    ).toMatchObject({ code: 224 });
  });
});
