import { Timestamp } from 'bson';
import { Collection } from './collection.ts';
import type { View } from './row.ts';
import { ServerError } from './server-error.ts';
import { WriteUnit } from './write-unit.ts';

/** How many commits pass between two rounds of forgetting old versions. */
const FORGET_EVERY = 1_000;

/** All collections of the server and the one log of its commits. One node: what is committed is majority-committed. */
export class Storage {
  /** Place of the last commit. */
  private last = 0;
  private readonly collections = new Map<string, Collection>();
  /** Where collections were dropped: older snapshots that ask for them get an error. */
  private readonly droppedAt = new Map<string, number>();
  private readonly epoch: number;
  private readonly now: () => number;
  private readonly historyMs: number;
  private commits: { at: number; ms: number }[] = [];
  private oldest = 0;

  /** `historyMs`: how long a snapshot may be read (parameter minSnapshotHistoryWindowInSeconds, default 300 s). */
  constructor(now: () => number, historyMs: number) {
    this.now = now;
    this.historyMs = historyMs;
    this.epoch = Math.floor(now() / 1000);
  }

  get newest(): View {
    return { at: this.last };
  }

  begin(transactional: boolean): WriteUnit {
    return new WriteUnit(this.last, transactional);
  }

  commit(unit: WriteUnit): void {
    if (!unit.wroteNothing) this.advance();
    unit.commit(this.last);
  }

  /** The time of the last commit, as `operationTime` and `$clusterTime` tell it. */
  get clusterTime(): Timestamp {
    return this.timeOf(this.last);
  }

  /** The cluster time that names a view outside. */
  timeOf(at: number): Timestamp {
    return new Timestamp({ t: this.epoch, i: at + 1 });
  }

  /**
   * The view at a cluster time. Manual, reference/read-concern-snapshot, "Read Concern and atClusterTime".
   * @throws ServerError SnapshotTooOld
   */
  viewAt(time: Timestamp): View {
    const at = time.getHighBits() === this.epoch ? time.getLowBitsUnsigned() - 1 : -1;
    if (at < this.oldestReadable())
      throw new ServerError(
        239,
        `Read timestamp ${time.getLowBitsUnsigned()} is older than the oldest available timestamp.`,
      );
    return { at };
  }

  private oldestReadable(): number {
    const horizon = this.now() - this.historyMs;
    const index = this.commits.findLastIndex((commit) => commit.ms <= horizon);
    if (index >= 0) {
      this.oldest = (this.commits[index] as { at: number }).at;
      this.commits = this.commits.slice(index + 1);
    }
    return this.oldest;
  }

  private advance(): void {
    this.last++;
    this.commits.push({ at: this.last, ms: this.now() });
    if (this.last % FORGET_EVERY !== 0) return;
    const oldest = this.oldestReadable();
    for (const collection of this.collections.values()) collection.forget(oldest);
  }

  /** The collection as it stands now, or undefined. */
  collection(namespace: string): Collection | undefined {
    return this.collections.get(namespace);
  }

  /**
   * The collection as a view may use it: undefined when it does not exist.
   * @throws ServerError SnapshotUnavailable, when it was created or dropped after the view's place in the log
   */
  collectionFor(namespace: string, view: View): Collection | undefined {
    const collection = this.collections.get(namespace);
    const changedAt = collection?.createdAt ?? this.droppedAt.get(namespace) ?? 0;
    if (changedAt <= view.at) return collection;
    throw new ServerError(
      246,
      `Unable to read from a snapshot due to pending collection catalog changes to collection '${namespace}'; please retry the operation.`,
    );
  }

  create(namespace: string): Collection {
    this.advance();
    const collection = new Collection(namespace, this.last);
    this.collections.set(namespace, collection);
    return collection;
  }

  drop(namespace: string): void {
    this.advance();
    this.collections.delete(namespace);
    this.droppedAt.set(namespace, this.last);
  }

  /** Names of a database's collections. */
  namesIn(db: string): string[] {
    const prefix = `${db}.`;
    return [...this.collections.keys()]
      .filter((namespace) => namespace.startsWith(prefix))
      .map((namespace) => namespace.slice(prefix.length));
  }
}
