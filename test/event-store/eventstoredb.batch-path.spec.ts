import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { batchPathProcess } from './batch-path-process.ts';
import { SmallEventStoreDb } from '../support/eventstoredb/small-eventstoredb.ts';

/**
 * Why appends go by the plain path (docs/adr/0002-eventstoredb-append-path.md): on the batch path the installed
 * client ends the process. When one of these fails after an upgrade of the client, the decision may be looked
 * at again.
 */
describe("the official client's batch path", () => {
  jest.setTimeout(30_000);

  let database: SmallEventStoreDb;
  beforeEach(async () => {
    database = await SmallEventStoreDb.start({ commitTimeoutMs: 60_000 });
  });
  afterEach(() => database.down());

  it('ends the process when one client breaks and another one is answered afterwards', async () => {
    let release = () => {};
    const end = await batchPathProcess(database.connectionString, 'two-clients', {
      connected: () => (release = database.log.holdCommits()),
      waiting: () => database.faults.nextAppend({ when: 'before-commit', how: 'unavailable' }),
      broken: () => release(),
    });
    expect(end.said).toEqual(['connected', 'waiting', 'broken']);
    expect(end.complaint).toContain('TypeError: undefined is not iterable');
    expect(end.code).toBe(1);
  });

  it('ends the process of a single client when the connection breaks under load', async () => {
    const end = await batchPathProcess(database.connectionString, 'one-client', {
      connected: () => database.freeze(),
      waiting: () => database.resetConnections(),
    });
    expect(end.said).toEqual(['connected', 'waiting']);
    expect(end.complaint).toContain('14 UNAVAILABLE: read ECONNRESET');
    expect(end.code).toBe(1);
  });

  it('ends the process after a request that the server refused as bad: it is answered twice', async () => {
    await database.down();
    database = await SmallEventStoreDb.start({ commitTimeoutMs: 300 });
    const end = await batchPathProcess(database.connectionString, 'bad-request');
    expect(end.said).toEqual(['refused: Could not recognize BadRequest']);
    expect(end.complaint).toContain('TypeError: undefined is not iterable');
    expect(end.code).not.toBe(0);
  });
});
