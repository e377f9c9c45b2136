import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import {
  CHAIN_START,
  canonicalJson,
  chainedMetadata,
  chainHash,
  type CommandContext,
  newId,
  type Recorded,
  schoolPrefix,
  streamOf,
  systemClock,
} from '#kernel';
import { AppendUncertain, type ExpectedRevision, type Receipt, StoreUnavailable } from '#event-store';
import { noted } from '../../libs/event-store/src/contract/trial.ts';
import { EventStoreDbEventStore } from '../../libs/event-store/src/eventstoredb/eventstoredb-event-store.ts';
import { defaultTimings } from '../../libs/event-store/src/eventstoredb/timings.ts';

/**
 * A real server, killed and stopped under load. It needs one on this machine that the test may do that to:
 * EVENTSTORE_URL, EVENTSTORE_START (a command that starts it and returns when it is ready) and
 * EVENTSTORE_PID_FILE (where that command leaves the server's process id).
 */
const { EVENTSTORE_URL: url, EVENTSTORE_START: start, EVENTSTORE_PID_FILE: pidFile } = process.env;
const KILLS = Number(process.env['EVENTSTORE_KILLS'] ?? 5);
const WRITERS = 32;

if (url === undefined || start === undefined || pidFile === undefined) {
  describe('EventStoreDB under faults', () => {
    it.skip('needs a server to kill: EVENTSTORE_URL, EVENTSTORE_START or EVENTSTORE_PID_FILE is not set', () => {});
  });
} else {
  describe('EventStoreDB, a real server that is killed', () => {
    const school = `school-${newId()}`;
    const streamNamed = (writer: number) => streamOf(school, 'lesson', `w${writer}`);
    const command = (): CommandContext => {
      const commandId = newId();
      const actor = { accountId: 'account-1', role: 'system', sessionId: null } as const;
      return {
        schoolId: school,
        actor,
        commandId,
        fingerprint: '',
        correlationId: commandId,
        causationId: commandId,
      };
    };
    const signal = (name: NodeJS.Signals) => process.kill(Number(readFileSync(pidFile, 'utf8')), name);
    // the server takes every variable that begins with EVENTSTORE_ for an option of its own
    const withoutOurs = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('EVENTSTORE_')),
    );
    /** The command may find the killed server's port still taken: then it is given again. */
    const restart = async () => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          await promisify(execFile)(start, { env: withoutOurs });
          return;
        } catch (error) {
          if (attempt === 10) throw error;
          await pause(500);
        }
      }
    };
    const connect = (troubles: Map<string, number>) =>
      EventStoreDbEventStore.connect({
        connectionString: url,
        clock: systemClock,
        report: ({ kind }) => troubles.set(kind, (troubles.get(kind) ?? 0) + 1),
      });

    it('loses no answered append, stores none twice, and keeps its subscriptions whole', async () => {
      const troubles = new Map<string, number>();
      const store = await connect(troubles);
      const receipts: Receipt[] = [];
      const ends = new Map<string, number>();
      let writing = true;
      let inFlight = 0;
      const inFlightAtKill: number[] = [];

      // a command is sent until it has an answer, as a person's device does
      const write = async (writer: number) => {
        let expected: ExpectedRevision = 'none';
        for (let n = 0; writing; n += 1) {
          const context = command();
          const facts = Array.from({ length: 1 + (n % 3) }, (_, k) => noted(n * 10 + k));
          for (let answered = false; !answered;) {
            inFlight += 1;
            try {
              const receipt = await store.append(streamNamed(writer), facts, expected, context);
              receipts.push(receipt);
              expected = receipt.revision;
              answered = true;
            } catch (error) {
              if (!(error instanceof AppendUncertain || error instanceof StoreUnavailable)) throw error;
              ends.set(error.name, (ends.get(error.name) ?? 0) + 1);
            } finally {
              inFlight -= 1;
            }
          }
        }
      };

      const seen: Recorded[] = [];
      const stop = new AbortController();
      const following = (async () => {
        const options = { after: null, streamPrefixes: [schoolPrefix(school)], signal: stop.signal };
        for await (const message of store.subscribe(options)) {
          if (message.kind === 'events') seen.push(...message.events);
        }
      })();

      const writers = Array.from({ length: WRITERS }, (_, writer) => write(writer));
      for (let kill = 0; kill < KILLS; kill += 1) {
        await pause(1_000 + Math.random() * 1_500);
        inFlightAtKill.push(inFlight);
        signal('SIGKILL');
        await pause(100);
        await restart();
      }
      await pause(5_000);
      writing = false;
      await Promise.all(writers);

      let stored = 0;
      for (let writer = 0; writer < WRITERS; writer += 1) {
        const events = await store.readStream(streamNamed(writer));
        stored += events.length;
        expect(events.map((event) => event.revision)).toEqual(events.map((_, n) => n));
        let chain = CHAIN_START;
        for (const event of events) {
          const metadataJson = chainedMetadata(event.metadata);
          chain = chainHash(chain, { ...event, dataJson: canonicalJson(event.data), metadataJson });
          expect(event.metadata.chain).toBe(chain);
        }
        const own = receipts.filter((receipt) => receipt.stream === streamNamed(writer));
        expect(events.map((event) => event.id)).toEqual(own.flatMap((receipt) => receipt.eventIds));
      }
      while (seen.length < stored) await pause(50);
      stop.abort();
      await following;
      expect(new Set(seen.map((event) => event.id)).size).toBe(seen.length);
      expect(seen).toHaveLength(stored);
      console.log({
        kills: KILLS,
        inFlightAtKill,
        answered: receipts.length,
        events: stored,
        givenUpAndSentAgain: Object.fromEntries(ends),
        mended: Object.fromEntries(troubles),
      });
      await store.close();
    }, 600_000);

    it('fails in bounded time while it is stopped (SIGSTOP), and goes on with it', async () => {
      const store = await connect(new Map());
      const stream = streamNamed(1_000);
      const first = await store.append(stream, [noted(0)], 'none', command());
      signal('SIGSTOP');
      const context = command();
      const timed = async (work: Promise<unknown>) => {
        const began = performance.now();
        const end = await work.then(
          () => 'answered',
          (error: Error) => error.name,
        );
        return { end, ms: Math.round(performance.now() - began) };
      };
      const ends = await Promise.all([
        timed(store.append(stream, [noted(1)], 0, context)),
        timed(store.readStream(stream)),
        timed(store.head()),
      ]);
      signal('SIGCONT');
      console.log({ stopped: ends });
      expect(ends.map(({ end }) => end)).toEqual(['AppendUncertain', 'StoreUnavailable', 'StoreUnavailable']);
      const { appendGiveUpMs, readGiveUpMs, callMs } = defaultTimings;
      expect(ends[0].ms).toBeLessThan(appendGiveUpMs + 3 * callMs);
      expect(Math.max(ends[1].ms, ends[2].ms)).toBeLessThan(readGiveUpMs + 2 * callMs);
      const again = await store.append(stream, [noted(1)], first.revision, context);
      expect(again.revision).toBe(1);
      expect(await store.readStream(stream)).toHaveLength(2);
      await store.close();
    }, 120_000);
  });
}
