import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Document } from 'bson';
import { ALL_SCHOOLS, Fenced, ReadStoreUnavailable } from '#projecting';
import { MongoLeases, MongoNews, MongoReadStore } from '#projecting/mongodb';
import type { Effect } from '../support/mongodb/faults.ts';
import { SmallMongodb, type SmallMongodbOptions } from '../support/mongodb/small-mongodb.ts';
import { describeMongoLeases } from './mongodb-leases.ts';
import { describeMongoNews } from './mongodb-news.ts';
import { at, describeMongoOwners, modelOf, nextVisits, standing, visit, visits } from './mongodb-owners.ts';

/** The driver looks for a lost primary every 500 ms at most; here it need not wait so long. */
const placeOf = (server: SmallMongodb, database: string, patienceMs = 5_000) => ({
  url: `${server.url}${server.url.includes('?') ? '&' : '?'}minHeartbeatFrequencyMS=20`,
  database,
  patienceMs,
});
const connect = (...place: Parameters<typeof placeOf>) => MongoReadStore.connect(placeOf(...place));

describe('connecting to MongoDB', () => {
  const failureOf = async (options: SmallMongodbOptions): Promise<string> => {
    const server = await SmallMongodb.start(options);
    try {
      const store = await connect(server, 'unfit', 1_000);
      await store.close();
      return 'connected';
    } catch (error) {
      return String(error);
    } finally {
      await server.stop();
    }
  };

  it('says what to do when the server is not a replica set', async () => {
    const failure = await failureOf({ replicaSet: null });
    expect(failure).toContain('This MongoDB is not a replica set');
    expect(failure).toContain('rs.initiate()');
  });

  it('says so when the server is too old for snapshot reads', async () => {
    expect(await failureOf({ maxWireVersion: 9 })).toContain('MongoDB 5.0 or later is needed');
  });

  it('says so when the server is too old for the driver', async () => {
    expect(await failureOf({ maxWireVersion: 7 })).toContain('maximum wire version 7');
  });

  it('says that nobody answers', async () => {
    const server = await SmallMongodb.start();
    await server.stop();
    await expect(connect(server, 'nobody', 300)).rejects.toThrow(ReadStoreUnavailable);
  });

  it('takes nothing but a primary', async () => {
    const server = await SmallMongodb.start();
    server.stepDown();
    await expect(connect(server, 'secondary', 300)).rejects.toThrow(ReadStoreUnavailable);
    await server.stop();
  });
});

