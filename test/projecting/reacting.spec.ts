import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AppendTooLarge, CommandReused } from '#event-store';
import { MemoryEventStore } from '#event-store/testing';
import { type CommandContext, idFrom, positionFrom, Refused, systemClock } from '#kernel';
import {
  ALL_SCHOOLS,
  type Dispatch,
  Fenced,
  type Reaction,
  type Reactor,
  ReactorRunner,
  SqliteReadStore,
} from '#projecting';
import { bookStream, type LibraryEvent } from '../support/library/library.ts';
import { LibraryLog } from '../support/library/library-history.ts';
import { until } from '../support/library/patience.ts';

const SCHOOL = 'school-a';

/** Whoever loses a book is written to, and written to again on the day that follows. */
const letters: Reactor<LibraryEvent> = {
  name: 'letters',
  on: ['BookLost'],
  react: async (event) => [
    { schoolId: SCHOOL, step: 'ask', command: 'WriteLetter', payload: { about: event.data } },
    {
      schoolId: SCHOOL,
      step: 'remind',
      command: 'WriteLetter',
      payload: { about: event.data },
      due: '2026-09-02T06:00:00.000Z',
    },
  ],
};

describe('a reactor’s commands', () => {
  let log: MemoryEventStore;
  let library: LibraryLog;
  let store: SqliteReadStore;
  let now: number;
  let stops: (() => Promise<void>)[];
  const clock = { simulated: false, now: () => now };

  beforeEach(() => {
    now = Date.parse('2026-09-01T06:00:00.000Z');
    log = new MemoryEventStore(systemClock);
    library = new LibraryLog(log);
    store = SqliteReadStore.open({ memory: true });
    stops = [];
  });
  afterEach(async () => {
    for (const stop of stops) await stop().catch(() => {});
    await store.close();
  });

  const lose = (bookId: string) =>
    library.happen({
      schoolId: SCHOOL,
      stream: bookStream(SCHOOL, bookId),
      facts: [{ type: 'BookLost', data: { bookId } }],
    });

  function started(dispatch: Dispatch, reactor: Reactor<LibraryEvent> = letters) {
    const ending = new AbortController();
    const runner = new ReactorRunner({ reactor: reactor, log, store, clock, dispatch });
    const running = runner.run(ending.signal);
    const stop = async (): Promise<void> => {
      ending.abort();
      await running;
    };
    stops.push(stop);
    return { runner, running, stop };
  }

  it('have the same ids when the checkpoint is lost, so doing them again does nothing', async () => {
    const done = new Map<string, number>();
    const dispatch = async (_: Reaction, { commandId }: CommandContext): Promise<void> => {
      done.set(commandId, (done.get(commandId) ?? 0) + 1);
    };
    await lose('b1');
    await lose('b2');
    const first = started(dispatch);
    await until(async () => done.size === 2, 'two letters');
    await first.stop();
    await store.close();
    store = SqliteReadStore.open({ memory: true });
    started(dispatch);
    await until(async () => [...done.values()].every((times) => times === 2), 'the letters again');
    expect(done.size).toBe(2);
    const [event] = await log.readStream(bookStream(SCHOOL, 'b1'));
    expect(done.has(idFrom('reaction', 'letters', event!.id, 'ask'))).toBe(true);
  });

  it('that fall due are sent when their time has come, once, though the process stops in between', async () => {
    const sent: string[] = [];
    const dispatch: Dispatch = async (_, { commandId }) => void sent.push(commandId);
    await lose('b1');
    const first = started(dispatch);
    await until(async () => sent.length === 1 && first.runner.status().pending === 1, 'the first letter');
    await first.stop();
    now = Date.parse('2026-09-02T05:59:59.999Z');
    const second = started(dispatch);
    await until(async () => second.runner.status().pending === 1, 'the pending one');
    await second.stop();
    expect(sent).toHaveLength(1);
    now += 1;
    const third = started(dispatch);
    await until(async () => sent.length === 2 && third.runner.status().pending === 0, 'the reminder');
    await third.stop();
    started(dispatch);
    await lose('b2');
    await until(async () => sent.length >= 4, 'the next letters');
    expect(new Set(sent).size).toBe(sent.length);
  });

  it.each([
    ['a rule says no', new Refused('no-paper', 'There is no paper.')],
    ['it was done before with another content', new CommandReused('s', 'c')],
    ['it is too large', new AppendTooLarge(2, 1)],
  ])('are not asked for again when %s', async (_, error) => {
    let asked = 0;
    const { runner } = started(async () => {
      asked += 1;
      throw error;
    });
    await lose('b1');
    const last = await lose('b2');
    await until(async () => runner.status().checkpoint === last, 'the end of the log');
    expect(asked).toBe(2);
  });

  it.each([
    ['the store is away', new Error('nobody there')],
    ['the edge says later', new Refused('busy', 'Later.', { status: 503 })],
  ])('are asked for again when %s, and it shows', async (_, error) => {
    let asked = 0;
    const { runner } = started(async () => {
      asked += 1;
      if (asked < 3) throw error;
    });
    const last = await lose('b1');
    await until(async () => runner.status().failing !== null, 'the failure to show');
    expect(runner.status()).toMatchObject({ reactor: 'letters', failing: { error: String(error) } });
    await until(async () => runner.status().checkpoint === last, 'the end of the log');
    expect(runner.status().failing).toBeNull();
    expect(asked).toBe(3);
  });

  it('stop when somebody else runs the same reactor', async () => {
    const { running, runner } = started(async () => {});
    const ended = expect(running).rejects.toThrow(Fenced);
    const after = await lose('b1');
    await until(async () => runner.status().checkpoint === after, 'the first event');
    const model = { name: 'reactor-letters', version: 1 };
    await store.commit({
      model,
      slice: ALL_SCHOOLS,
      after,
      checkpoint: positionFrom(0xffff),
      docs: [],
      tallies: [],
    });
    await lose('b2');
    await ended;
  });
});
