import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#event-store/testing';
import {
  type Clock,
  type CommandContext,
  type Fact,
  idFrom,
  newId,
  type Recorded,
  Refused,
  streamOf,
} from '#kernel';
import type { Reaction, Reactor } from '../reactor.ts';
import { SqliteReadStore } from '../sqlite/sqlite-read-store.ts';
import { type Dispatch, ReactorRunner } from './reactor-runner.ts';

type BellRung = Fact<'BellRung', { bell: string; due?: string }>;

const school = 'school-1';
const bells: Reactor<BellRung> = {
  name: 'bells',
  on: ['BellRung'],
  react: async ({ data }: Recorded<BellRung>) => [
    {
      schoolId: school,
      step: 'open',
      command: 'OpenDoor',
      payload: { bell: data.bell },
      ...(data.due ? { due: data.due } : {}),
    },
  ],
};

class SetClock implements Clock {
  readonly simulated = false;
  constructor(public time = Date.parse('2026-09-01T06:00:00Z')) {}
  now(): number {
    return this.time;
  }
}

async function ring(log: MemoryEventStore, bell: string, due?: string): Promise<void> {
  const id = newId();
  const context: CommandContext = {
    schoolId: school,
    actor: { accountId: 'a', role: 'administrator', sessionId: null },
    commandId: id,
    fingerprint: '',
    correlationId: id,
    causationId: id,
  };
  await log.append(
    streamOf(school, 'bell', bell),
    [{ type: 'BellRung', data: { bell, ...(due ? { due } : {}) } }],
    'none',
    context,
  );
}

async function until(done: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !done(); i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(done()).toBe(true);
}

function stage() {
  const clock = new SetClock();
  const log = new MemoryEventStore(clock);
  const store = SqliteReadStore.open({ memory: true });
  const done: { reaction: Reaction; context: CommandContext }[] = [];
  const start = (dispatch?: Dispatch) => {
    const ending = new AbortController();
    const runner = new ReactorRunner({
      reactor: bells,
      log,
      store,
      clock,
      dispatch: dispatch ?? (async (reaction, context) => void done.push({ reaction, context })),
    });
    const running = runner.run(ending.signal);
    return async () => {
      ending.abort();
      await running;
    };
  };
  return { clock, log, store, done, start };
}

describe('a reactor', () => {
  it('sends the commands that follow from facts, with ids that follow from them too', async () => {
    const { log, done, start } = stage();
    await ring(log, 'one');
    const stop = start();
    await until(() => done.length === 1);
    await ring(log, 'two');
    await until(() => done.length === 2);
    await stop();
    const [first] = await log.readStream(streamOf(school, 'bell', 'one'));
    expect(done[0]!.context.commandId).toBe(idFrom('reaction', 'bells', first!.id, 'open'));
    expect(done[0]!.context.causationId).toBe(first!.id);
    expect(done.map(({ reaction }) => reaction.payload)).toEqual([{ bell: 'one' }, { bell: 'two' }]);
  });

  it('goes on where it stopped', async () => {
    const { log, done, start } = stage();
    await ring(log, 'one');
    await start()().then(() => undefined);
    const stop = start();
    await until(() => done.length >= 1);
    await stop();
    const before = done.length;
    const again = start();
    await ring(log, 'two');
    await until(() =>
      done.some(({ reaction }) => 'bell' in reaction.payload && reaction.payload.bell === 'two'),
    );
    await again();
    expect(done.length).toBe(before + 1);
  });

  it('keeps what is not due, through a restart, and sends it when its time has come', async () => {
    const { clock, log, done, start } = stage();
    const stop = start();
    await ring(log, 'later', '2026-09-01T07:00:00.000Z');
    await ring(log, 'now');
    await until(() => done.length === 1);
    await stop();
    clock.time = Date.parse('2026-09-01T07:00:00Z');
    const again = start();
    await until(() => done.length === 2);
    await again();
    expect(done[1]!.reaction.payload).toEqual({ bell: 'later' });
  });

  it('asks again when something failed, and takes a refusal as the last word', async () => {
    const { log, start } = stage();
    let attempts = 0;
    const answered: string[] = [];
    const stop = start(async (reaction) => {
      const { bell } = reaction.payload as { bell: string };
      attempts += 1;
      if (bell === 'one' && attempts < 3) throw new Error('the store hiccups');
      answered.push(bell);
      if (bell === 'two') throw new Refused('closed', 'The door is walled up.');
    });
    await ring(log, 'one');
    await ring(log, 'two');
    await ring(log, 'three');
    await until(() => answered.length === 3);
    await stop();
    expect(answered).toEqual(['one', 'two', 'three']);
  });
});