describe('MongoDB read models, when something goes wrong', () => {
  let server: SmallMongodb;
  let store: MongoReadStore;
  let databases = 0;
  beforeEach(async () => {
    server = await SmallMongodb.start({ transactionLifetimeMs: 1_500 });
    store = await connect(server, `visits-${++databases}`);
    await store.prepare([visits]);
    await store.commit(visit(null, 1));
  });
  afterEach(async () => {
    await store.close();
    await server.stop();
  });

  const commands = ['find', 'update', 'insert', 'commitTransaction'];

  it('speak strict Stable API version 1 only', async () => {
    const heard: Document[] = [];
    for (const command of [...commands, 'createIndexes', 'create', 'delete', 'hello']) {
      const when = (body: Document): boolean => heard.push(body) < 0;
      server.inject({ command, when, effect: { kind: 'drop-before' } });
    }
    await store.prepare([nextVisits]);
    await store.commit(visit(1, 2));
    await standing(store);
    expect(heard.length).toBeGreaterThan(20);
    for (const body of heard)
      expect(body).toMatchObject({ apiVersion: '1', apiStrict: true, apiDeprecationErrors: true });
  });

  it('are read at one cluster time', async () => {
    const concerns: Document[] = [];
    const when = (body: Document): boolean => concerns.push(body.readConcern as Document) < 0;
    server.inject({ command: 'find', when, effect: { kind: 'drop-before' } });
    await standing(store);
    expect(concerns.map((concern) => concern.level as string)).toEqual(concerns.map(() => 'snapshot'));
    const times = concerns.slice(1).map((concern) => String((concern.atClusterTime as Document).i));
    expect(times.length).toBeGreaterThan(3);
    expect(new Set(times).size).toBe(1);
  });

  it('are committed by a majority, in a transaction that reads a snapshot', async () => {
    const heard: Document[] = [];
    const when = (body: Document): boolean => heard.push(body) < 0;
    for (const command of commands) server.inject({ command, when, effect: { kind: 'drop-before' } });
    await store.commit(visit(1, 2));
    expect(heard.every((body) => body.autocommit === false)).toBe(true);
    expect(heard[0]).toMatchObject({ startTransaction: true, readConcern: { level: 'snapshot' } });
    expect(heard.at(-1)).toMatchObject({ commitTransaction: 1, writeConcern: { w: 'majority' } });
  });

  describe.each<[string, () => Effect]>([
    ['a write conflict', () => ({ kind: 'fail', code: 112 })],
    ['an expired transaction', () => ({ kind: 'first', run: () => server.abortTransactions() })],
    [
      'a primary that steps down',
      () => ({
        kind: 'first',
        run: () => {
          server.stepDown();
          setTimeout(() => server.stepUp(), 50);
        },
      }),
    ],
    ['a connection lost before the command', () => ({ kind: 'drop-before' })],
    ['a connection lost after the command', () => ({ kind: 'drop-after' })],
    [
      'a server that stops and starts again',
      () => ({ kind: 'first', run: () => void server.stop().then(() => server.restart()) }),
    ],
    ['a server that shuts down', () => ({ kind: 'fail', code: 91 })],
  ])('%s', (_, effect) => {
    it.each([...commands, 'delete'])(
      'at the %s of a batch leaves it written once',
      async (command) => {
        await store.commit(
          visit(1, 1, { halts: [{ schoolId: 'school-a', eventId: 'e', position: at(1), error: 'x' }] }),
        );
        server.inject({ command, effect: effect() });
        await store.commit(visit(1, 2, { resumed: ['school-a'] }));
        expect(await standing(store)).toEqual({ visits: 2, counted: 3, checkpoint: 2 });
      },
      15_000,
    );
  });

  describe.each<[string, number | null, number, object]>([
    ['the first of a model', null, 5, { visits: 1, counted: 1, checkpoint: 5 }],
    ['a later one', 1, 5, { visits: 2, counted: 2, checkpoint: 5 }],
    ['one that stays at its checkpoint', 1, 1, { visits: 1, counted: 2, checkpoint: 1 }],
  ])('a commit (%s)', (_, after, checkpoint, expected) => {
    const commit = async (): Promise<void> => {
      if (after === null) {
        await store.prepare([nextVisits]);
        await store.takeOver(modelOf(nextVisits));
      }
      const model = modelOf(after === null ? nextVisits : visits);
      server.inject(lost);
      await store.commit(visit(after, checkpoint, { model }));
      expect(await standing(store)).toEqual(expected);
    };
    let lost: Parameters<SmallMongodb['inject']>[0];

    it.each([1, 2, 3, 5])(
      'whose answer is lost %d times is there once',
      async (times) => {
        lost = { command: 'commitTransaction', times, effect: { kind: 'drop-after' } };
        await commit();
      },
      20_000,
    );

    it.each([1, 2, 3, 5])(
      'that is lost on its way %d times is there once',
      async (times) => {
        lost = { command: 'commitTransaction', times, effect: { kind: 'drop-before' } };
        await commit();
      },
      20_000,
    );

    it('that a majority does not confirm in time is there once', async () => {
      lost = { command: 'commitTransaction', times: 2, effect: { kind: 'write-concern-error', code: 64 } };
      await commit();
    });

    it('whose answer and session are both lost is there once', async () => {
      lost = { command: 'commitTransaction', effect: { kind: 'drop-after' } };
      const run = (): void => server.killSessions();
      let commits = 0;
      const when = (): boolean => (commits += 1) === 2;
      server.inject({ command: 'commitTransaction', when, effect: { kind: 'first', run } });
      await commit();
    });

    it('that arrives at a new primary without its transaction is there once', async () => {
      lost = {
        command: 'commitTransaction',
        effect: { kind: 'first', run: () => server.abortTransactions() },
      };
      await commit();
    });
  });

  describe('a commit in doubt', () => {
    let hasty: MongoReadStore;
    beforeEach(async () => {
      hasty = await connect(server, `visits-${databases}`, 700);
    });
    afterEach(() => hasty.close());
    const inDoubt = async (kind: 'drop-before' | 'drop-after'): Promise<void> => {
      server.inject({ command: 'commitTransaction', times: Infinity, effect: { kind } });
      const failure = hasty.commit(visit(1, 2));
      await expect(failure).rejects.toThrow(ReadStoreUnavailable);
      await expect(failure).rejects.toThrow('did not say whether the commit happened');
      server.faults.clear();
    };
    /** Asks again while the store is away, as a projector does. */
    const checkpoint = async (): Promise<unknown> => {
      for (;;) {
        try {
          return await hasty.checkpoint(modelOf(visits), ALL_SCHOOLS);
        } catch (error) {
          if (!(error instanceof ReadStoreUnavailable)) throw error;
        }
      }
    };

    it('shows in the checkpoint when it happened', async () => {
      await inDoubt('drop-after');
      expect(await checkpoint()).toBe(at(2));
      expect(await standing(hasty)).toEqual({ visits: 2, counted: 2, checkpoint: 2 });
    }, 15_000);

    it('does not happen any more once the checkpoint is told', async () => {
      await inDoubt('drop-before');
      expect(await checkpoint()).toBe(at(1));
      await hasty.commit(visit(1, 2));
      expect(await standing(hasty)).toEqual({ visits: 2, counted: 2, checkpoint: 2 });
    }, 15_000);
  });

  describe('of two processes', () => {
    let other: MongoReadStore;
    beforeEach(async () => {
      other = await connect(server, `visits-${databases}`);
    });
    afterEach(() => other.close());

    it('are not begun in a model that the other drops just then', async () => {
      await store.prepare([nextVisits]);
      const model = modelOf(nextVisits);
      const when = (body: Document): boolean => body.find === 'models' && body.startTransaction === true;
      server.inject({ command: 'find', when, effect: { kind: 'first', run: () => other.drop(model) } });
      await expect(store.commit(visit(null, 1, { model }))).rejects.toThrow(Fenced);
    });

    it('keep what the other changed in the catalogue just then', async () => {
      await store.prepare([nextVisits]);
      const when = (body: Document): boolean => body.update === 'models';
      const takeOver = (): Promise<void> => other.takeOver(modelOf(nextVisits));
      server.inject({ command: 'update', when, effect: { kind: 'first', run: takeOver } });
      await store.prepare([{ ...visits, version: 3 }]);
      expect(await store.live()).toEqual(new Map([['visits', 2]]));
      expect(await store.models()).toHaveLength(3);
    });
  });

  it('are unavailable while the server is away, and there again afterwards', async () => {
    const hasty = await connect(server, `visits-${databases}`, 300);
    await server.stop();
    for (const work of [
      () => hasty.commit(visit(1, 2)),
      () => standing(hasty),
      () => hasty.checkpoint(modelOf(visits), ALL_SCHOOLS),
      () => hasty.live(),
      () => hasty.models(),
      () => hasty.prepare([visits]),
      () => hasty.takeOver(modelOf(visits)),
      () => hasty.drop(modelOf(nextVisits)),
      () => hasty.scan(modelOf(visits))[Symbol.asyncIterator]().next(),
    ])
      await expect(work()).rejects.toThrow(ReadStoreUnavailable);
    await server.restart();
    await store.commit(visit(1, 2));
    expect(await standing(store)).toMatchObject({ checkpoint: 2 });
    await hasty.close();
  }, 20_000);

  it('show another error as it is', async () => {
    server.inject({ command: 'find', effect: { kind: 'fail', code: 2 } });
    await expect(standing(store)).rejects.toThrow('Failing command');
  });

  it('are refused in batches that no transaction can hold', async () => {
    const docs = Array.from({ length: 16_001 }, (_, index) => ({
      schoolId: 'school-a',
      key: `n${index}`,
      body: null,
      position: at(2),
      indexes: {},
    }));
    await expect(store.commit(visit(1, 2, { docs }))).rejects.toThrow(/16002 documents .* at most 16000/);
    const body = JSON.stringify('я'.repeat(8_000_000));
    await expect(store.commit(visit(1, 2, { docs: [{ ...docs[0]!, body }] }))).rejects.toThrow(
      'a document n0 of 16000002 bytes',
    );
    expect(await standing(store)).toMatchObject({ checkpoint: 1 });
  });

  it('are committed together while one transaction should hold them, else one after the other', async () => {
    const models = [nextVisits, { ...visits, name: 'guests' }, { ...visits, name: 'calls' }];
    await store.prepare(models);
    const batchesOf = (docs: number) =>
      models.map((projection) =>
        visit(null, 9, {
          model: modelOf(projection),
          docs: Array.from({ length: docs }, (_, index) => ({ ...visit(1, 1).docs[0]!, key: `n${index}` })),
        }),
      );
    const before = server.count('commitTransaction');
    await store.commitAll(batchesOf(400));
    expect(server.count('commitTransaction') - before).toBe(2);
    for (const projection of models)
      expect(await store.checkpoint(modelOf(projection), ALL_SCHOOLS)).toBe(at(9));
  });

  describe('collections', () => {
    const collections = (): string[] => server.storage.namesIn(`visits-${databases}`);

    it('of a dropped model stay for the readers of the moment and go when ten minutes are over', async () => {
      await store.prepare([nextVisits]);
      await store.takeOver(modelOf(nextVisits));
      await store.drop(modelOf(visits));
      const old = () => collections().filter((name) => name.startsWith('visits.1.'));
      expect(old()).toHaveLength(3);
      server.passTime(9 * 60_000);
      await store.prepare([nextVisits]);
      expect(old()).toHaveLength(3);
      server.passTime(61_000);
      await store.prepare([nextVisits]);
      expect(old()).toEqual([]);
      expect(collections().filter((name) => name.startsWith('visits.2.'))).toHaveLength(3);
    });

    it('of an interrupted prepare are no model, and are cleared out', async () => {
      server.inject({
        command: 'createIndexes',
        when: (body) => String(body.createIndexes).startsWith('visits.2.'),
        times: Infinity,
        effect: { kind: 'fail', code: 91 },
      });
      await expect(store.prepare([nextVisits])).rejects.toThrow(ReadStoreUnavailable);
      expect(await store.models()).toEqual([modelOf(visits)]);
      expect(collections().filter((name) => name.startsWith('visits.2.'))).toHaveLength(1);
      server.faults.clear();
      await store.prepare([nextVisits]);
      server.passTime(601_000);
      await store.prepare([nextVisits]);
      expect(collections().filter((name) => name.startsWith('visits.2.'))).toHaveLength(3);
    });

    it('are never made by a commit', async () => {
      const before = collections();
      await store.commit(visit(1, 2));
      expect(collections()).toEqual(before);
    });
  });
});

