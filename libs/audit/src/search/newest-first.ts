import { comparePositions, type Position, type Recorded, schoolPrefix } from '#kernel';
import type { ReadableLog } from '#event-store';
import type { Snapshot } from '#projecting';
import { endOfHour, type Run, type Trail } from '../trails/trails.projection.ts';
import { beforeAllAt, comparePlaces, type Place, placeOf } from './place.ts';
import { merged, type RunOfTrail, runsOf, type Scan } from './runs.ts';

/** An event with the stream that it stands in, from the beginning to what the answer may show. */
export interface Found {
  readonly event: Recorded;
  readonly stream: readonly Recorded[];
}

/** Where to look, and what for. */
export interface Search {
  readonly schoolId: string;
  /** Nothing later than this is shown. */
  readonly shown: Position;
  /** Ways through the trails; what is found on any of them counts. */
  readonly scans: readonly Scan[];
  /** Streams to be looked through whole, by their names within the school. */
  readonly streams: readonly string[];
  /** Whether a run may hold what is looked for. */
  readonly mayHold: (trail: Trail, run: Run) => boolean;
  readonly wanted: (found: Found) => boolean;
  /** Recorded no earlier than this (ms). */
  readonly from: number | undefined;
  /** What comes after this place. */
  readonly after: Place;
  readonly limit: number;
}

export interface SearchedPage {
  readonly found: readonly Found[];
  /** Where to go on; null when there is nothing more. */
  readonly next: Place | null;
}

/** So many streams are read at a time. */
const AT_A_TIME = 16;
/** One answer looks at no more than this, so that every answer comes soon: then it says where to go on. */
const MOST_STREAMS = 400;
const MOST_RUNS = 5_000;

/**
 * Finds events, the newest first. The trails say which streams to read; those are read from the log as the search
 * goes back in time, and an event is given out once no stream that is still to be read can hold a newer one.
 */
export class NewestFirst {
  readonly #log: Pick<ReadableLog, 'readStream'>;
  readonly #search: Search;
  readonly #read = new Set<string>();
  /** Wanted events of the streams read so far that were not given out. */
  #waiting: { readonly place: Place; readonly found: Found }[] = [];
  #runs = 0;
  #streams = 0;

  constructor(log: Pick<ReadableLog, 'readStream'>, search: Search) {
    this.#log = log;
    this.#search = search;
  }

  async page(snapshot: Snapshot): Promise<SearchedPage> {
    const { schoolId, scans, streams, from, after, limit } = this.#search;
    const ends = { from, to: endOfHour(after.at) };
    const runs = merged(scans.map((scan) => runsOf(snapshot, schoolId, scan, ends)));
    await this.#look(streams);
    const found: Found[] = [];
    for (let next = await runs.next(); ;) {
      const settled = next.done ? -Infinity : next.value.run.to;
      this.#giveOut(found, settled, limit + 1);
      if (found.length > limit) {
        return { found: found.slice(0, limit), next: placeOf(found[limit - 1]!.event) };
      }
      if (next.done) return { found, next: null };
      // Never back to where this page began: then the next would find no more than this one.
      if (this.#isEnough && settled < after.at) return { found, next: beforeAllAt(settled) };
      next = await this.#goOn(runs, next.value);
    }
  }

  get #isEnough(): boolean {
    return this.#runs >= MOST_RUNS || this.#streams >= MOST_STREAMS;
  }

  /** Reads the streams of some runs, this one first. @returns the run after them */
  async #goOn(
    runs: AsyncGenerator<RunOfTrail>,
    first: RunOfTrail,
  ): Promise<IteratorResult<RunOfTrail, unknown>> {
    const { after, mayHold } = this.#search;
    const streams = new Set<string>();
    let next: IteratorResult<RunOfTrail, unknown> = { done: false, value: first };
    while (!next.done && streams.size < AT_A_TIME && !(this.#isEnough && next.value.run.to < after.at)) {
      const { trail, run } = next.value;
      this.#runs += 1;
      if (run.from <= after.at && mayHold(trail, run)) streams.add(trail.stream);
      next = await runs.next();
    }
    this.#streams += streams.size;
    await this.#look([...streams]);
    return next;
  }

  async #look(names: readonly string[]): Promise<void> {
    const { schoolId, shown, from, after, wanted } = this.#search;
    const prefix = schoolPrefix(schoolId);
    const unread = names.filter((name) => !this.#read.has(name));
    for (const name of unread) this.#read.add(name);
    for (let at = 0; at < unread.length; at += AT_A_TIME) {
      const some = unread.slice(at, at + AT_A_TIME);
      const read = await Promise.all(some.map((name) => this.#log.readStream(prefix + name)));
      for (const events of read) {
        const stream = events.filter(({ position }) => comparePositions(position, shown) <= 0);
        for (const event of stream) {
          const place = placeOf(event);
          if (comparePlaces(place, after) <= 0 || (from !== undefined && place.at < from)) continue;
          const found = { event, stream };
          if (wanted(found)) this.#waiting.push({ place, found });
        }
      }
    }
  }

  /** Gives out what is newer than everything that is still to be read. */
  #giveOut(found: Found[], settled: number, most: number): void {
    this.#waiting.sort((a, b) => comparePlaces(a.place, b.place));
    let given = 0;
    for (const { place, found: one } of this.#waiting) {
      if (place.at <= settled || found.length === most) break;
      found.push(one);
      given += 1;
    }
    this.#waiting = this.#waiting.slice(given);
  }
}
