import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#event-store/testing';
import { lessonStream } from '#journal/events';
import { type AnyFact, type CommandContext, newId, type Position, systemClock } from '#kernel';
import { Pass, SqliteReadStore } from '#projecting';
import { auditProjections } from '../models.ts';
import { NewestFirst, type Search } from './newest-first.ts';
import { beforeAllAt, cursorOf, type Place, placeFrom } from './place.ts';

const SCHOOL = 'school-1';
const HOUR_MS = 3_600_000;
const LESSONS = 900;

let now: number;
let log: MemoryEventStore;
let store: SqliteReadStore;
let shown: Position;

beforeEach(() => {
  now = Date.parse('2026-09-01T00:10:00Z');
  log = new MemoryEventStore({ ...systemClock, now: () => now });
  store = SqliteReadStore.open({ memory: true });
});
afterEach(() => store.close());

async function record(lesson: number, fact: AnyFact): Promise<void> {
  const stream = lessonStream(SCHOOL, `l${lesson}`);
  const { length } = await log.readStream(stream);
  const commandId = newId();
  const context: CommandContext = {
    schoolId: SCHOOL,
    actor: { accountId: 'planner', role: 'system', sessionId: null },
    commandId,
    fingerprint: commandId,
    correlationId: commandId,
    causationId: commandId,
  };
  await log.append(stream, [fact], length === 0 ? 'none' : length - 1, context);
}

async function project(): Promise<void> {
  await store.prepare(auditProjections);
  const pass = await Pass.open({ log, store, projections: auditProjections });
  const { events, next } = await log.readAll({ after: null, limit: 1_000_000 });
  await pass.fold(events);
  await pass.commit();
  shown = next!;
}

/** Page after page of events of a type, through the text of their cursors. */
async function pages(type: string): Promise<string[][]> {
  const told: string[][] = [];
  for (let after: Place | null = beforeAllAt(now); after !== null;) {
    const search: Search = {
      schoolId: SCHOOL,
      shown,
      scans: [{ index: 'byTime', prefix: [], lists: () => true }],
      streams: [],
      mayHold: () => true,
      wanted: ({ event }) => event.type === type,
      from: undefined,
      after,
      limit: 10,
    };
    const { found, next } = await store.read((snapshot) => new NewestFirst(log, search).page(snapshot));
    told.push(found.map(({ event }) => event.stream));
    if (told.length > LESSONS) throw new Error('The pages do not come to an end');
    after = next === null ? null : placeFrom(cursorOf(next));
  }
  return told;
}

describe('a search through much', () => {
  it.each([
    ['a minute apart', 60_000],
    ['all within one hour', 2],
    ['all at one instant', 0],
  ])('answers in bounded steps and finds the oldest (%s)', async (_, apart) => {
    await record(0, { type: 'Rare', data: {} });
    for (let lesson = 0; lesson < LESSONS; lesson += 1) {
      now += apart;
      await record(lesson, { type: 'Everyday', data: {} });
    }
    now += HOUR_MS;
    await project();
    const told = await pages('Rare');
    expect(told.flat()).toEqual([lessonStream(SCHOOL, 'l0')]);
    expect(told.length).toBeLessThanOrEqual(4);
    if (apart > 0) expect(told.length).toBeGreaterThan(1);
  });

  it('finds each event once although streams overlap in time', async () => {
    for (let round = 0; round < 12; round += 1) {
      for (let lesson = 0; lesson < 40; lesson += 1) {
        now += 20_000;
        await record(lesson, { type: 'Everyday', data: { round } });
      }
    }
    await project();
    const told = (await pages('Everyday')).flat();
    const { events } = await log.readAll({ after: null, limit: 1_000_000 });
    expect(told).toEqual(events.map(({ stream }) => stream).reverse());
  });
});
