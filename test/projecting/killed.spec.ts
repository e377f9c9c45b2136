import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SqliteEventStore } from '#event-store';
import { comparePositions, type Position, type Recorded, systemClock } from '#kernel';
import { ALL_SCHOOLS, type AnyProjection, Pass, SqliteReadStore } from '#projecting';
import { builtFile } from '../support/library/built.ts';
import { type Death, INSIDE } from '../support/library/dying-store.ts';
import { libraryProjections } from '../support/library/library.ts';
import { LibraryLog, libraryLife, randomFrom } from '../support/library/library-history.ts';
import { allEvents, hashOf } from '../support/library/projecting.ts';

const SEED = 20_260_901;
const random = randomFrom(SEED);
const program = fileURLToPath(builtFile('projecting-program'));

interface Ended {
  readonly said: string;
  readonly signal: NodeJS.Signals | null;
}

describe(`killed (SIGKILL) again and again, seed ${SEED}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'killed-'));
  const logFile = join(folder, 'log.sqlite');
  let events: Recorded[];

  beforeAll(async () => {
    const onFailure = (error: Error): never => {
      throw error;
    };
    const log = await SqliteEventStore.open({ file: logFile, clock: systemClock, onFailure });
    await new LibraryLog(log).live(libraryLife(SEED, ['school-a', 'school-b'], 60), 1_500);
    events = await allEvents(log);
    await log.close();
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs the program until it ends, or until it is killed from outside after so long (ms). */
  function run(
    mode: 'live' | 'rebuild',
    file: string,
    death: Death | null,
    killAfterMs?: number,
  ): Promise<Ended> {
    const dying = death === null ? [] : [String(death.commits), String(death.share)];
    const child = spawn(process.execPath, [program, mode, logFile, file, ...dying], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const killer =
      killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    return new Promise((resolve) => {
      child.on('close', (_, signal) => {
        clearTimeout(killer);
        resolve({ said: said.trim(), signal });
      });
    });
  }

  /** The state hash of a clean replay up to a position. */
  async function replayed(upTo: Position | null): Promise<string> {
    const store = SqliteReadStore.open({ memory: true });
    await store.prepare(libraryProjections);
    const log = { readStream: async () => [], readAll: async () => ({ events: [], next: null, end: true }) };
    const pass = await Pass.open({ log, store, projections: libraryProjections });
    await pass.fold(events.filter(({ position }) => comparePositions(position, upTo) <= 0));
    await pass.commit();
    const hash = await hashOf(store);
    await store.close();
    return hash;
  }

  /** What readers see in a file, and how far each live model has come. */
  async function seen(
    file: string,
  ): Promise<{ hash: string; checkpoints: (Position | null)[]; models: number }> {
    const store = SqliteReadStore.open({ file });
    const live = await store.live();
    const models = libraryProjections.map((one): AnyProjection => ({ ...one, version: live.get(one.name)! }));
    const checkpoints = [];
    for (const model of models) checkpoints.push(await store.checkpoint(model, ALL_SCHOOLS));
    const state = { hash: await hashOf(store, models), checkpoints, models: (await store.models()).length };
    await store.close();
    return state;
  }

  it('inside its transactions, a projector leaves whole batches only, and ends at a clean replay', async () => {
    const file = join(folder, 'live.sqlite');
    let inside = 0;
    for (let kill = 0; kill < 22; kill += 1) {
      const ended = await run('live', file, { commits: random(2), share: random(1_000) / 1_000 });
      if (ended.said === INSIDE && ended.signal === 'SIGKILL') inside += 1;
      const { hash, checkpoints } = await seen(file);
      expect(new Set(checkpoints).size).toBe(1);
      expect(hash).toBe(await replayed(checkpoints[0]!));
    }
    const last = await run('live', file, null);
    expect(last).toEqual({ said: await replayed(events.at(-1)!.position), signal: null });
    console.log(`projector: ${inside} of 22 kills inside a transaction`);
    expect(inside).toBeGreaterThanOrEqual(20);
  }, 180_000);

  it('inside a rebuild, what readers see stays whole, and the next rebuild takes over', async () => {
    const file = join(folder, 'rebuilt.sqlite');
    const whole = (await run('live', file, null)).said;
    let inside = 0;
    let before = (await seen(file)).checkpoints;
    for (let kill = 0; kill < 12; kill += 1) {
      const ended = await run('rebuild', file, { commits: random(30), share: random(1_000) / 1_000 });
      if (ended.said === INSIDE && ended.signal === 'SIGKILL') inside += 1;
      const state = await seen(file);
      expect(state).toMatchObject({ hash: whole, checkpoints: before });
      before = state.checkpoints;
    }
    // and at any other moment: while it takes over, while the old models are dropped
    for (let kill = 0; kill < 6; kill += 1) {
      await run('rebuild', file, null, 200 + random(800));
      expect((await seen(file)).hash).toBe(whole);
    }
    expect(await run('rebuild', file, null)).toEqual({ said: whole, signal: null });
    expect((await seen(file)).models).toBe(libraryProjections.length);
    console.log(`rebuild: ${inside} of 12 kills inside a transaction`);
    expect(inside).toBeGreaterThanOrEqual(10);
  }, 180_000);
});
