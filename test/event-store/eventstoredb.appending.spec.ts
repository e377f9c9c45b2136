import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { CHAIN_START, canonicalJson, chainedMetadata, chainHash } from '#kernel';
import { CommandReused, MAX_APPEND_BYTES, WrongRevision } from '#event-store';
import { noted, notedFrom } from '../../libs/event-store/src/contract/trial.ts';
import { COMMIT_TIMEOUT_MS, eachWithFaults, shortTimings, timeOf } from './eventstoredb-trial.ts';

/** Each test stands for lines of docs/eventstoredb.md, «Append» and «The same events again». */
describe('appending to EventStoreDB', () => {
  const trial = eachWithFaults();

  describe('by the plain path only', () => {
    it('never opens a batch stream', async () => {
      await trial.append('a', 'none', notedFrom(0, 3));
      await trial.append('a', 2);
      expect(trial.database.calls('append')).toBe(2);
      expect(trial.database.calls('batchAppend')).toBe(0);
    });

    it('lives on when the connection breaks under load', async () => {
      const patient = await trial.another(undefined, { callMs: 5_000, appendGiveUpMs: 12_000 });
      const facts = [{ type: 'Written', data: { text: 'x'.repeat(200_000) } }];
      trial.database.freeze();
      const appends = Array.from({ length: 16 }, (_, n) =>
        patient.append(trial.stream(`s${n}`), facts, 'none', trial.command()),
      );
      await pause(100);
      trial.database.resetConnections();
      trial.database.thaw();
      const receipts = await Promise.all(appends);
      expect(receipts.map((receipt) => receipt.revision)).toEqual(Array.from({ length: 16 }, () => 0));
      expect(await trial.readOn(trial.start)).toHaveLength(16);
    });
  });

  describe('checks before it sends', () => {
    it.each([
      ['too much data', { type: 'Written', data: { text: 'x'.repeat(MAX_APPEND_BYTES) } }],
      ['no type', { type: '', data: {} }],
    ])('%s', async (_case, fact) => {
      await expect(trial.append('a', 'none', [fact])).rejects.toThrow();
      expect(trial.database.calls('append')).toBe(0);
    });

    it.each(['$all', '$foo', 'lesson-1'])('the name %s, which the server would accept', async (name) => {
      await expect(trial.store.append(name, [noted(1)], 'none', trial.command())).rejects.toThrow(
        'Not a stream name',
      );
      expect(trial.database.calls('append')).toBe(0);
    });

    it('nothing of the metadata, which may be large', async () => {
      const context = trial.command({ correlationId: 'c'.repeat(2_000_000) });
      expect((await trial.append('a', 'none', [noted(1)], context)).revision).toBe(0);
    });
  });

  describe('an answer that was lost', () => {
    it.each(['reset', 'unavailable', 'timeout', 'silence'] as const)(
      'after the commit (%s): finds its command in the stream and does not wait to send again',
      async (how) => {
        trial.database.faults.nextAppend({ when: 'after-commit', how });
        const context = trial.command();
        const receipt = await trial.append('a', 'none', notedFrom(1, 2), context);
        const events = await trial.store.readStream(trial.stream('a'));
        expect(receipt.eventIds).toEqual(events.map((event) => event.id));
        expect(receipt.position).toBe(events[1]!.position);
        expect(trial.stored('a')).toEqual([1, 2]);
        expect(trial.database.calls('append')).toBe(1);
      },
    );

    it.each(['reset', 'unavailable', 'timeout', 'silence'] as const)(
      'before the commit (%s): sends the same events at the same revision once the server has settled',
      async (how) => {
        await trial.append('a', 'none', [noted(0)]);
        trial.database.faults.nextAppend({ when: 'before-commit', how });
        const sent = trial.append('a', 0, notedFrom(1, 2));
        expect(await timeOf(sent)).toBeGreaterThanOrEqual(shortTimings.settleAfterMs);
        expect((await sent).revision).toBe(2);
        expect(trial.stored('a')).toEqual([0, 1, 2]);
        expect(trial.troubles).toEqual([
          expect.objectContaining({ kind: 'append-retried', attempt: 1, uncertain: true }),
        ]);
      },
    );

    it('of a first attempt that is still uncommitted: waits, and gets the one receipt when it is', async () => {
      const release = trial.database.log.holdCommits();
      const appending = trial.append('a', 'none', notedFrom(1, 2));
      setTimeout(release, 2 * COMMIT_TIMEOUT_MS + shortTimings.settleAfterMs);
      expect((await appending).revision).toBe(1);
      expect(trial.stored('a')).toEqual([1, 2]);
      expect(trial.database.calls('append')).toBeGreaterThan(1);
    });

    it('while another writer took the revision: is a conflict, and is recorded nowhere', async () => {
      trial.database.faults.nextAppend({ when: 'before-commit', how: 'unavailable' });
      const appending = trial.append('a', 'none', [noted(1)]);
      const other = await trial.another();
      await other.append(trial.stream('a'), [noted(7)], 'none', trial.command());
      await expect(appending).rejects.toMatchObject({ name: 'WrongRevision', expected: 'none', actual: 0 });
      expect(trial.stored('a')).toEqual([7]);
    });

    it('and a server that is gone since: ends as uncertain, in bounded time', async () => {
      trial.database.faults.nextAppend({ when: 'after-commit', how: 'silence' });
      const appending = trial.append('a', 'none', [noted(1)]);
      await trial.database.down();
      const { callMs, appendGiveUpMs } = shortTimings;
      expect(await timeOf(appending)).toBeLessThan(appendGiveUpMs + 3 * callMs);
      await expect(appending).rejects.toMatchObject({ name: 'AppendUncertain' });
    });
  });

  describe('the same ids', () => {
    it('with another content at the same revision: refused, though the server compares ids only', async () => {
      const context = trial.command();
      await trial.append('a', 'none', [noted(1)], context);
      const other = await trial.another();
      const reused = { ...context, fingerprint: 'f'.repeat(64) };
      await expect(other.append(trial.stream('a'), [noted(2)], 'none', reused)).rejects.toThrow(
        CommandReused,
      );
      expect(trial.stored('a')).toEqual([1]);
    });

    it('from another process at another time: answers what was recorded, not what it would have said', async () => {
      const context = trial.command();
      const first = await trial.append('a', 'none', notedFrom(1, 2), context);
      const other = await trial.another('2026-09-01T09:00:00.000Z');
      expect(await other.append(trial.stream('a'), notedFrom(1, 2), 'none', context)).toEqual(first);
      expect(await other.append(trial.stream('a'), [noted(1)], 'none', context)).toEqual(first);
      expect(trial.stored('a')).toEqual([1, 2]);
    });

    it('from two processes in the same moment: one recording, one receipt', async () => {
      const context = trial.command();
      const other = await trial.another('2026-09-01T06:00:00.005Z');
      const [one, two] = await Promise.all([
        trial.append('a', 'none', [noted(1)], context),
        other.append(trial.stream('a'), [noted(1)], 'none', context),
      ]);
      expect(one).toEqual(two);
      expect(trial.stored('a')).toEqual([1]);
    });

    it('at the revision after a conflict: looks for its own command before it gives up', async () => {
      const context = trial.command();
      const first = await trial.append('a', 'none', [noted(1)], context);
      await trial.append('a', 0, [noted(2)]);
      expect(await trial.append('a', 'none', [noted(1)], context)).toEqual(first);
      await expect(trial.append('a', 0, [noted(3)])).rejects.toThrow(WrongRevision);
      expect(trial.stored('a')).toEqual([1, 2]);
    });
  });

  it('goes on the chain and the time of whatever stands at the tip, whoever wrote it', async () => {
    const other = await trial.another('2026-09-01T08:00:00.000Z');
    const writers = [trial.store, other, trial.store, other, other, trial.store];
    for (const [n, writer] of writers.entries()) {
      await writer.append(trial.stream('a'), [noted(n)], n === 0 ? 'none' : n - 1, trial.command());
    }
    const events = await trial.store.readStream(trial.stream('a'));
    let chain = CHAIN_START;
    for (const event of events) {
      const metadataJson = chainedMetadata(event.metadata);
      chain = chainHash(chain, { ...event, dataJson: canonicalJson(event.data), metadataJson });
      expect(event.metadata.chain).toBe(chain);
    }
    const hours = events.map((event) => event.metadata.recordedAt.slice(11, 13));
    expect(hours).toEqual(['06', '08', '08', '08', '08', '08']);
  });

  it('stores data and metadata as canonical JSON', async () => {
    await trial.append('a', 'none', [{ type: 'Sorted', data: { b: 1, a: 2, 10: 3, 9: 4 } }]);
    const [record] = trial.database.log.stream(trial.stream('a'))!;
    expect(Buffer.from(record!.data).toString()).toBe('{"10":3,"9":4,"a":2,"b":1}');
    const metadata = Buffer.from(record!.metadata).toString();
    expect(metadata).toBe(canonicalJson(JSON.parse(metadata)));
  });

  it('refuses a stream that was closed for ever, and says so', async () => {
    await trial.append('a', 'none');
    trial.database.log.tombstone(trial.stream('a'));
    await expect(trial.append('a', 0)).rejects.toThrow('closed for ever');
  });

  it('follows the leader when it is sent to it', async () => {
    await trial.append('a', 'none');
    trial.database.faults.denyLeadership(1);
    expect((await trial.append('a', 0)).revision).toBe(1);
  });
});
