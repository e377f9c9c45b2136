import type { LogRecord } from './log.ts';

/** What an appender says of the stream's revision; a bigint is exact. */
export type Expected = 'any' | 'no_stream' | 'stream_exists' | bigint;

/** What is to be done about an append: write it, answer what was written before, or refuse it. */
export type Decision =
  | { readonly kind: 'write' }
  /** Every id stands where this append would have put it: nothing is written, the old place is answered. */
  | { readonly kind: 'again'; readonly last: LogRecord }
  | { readonly kind: 'wrong'; readonly current: number | null };

interface Question {
  readonly name: string;
  readonly expected: Expected;
  readonly ids: readonly string[];
  /** Everything written to the stream, committed or not. */
  readonly records: readonly LogRecord[];
  readonly softDeleted: boolean;
  readonly recentIds: ReadonlyMap<string, LogRecord>;
}

/**
 * Expected revisions and idempotent ids, as docs/eventstoredb.md tells under «The same events again».
 * Only ids are compared, never type or data.
 */
export function decide(question: Question): Decision {
  const { expected, ids, records, softDeleted } = question;
  const current = records.length - 1;
  const wrong: Decision = { kind: 'wrong', current: current < 0 ? null : current };

  if (expected === 'any' || expected === 'stream_exists') {
    if (expected === 'stream_exists' && (current < 0 || softDeleted)) return wrong;
    return againAnywhere(question) ?? { kind: 'write' };
  }

  const revision = expected === 'no_stream' ? -1 : Number(expected);
  if (revision > current) return wrong;
  if (revision < current) {
    if (expected === 'no_stream' && softDeleted) return { kind: 'write' };
    // «a prefix of the batch; a suffix at its right revision; two adjacent batches joined»: success;
    // «permuted; known and new events mixed»: refused
    const places = ids.map((id, index) => {
      const record = records[revision + 1 + index];
      return record?.id === id ? record : null;
    });
    const last = places.at(-1);
    return last && places.every((place) => place !== null) ? { kind: 'again', last } : wrong;
  }
  // «same ids with expected = the current revision»: stored a second time
  return { kind: 'write' };
}

/**
 * ANY remembers recent ids only, one place for each: «after a restart, or when the ids were also used in
 * another stream», they are stored again.
 */
function againAnywhere({ name, ids, recentIds, records }: Question): Decision | null {
  const places = ids.map((id) => recentIds.get(id));
  const [first] = places;
  if (!first || first.stream !== name) return null;
  const last = places.at(-1)!;
  if (places.every((place) => place?.stream === name)) return { kind: 'again', last: last };
  return { kind: 'wrong', current: records.length - 1 };
}
