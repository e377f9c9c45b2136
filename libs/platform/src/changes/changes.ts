import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Refused } from '#kernel';
import type { Principal } from '../access/principal.ts';
import { Metrics } from '../metrics/metrics.ts';
import type { Change, ChangeStream } from './change-stream.ts';

/** So many pages of one account are told at once: a person has a few tabs and devices, not dozens. */
const STREAMS_PER_ACCOUNT = 10;

/** Tells the open pages of a school what its read models show anew. */
@Injectable()
export class Changes implements BeforeApplicationShutdown {
  readonly #bySchool = new Map<string, Set<ChangeStream>>();
  readonly #perAccount = new Map<string, number>();

  constructor(private readonly metrics: Metrics) {}

  /** The schools of which pages are open. */
  get schools(): readonly string[] {
    return [...this.#bySchool.keys()];
  }

  /** Call it after the read model shows the change. Costs nothing where no page of the school is open. */
  publish(change: Change): void {
    for (const stream of this.#bySchool.get(change.schoolId) ?? []) stream.tell(change);
  }

  /**
   * Adds a page.
   * @param open makes its stream, once it is sure that there is room
   * @returns takes the page away again; doing it twice is once
   * @throws Refused `too-many-streams` (429)
   */
  add(
    { schoolId, accountId }: Principal,
    open: () => ChangeStream,
  ): { readonly stream: ChangeStream; readonly remove: () => void } {
    const account = `${schoolId}\n${accountId}`;
    const already = this.#perAccount.get(account) ?? 0;
    if (already >= STREAMS_PER_ACCOUNT) {
      throw new Refused(
        'too-many-streams',
        `More than ${STREAMS_PER_ACCOUNT} pages listen for changes already.`,
        {
          status: 429,
          retryAfter: 30,
        },
      );
    }
    const stream = open();
    const streams = this.#bySchool.get(schoolId) ?? new Set();
    this.#bySchool.set(schoolId, streams.add(stream));
    this.#perAccount.set(account, already + 1);
    this.metrics.openStreams.inc();
    const remove = (): void => {
      if (!streams.delete(stream)) return;
      if (streams.size === 0) this.#bySchool.delete(schoolId);
      const left = this.#perAccount.get(account)! - 1;
      if (left === 0) this.#perAccount.delete(account);
      else this.#perAccount.set(account, left);
      this.metrics.openStreams.dec();
    };
    return { stream, remove };
  }

  /** Ends every stream, so that the server can close. */
  beforeApplicationShutdown(): void {
    for (const streams of this.#bySchool.values()) for (const stream of streams) stream.end();
  }
}
