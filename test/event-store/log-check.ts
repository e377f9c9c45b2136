import {
  CHAIN_START,
  canonicalJson,
  chainedMetadata,
  chainHash,
  orderOf,
  type Position,
  type Recorded,
} from '#kernel';
import type { EventStore } from '#event-store';

/** What is wrong with a log, in words; nothing when all is well. */
export type Faults = string[];

interface Tip {
  revision: number;
  chain: string;
  recordedAt: string;
}

/**
 * Reads a log of the embedded store from where it was read last and checks what must hold for all of it:
 * positions without a gap, revisions without a gap, chains that can be recomputed, times that never fall,
 * commands recorded once and whole.
 */
export class LogCheck {
  /** How many events each command recorded, by client and number. */
  readonly commands = new Map<string, number>();
  readonly #tips = new Map<string, Tip>();
  #at: Position | null = null;
  #order = 0n;
  #recordedAt = '';
  events = 0;

  async readOn(store: EventStore): Promise<Faults> {
    const faults: Faults = [];
    for (let end = false; !end;) {
      const page = await store.readAll({ after: this.#at, limit: 1_000 });
      for (const event of page.events) this.#take(event, faults);
      this.#at = page.next;
      end = page.end;
    }
    return faults;
  }

  #take(event: Recorded, faults: Faults): void {
    const { stream, revision, metadata } = event;
    const tip = this.#tips.get(stream) ?? { revision: -1, chain: CHAIN_START, recordedAt: '' };
    const order = orderOf(event.position);
    if (order !== this.#order + 1n) faults.push(`gap before position ${order}`);
    if (revision !== tip.revision + 1) faults.push(`${stream}: revision ${revision} after ${tip.revision}`);
    if (metadata.recordedAt < this.#recordedAt) faults.push(`${event.position}: recorded before the last`);
    const dataJson = canonicalJson(event.data);
    const chain = chainHash(tip.chain, { ...event, dataJson, metadataJson: chainedMetadata(metadata) });
    if (chain !== metadata.chain) faults.push(`${stream}: the chain breaks at revision ${revision}`);
    const { client, n, index } = event.data as { client: string; n: number; index: number };
    const command = `${client} ${n}`;
    const seen = this.commands.get(command) ?? 0;
    if (index !== seen) faults.push(`${command}: event ${index} after ${seen} events`);
    this.commands.set(command, seen + 1);
    this.#tips.set(stream, { revision, chain, recordedAt: metadata.recordedAt });
    this.#order = order;
    this.#recordedAt = metadata.recordedAt;
    this.events += 1;
  }
}
