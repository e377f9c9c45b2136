import { decide, type Decision, type Expected } from './decision.ts';

/** An event as it was proposed. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event as it stands in the log. */
export interface LogRecord extends Proposed {
  readonly stream: string;
  readonly revision: number;
  /** Byte-like and not dense. Prepare position and commit position are equal («Append»). */
  readonly commit: bigint;
  readonly createdAt: number;
}

interface Stream {
  readonly records: LogRecord[];
  /** Soft-deleted: revisions below this one are gone, the next append goes on from here. */
  deletedBelow: number;
  tombstoned: boolean;
}

/** What a server's own start leaves in $all before anyone appends: readers must pass over it. */
const OWN_RECORDS = ['$settings', '$users', '$user-admin', '$user-ops'];

/**
 * The small server's log: records in the order of their commit positions, in memory. It outlives a restart of
 * the server. Records may be written and not yet committed (see `holdCommits`): then they count for expected
 * revisions, as in the real server's pre-index, and no reader sees them.
 */
export class MemoryLog {
  readonly #records: LogRecord[] = [];
  readonly #streams = new Map<string, Stream>();
  /** Where an id was first written: the memory behind idempotent ANY, which a restart loses. */
  readonly #recentIds = new Map<string, LogRecord>();
  #committed = 0;
  #held = false;
  #end = 0n;
  #listeners = new Set<() => void>();

  constructor() {
    for (const stream of OWN_RECORDS) {
      this.write(stream, [
        {
          id: `00000000-0000-4000-8000-${String(this.#records.length).padStart(12, '0')}`,
          type: '$system',
          contentType: 'application/json',
          data: Buffer.from('{}'),
          metadata: new Uint8Array(),
        },
      ]);
    }
  }

  /** How many records readers may see. */
  get committed(): number {
    return this.#committed;
  }

  /** The committed record at this place of $all. */
  at(index: number): LogRecord {
    return this.#records[index]!;
  }

  /** The place of the first committed record at or after a commit position. */
  indexOf(commit: bigint): number {
    let low = 0;
    let high = this.#committed;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#records[middle]!.commit < commit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The committed records of a stream that are not deleted; null when there is no such stream. */
  stream(name: string): readonly LogRecord[] | null {
    const stream = this.#streams.get(name);
    if (!stream) return null;
    const seen = stream.records.filter(
      (record) => record.revision >= stream.deletedBelow && this.isCommitted(record),
    );
    return seen.length === 0 ? null : seen;
  }

  isTombstoned(name: string): boolean {
    return this.#streams.get(name)?.tombstoned ?? false;
  }

  isCommitted(record: LogRecord): boolean {
    return this.#committed > 0 && record.commit <= this.#records[this.#committed - 1]!.commit;
  }

  /** What is to be done about an append; nothing is written yet. */
  decide(name: string, expected: Expected, ids: readonly string[]): Decision {
    const stream = this.#streams.get(name);
    return decide({
      name,
      expected,
      ids,
      records: stream?.records ?? [],
      softDeleted: stream !== undefined && stream.deletedBelow === stream.records.length,
      recentIds: this.#recentIds,
    });
  }

  /** Writes records behind the stream's last; they are committed at once unless commits are held. */
  write(name: string, proposed: readonly Proposed[]): readonly LogRecord[] {
    let stream = this.#streams.get(name);
    if (!stream) this.#streams.set(name, (stream = { records: [], deletedBelow: 0, tombstoned: false }));
    const written: LogRecord[] = [];
    for (const event of proposed) {
      const record = {
        ...event,
        stream: name,
        revision: stream.records.length,
        commit: this.#end,
        createdAt: Date.now(),
      };
      this.#end += BigInt(64 + name.length + event.data.length + event.metadata.length);
      stream.records.push(record);
      this.#records.push(record);
      if (!this.#recentIds.has(event.id)) this.#recentIds.set(event.id, record);
      written.push(record);
    }
    if (!this.#held) this.#commit();
    return written;
  }

  /** Hides the stream's events from stream readers («Reading»: soft-deleted); $all still has them. */
  softDelete(name: string): void {
    const stream = this.#streams.get(name);
    if (stream) stream.deletedBelow = stream.records.length;
  }

  /** Closes the stream for ever («Reading»: tombstoned). */
  tombstone(name: string): void {
    const stream = this.#streams.get(name) ?? { records: [], deletedBelow: 0, tombstoned: false };
    stream.tombstoned = true;
    this.#streams.set(name, stream);
  }

  /** From now on what is written stays uncommitted, until the answer of this function is called. */
  holdCommits(): () => void {
    this.#held = true;
    return () => {
      this.#held = false;
      this.#commit();
    };
  }

  /** What a restart does: written but uncommitted records stand, recent ids are forgotten. */
  restarted(): void {
    this.#recentIds.clear();
  }

  /** Calls back after every commit; answers how to end it. */
  onCommit(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #commit(): void {
    this.#committed = this.#records.length;
    for (const listener of [...this.#listeners]) listener();
  }
}