describe('MongoDB leases, when something goes wrong', () => {
  let server: SmallMongodb;
  let leases: MongoLeases;
  beforeEach(async () => {
    server = await SmallMongodb.start();
    leases = await MongoLeases.connect(placeOf(server, 'leases', 1_000));
  });
  afterEach(async () => {
    await leases.close();
    await server.stop();
  });

  it('are taken once although the answer is lost', async () => {
    await leases.release((await leases.acquire(ALL_SCHOOLS, 60_000))!);
    server.inject({ command: 'findAndModify', effect: { kind: 'drop-after' } });
    expect(await leases.acquire(ALL_SCHOOLS, 60_000)).toEqual({ slice: ALL_SCHOOLS, epoch: 2 });
    server.inject({ command: 'findAndModify', times: 2, effect: { kind: 'drop-after' } });
    await expect(leases.acquire(ALL_SCHOOLS, 60_000)).rejects.toThrow(ReadStoreUnavailable);
    const lease = (await leases.acquire(ALL_SCHOOLS, 60_000))!;
    expect(lease.epoch).toBe(4);
    server.inject({ command: 'update', effect: { kind: 'drop-after' } });
    expect(await leases.renew(lease, 1_000)).toBe(true);
  });

  it('are unavailable while the server is away', async () => {
    const lease = (await leases.acquire(ALL_SCHOOLS, 60_000))!;
    await server.stop();
    await expect(leases.acquire(ALL_SCHOOLS, 1_000)).rejects.toThrow(ReadStoreUnavailable);
    await expect(leases.renew(lease, 1_000)).rejects.toThrow(ReadStoreUnavailable);
    await expect(leases.release(lease)).rejects.toThrow(ReadStoreUnavailable);
    await server.restart();
    expect(await leases.renew(lease, 1_000)).toBe(true);
  }, 15_000);

  it('refuse a server without transactions', async () => {
    const standalone = await SmallMongodb.start({ replicaSet: null });
    await expect(MongoLeases.connect(placeOf(standalone, 'leases'))).rejects.toThrow('not a replica set');
    await standalone.stop();
  });
});

