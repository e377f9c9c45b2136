import { LRUCache } from 'lru-cache';
import type { StreamName } from '#kernel';
import type { Tip } from './envelope.ts';

/** How many streams' tips are remembered: two short strings each. */
const REMEMBERED_STREAMS = 50_000;

/**
 * The last known event of each stream, for the chain and the time of the next one. What stands at a revision
 * never changes, so a tip is good for exactly the revision it was seen at, and for no other.
 */
export class StreamTips {
  readonly #known = new LRUCache<StreamName, { revision: number; tip: Tip }>({ max: REMEMBERED_STREAMS });

  remember(stream: StreamName, revision: number, tip: Tip): void {
    this.#known.set(stream, { revision, tip });
  }

  /** The event at this revision, or undefined when it has to be read. */
  at(stream: StreamName, revision: number): Tip | undefined {
    const known = this.#known.get(stream);
    return known?.revision === revision ? known.tip : undefined;
  }
}
