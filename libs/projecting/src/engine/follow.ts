import { setImmediate as breath } from 'node:timers/promises';
import type { Recorded } from '#kernel';
import type { ReadableLog } from '#event-store';
import { streamPrefixesOf } from '../slice.ts';
import type { Advanced, Pass } from './pass.ts';

/** While catching up, what was folded becomes visible at least this often (ms). */
const COMMIT_EVERY_MS = 500;
/** A filtered log that brings nothing for us still moves the checkpoint on, this often (ms). */
const IDLE_COMMIT_EVERY_MS = 5_000;

export interface Following {
  readonly log: ReadableLog;
  readonly pass: Pass;
  readonly signal: AbortSignal;
  /** After each commit. `caughtUp`: the head of the log was reached and not lost since. */
  readonly committed?: (advanced: readonly Advanced[], caughtUp: boolean) => void | Promise<void>;
  /** The log's connection was lost; it mends itself. */
  readonly dropped?: (reason: string) => void;
}

/**
 * Folds the log into a pass, for ever or until the signal aborts: each message at once when the head was
 * reached, in full batches before that. Gives other work of this thread a turn after every chunk.
 * @throws Fenced, ReadStoreUnavailable, StoreUnavailable: then the pass is over
 */
export async function follow({ log, pass, signal, committed, dropped }: Following): Promise<void> {
  let caughtUp = false;
  let committedAt = 0;
  const commit = async (): Promise<void> => {
    const advanced = await pass.commit();
    committedAt = performance.now();
    await committed?.(advanced, caughtUp);
  };
  const head = await log.head();
  const subscription = log.subscribe({
    after: pass.position,
    signal,
    ...prefixed(streamPrefixesOf(pass.slice)),
  });
  for await (const message of subscription) {
    const age = performance.now() - committedAt;
    switch (message.kind) {
      case 'events':
        for (const chunk of chunks(message.events, pass.chunk)) {
          await pass.fold(chunk);
          if (pass.full) await commit();
          await breath();
        }
        if (pass.behind && (caughtUp || age >= COMMIT_EVERY_MS)) await commit();
        break;
      case 'checkpoint':
        pass.advance(message.position);
        if (pass.behind && age >= IDLE_COMMIT_EVERY_MS) await commit();
        break;
      case 'caught-up':
        caughtUp = true;
        if (head !== null) pass.advance(head);
        await commit();
        break;
      case 'dropped':
        caughtUp = false;
        dropped?.(message.reason);
        break;
    }
    if (signal.aborted) return;
  }
}

const prefixed = (streamPrefixes: readonly string[] | undefined) =>
  streamPrefixes === undefined ? {} : { streamPrefixes };

function* chunks(events: readonly Recorded[], size: number): Iterable<readonly Recorded[]> {
  if (events.length <= size) yield events;
  else for (let from = 0; from < events.length; from += size) yield events.slice(from, from + size);
}
