import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CommandContext, newId } from '#kernel';
import { SettableClock } from '../contract.ts';
import type { ExpectedRevision } from '../event-store.ts';
import { prepareAppend } from '../prepare-append.ts';
import { type AppendAnswer, type AppendBatch, packAppend, unpackAnswers } from './append-batch.ts';
import { LogReader } from './log-reader.ts';
import { LogWriter } from './log-writer.ts';

describe('the writer of a log', () => {
  const clock = new SettableClock('2026-09-01T06:00:00.000Z');
  let folder: string;
  let writer: LogWriter;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhurnal-writer-'));
    writer = new LogWriter(join(folder, 'log.sqlite'));
  });
  afterEach(async () => {
    writer.close();
    await rm(folder, { recursive: true });
  });

  const command = (more: Partial<CommandContext> = {}): CommandContext => ({
    schoolId: 'school',
    actor: { accountId: 'account', role: 'teacher', sessionId: null },
    commandId: newId(),
    fingerprint: 'f'.repeat(64),
    correlationId: 'correlation',
    causationId: 'causation',
    ...more,
  });

  type Append = [id: string, facts: number, expected: ExpectedRevision, context?: CommandContext];
  const batchOf = (...appends: Append[]): AppendBatch => {
    const batch: AppendBatch = [];
    for (const [id, count, expected, context = command()] of appends) {
      const stream = `00.school.lesson-${id}`;
      const facts = Array.from({ length: count }, (_, n) => ({ type: 'Noted', data: { n } }));
      packAppend(batch, stream, prepareAppend(stream, facts, expected, context), expected, context, clock);
    }
    return batch;
  };
  const commit = (...batches: AppendBatch[]): AppendAnswer[][] =>
    writer.commit(batches).map((answers) => [...unpackAnswers(answers)]);
  const recordedAt = (position: number) => ({ kind: 'recorded', position, recordedAt: clock.now() });

  it('decides the appends of a transaction one after another, in the order of their coming', () => {
    expect(
      commit(batchOf(['a', 2, 'none'], ['b', 1, 'none'], ['a', 1, 1]), batchOf(['a', 1, 1], ['b', 3, 0])),
    ).toEqual([
      [recordedAt(2), recordedAt(3), recordedAt(4)],
      [{ kind: 'wrong-revision', actual: 2 }, recordedAt(7)],
    ]);
  });

  it('finds a command that the stream holds even when its tip is expected, and records nothing', () => {
    const context = command();
    commit(batchOf(['a', 2, 'none', context], ['a', 1, 1]));
    const [[again]] = commit(batchOf(['a', 2, 2, context])) as [[AppendAnswer]];
    expect(again).toMatchObject({ kind: 'repeated', revision: 1, position: 2 });
    const other = { ...context, fingerprint: '0'.repeat(64) };
    expect(commit(batchOf(['a', 2, 2, other]))).toEqual([[{ kind: 'reused' }]]);
    expect(commit(batchOf(['a', 1, 2]))).toEqual([[recordedAt(4)]]);
  });

  it('goes on where the log ended when it is opened again', () => {
    commit(batchOf(['a', 2, 'none']));
    writer.close();
    writer = new LogWriter(join(folder, 'log.sqlite'));
    expect(commit(batchOf(['a', 1, 1], ['b', 1, 'none']))).toEqual([[recordedAt(3), recordedAt(4)]]);
  });

  it('writes what a reader beside it reads in stretches that fit into memory', () => {
    const batch: AppendBatch = [];
    for (let n = 0; n < 20; n += 1) {
      const stream = `00.school.lesson-${n}`;
      const facts = [{ type: 'Written', data: { text: 'x'.repeat(1_000_000) } }];
      const context = command();
      packAppend(batch, stream, prepareAppend(stream, facts, 'none', context), 'none', context, clock);
    }
    writer.commit([batch]);
    const reader = new LogReader(join(folder, 'log.sqlite'));
    const lengths: number[] = [];
    for (let at = 0, end = false; !end;) {
      const chunk = reader.after(at, 1_000);
      lengths.push(chunk.events.length);
      ({ last: at, end } = chunk);
    }
    expect(lengths).toEqual([8, 8, 4]);
    reader.close();
  });
});