describe('over the small server', () => {
  let server: SmallMongodb;
  let databases = 0;
  beforeAll(async () => {
    server = await SmallMongodb.start();
  });
  afterAll(() => server.stop());

  describeMongoOwners('small server', async () => {
    databases += 1;
    return [await connect(server, `owners-${databases}`), await connect(server, `owners-${databases}`)];
  });
  describeMongoNews('small server', async () => {
    databases += 1;
    const place = placeOf(server, `news-${databases}`);
    return [await MongoNews.connect(place), await MongoNews.connect(place)];
  });
  it('of changes that could not be told go out when the server is back', async () => {
    databases += 1;
    const place = placeOf(server, `news-${databases}`);
    const news = await MongoNews.connect(place);
    const heard: string[] = [];
    const ending = new AbortController();
    const ended = news.follow(ending.signal, ({ checkpoint }) => {
      heard.push(checkpoint);
      if (heard.length === 2) ending.abort();
    });
    await pause(300);
    // The driver tries twice by itself. The pieces are there, and nobody knows it: they must not be told twice.
    server.inject({ command: 'insert', effect: { kind: 'drop-after' }, times: 2 });
    server.inject({ command: 'update', effect: { kind: 'drop-before' }, times: 2 });
    for (const n of [1, 2]) news.tell({ model: 'visits', slice: '*', checkpoint: at(n), changed: [] });
    await ended;
    expect(heard).toEqual([at(1), at(2)]);
    await news.close();
  }, 20_000);
  describeMongoLeases('small server', async () => {
    databases += 1;
    const process = async () => ({
      leases: await MongoLeases.connect(placeOf(server, `leases-${databases}`)),
      store: await connect(server, `leases-${databases}`),
    });
    const pass = (ms: number): Promise<void> => Promise.resolve(server.passTime(ms));
    return { one: await process(), other: await process(), pass };
  });
});
