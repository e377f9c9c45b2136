import type { Recorded } from '#kernel';
import type { ReadableLog } from '#event-store';
import { type SkipEvent, skipsStream } from './skip.events.ts';

const NONE: ReadonlySet<string> = new Set();

/**
 * Which events are skipped. A school's skips are read from its stream before its first event is folded, so that
 * a rebuild passes over a bad event as the live projection did; later ones are noted as they come by.
 */
export class KnownSkips {
  readonly #log: Pick<ReadableLog, 'readStream'>;
  readonly #schools = new Map<string, Set<string>>();

  constructor(log: Pick<ReadableLog, 'readStream'>) {
    this.#log = log;
  }

  /** Makes sure that the school's skips are known. */
  async learn(schoolId: string): Promise<void> {
    if (this.#schools.has(schoolId)) return;
    const skips = new Set<string>();
    for (const event of await this.#log.readStream(skipsStream(schoolId))) {
      skips.add(nameOf((event as Recorded<SkipEvent>).data));
    }
    this.#schools.set(schoolId, skips);
  }

  knows(schoolId: string): boolean {
    return this.#schools.has(schoolId);
  }

  /** Takes in an event of the log, should it be a skip. */
  note(schoolId: string, event: Recorded): void {
    if (event.type !== 'ProjectionEventSkipped') return;
    this.#schools.get(schoolId)?.add(nameOf((event as Recorded<SkipEvent>).data));
  }

  has(schoolId: string, projection: string, eventId: string): boolean {
    const skips = this.#schools.get(schoolId) ?? NONE;
    return skips.size > 0 && skips.has(nameOf({ projection, eventId }));
  }
}

const nameOf = ({ projection, eventId }: { projection: string; eventId: string }): string =>
  `${projection}\n${eventId}`;
