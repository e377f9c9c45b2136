import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SqliteLogReader } from '#event-store';
import type { Recorded } from '#kernel';
import { SqliteReadStore, stateHash, statusOf } from '#projecting';
import { projections } from '../../apps/server/src/projections.ts';
import { logFile, readModelsFile } from '../../apps/server/src/stores/open-stores.ts';
import { PASSWORD } from '../support/ground.ts';
import { SmallSchool } from '../support/small-school.ts';
import { RunningServer } from '../support/server.ts';
import { replayedHash, ServerProcess } from '../support/server-process.ts';
import { type Receipt, send, type Sent, TeacherAtWork } from './teachers-at-work.ts';

/** How many servers are killed: 10 in short form; the fault campaign sets ZHURNAL_SERVER_KILLS. */
const KILLS = Number(process.env['ZHURNAL_SERVER_KILLS'] ?? 10);
const TEACHERS = 24;
const LONGEST_LIFE_MS = 500;
const MS_PER_KILL = 20_000;

let running: RunningServer;
let dataFolder: string;
let login: string;
let teachers: TeacherAtWork[];

beforeAll(async () => {
  running = await RunningServer.start('2026-10-08T12:30:00.000Z');
  const school = await SmallSchool.make(running);
  login = school.holder('teacher').login;
  teachers = Array.from(
    { length: TEACHERS },
    (_, index) => new TeacherAtWork(`Тема ${index}`, school.nextLesson(school.own)),
  );
  dataFolder = join(running.folder, 'data');
  await running.server.close();
}, 120_000);
afterAll(() => rm(running.folder, { recursive: true, force: true }));

async function signIn(url: string): Promise<string> {
  const response = await fetch(new URL('/api/v1/sessions', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ login, password: PASSWORD, bearer: true }),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { token: string }).token;
}

/** Lets everybody work on a fresh server and kills it at a random moment. @returns commands without an answer */
async function workUntilKilled(): Promise<Sent[]> {
  const server = await ServerProcess.start(dataFolder);
  const ending = new AbortController();
  try {
    const token = await signIn(server.url);
    const first = new Promise<void>((resolve, reject) => {
      const atWork = teachers.map((teacher) => teacher.work(server.url, token, ending.signal, resolve));
      Promise.all(atWork).then(() => resolve(), reject);
      ended = Promise.allSettled(atWork);
    });
    await first;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_LIFE_MS));
  } finally {
    await server.kill();
    ending.abort();
  }
  for (const outcome of await ended) if (outcome.status === 'rejected') throw outcome.reason;
  return teachers.map(({ unanswered }) => unanswered).filter((sent) => sent !== null);
}
let ended: Promise<PromiseSettledResult<void>[]> = Promise.resolve([]);

/** Every event of the log. */
async function eventsOf(log: SqliteLogReader): Promise<Recorded[]> {
  const events: Recorded[] = [];
  for (let after: Recorded['position'] | null = null, end = false; !end;) {
    const page = await log.readAll({ after, limit: 1_000 });
    events.push(...page.events);
    after = page.next;
    end = page.end;
  }
  return events;
}

const idsByCommand = (events: readonly Recorded[]): Map<string, string[]> => {
  const ids = new Map<string, string[]>();
  for (const { id, metadata } of events) {
    const of = ids.get(metadata.commandId);
    if (of) of.push(id);
    else ids.set(metadata.commandId, [id]);
  }
  return ids;
};

describe('a server that is killed under load', () => {
  it(
    `has every acknowledged command once after ${KILLS} kills, and read models as a replay gives them`,
    async () => {
      const counts = { killsInFlight: 0, inFlight: 0, foundUnacknowledged: 0 };
      for (let kill = 0; kill < KILLS; kill += 1) {
        const unanswered = await workUntilKilled();
        const log = SqliteLogReader.open({ file: logFile({ dataFolder }) });
        const recorded = idsByCommand(await eventsOf(log));
        await log.close();
        const lost = teachers.flatMap(({ commands }) =>
          commands.filter(({ key, receipt }) => receipt !== null && !recorded.has(key)),
        );
        expect(lost).toEqual([]);
        counts.inFlight += unanswered.length;
        counts.killsInFlight += unanswered.length > 0 ? 1 : 0;
        counts.foundUnacknowledged += unanswered.filter(({ key }) => recorded.has(key)).length;
      }

      const server = await ServerProcess.start(dataFolder);
      const commands: Sent[] = [];
      try {
        const token = await signIn(server.url);
        for (const teacher of teachers) await teacher.settle(server.url, token);
        commands.push(...teachers.flatMap((teacher) => teacher.commands));
        // The same commands again: each answers its first receipt.
        let next = 0;
        const again = async (): Promise<void> => {
          while (next < commands.length) {
            const command = commands[next]!;
            next += 1;
            expect(await send(server.url, token, command)).toEqual({ ...command.receipt, repeated: true });
          }
        };
        await Promise.all(Array.from({ length: 8 }, again));
        await isShown(server.url, token, commands);
      } finally {
        await server.stop();
      }

      const log = SqliteLogReader.open({ file: logFile({ dataFolder }) });
      const store = SqliteReadStore.open({ file: readModelsFile({ dataFolder }) });
      const events = await eventsOf(log);
      const recorded = idsByCommand(events);
      for (const { key, receipt } of commands) expect(recorded.get(key)).toEqual(receipt!.eventIds);
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);

      const { models } = await statusOf({ log, store, projections });
      expect(models.map(({ name, lag }) => [name, lag])).toEqual(
        projections.map(({ name }) => [name, 0]).sort(),
      );
      const shown = await stateHash(store, projections);
      await store.close();
      await log.close();
      expect(await replayedHash(dataFolder, events.at(-1)!.metadata.recordedAt)).toBe(shown);

      console.info(
        `${KILLS} kills of a server: ${commands.length} commands acknowledged, none lost, none twice; ` +
          `${counts.killsInFlight} kills with unacknowledged commands in flight (${counts.inFlight} commands, ` +
          `${counts.foundUnacknowledged} of them recorded before the answer); ${events.length} events, state ` +
          `${shown.slice(0, 12)}… live and replayed`,
      );
      expect(counts.killsInFlight).toBeGreaterThanOrEqual(Math.floor(KILLS * 0.9));
    },
    (KILLS + 2) * MS_PER_KILL,
  );
});

/** Waits until the read models show the last of these commands. */
async function isShown(url: string, token: string, commands: readonly Sent[]): Promise<void> {
  const last = commands
    .map(({ receipt }) => (receipt as Receipt).position)
    .sort()
    .at(-1)!;
  for (let tries = 0; tries < 30; tries += 1) {
    const address = new URL(`/api/v1/school?minPosition=${last}`, url);
    const { status } = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
    if (status === 200) return;
    expect(status).toBe(503);
  }
  throw new Error('The read models did not reach the log');
}
