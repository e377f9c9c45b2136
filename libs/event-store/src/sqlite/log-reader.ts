import type Database from 'better-sqlite3';
import { type Actor, type Position, positionFrom, type Recorded } from '#kernel';
import type { More } from './append-batch.ts';
import { BoundedMap } from './bounded-map.ts';
import { identitiesIn } from './envelope.ts';
import { Instants } from './instants.ts';
import { openForReading } from './schema.ts';

/** How many streams' names, and how many origins, the reader remembers. */
const REMEMBERED = 200_000;
/** The most rows, and about the most bytes of data, that are fetched at once. */
const CHUNK_ROWS = 1_000;
const CHUNK_BYTES = 8 * 1024 * 1024;

/** A stretch of the log. */
export interface Chunk {
  readonly events: readonly Recorded[];
  /** The position of the last event that was looked at, also when it was kept out. */
  readonly last: number;
  /** Whether the log ended there. */
  readonly end: boolean;
}

interface Origin {
  readonly schoolId: string;
  readonly actor: Actor;
}

/** The numbers of one row, in the order of HEADINGS. */
const HEADINGS = [
  'position',
  'stream',
  'revision',
  'type',
  'origin',
  'recorded_at',
  'octet_length(data)',
] as const;
const POSITION = 0;
const STREAM = 1;
const REVISION = 2;
const TYPE = 3;
const ORIGIN = 4;
const RECORDED_AT = 5;
const SIZE = 6;
const COLUMNS = HEADINGS.length;

const BY_POSITION = 'position BETWEEN ? AND ?';
const BY_REVISION = 'stream = ? AND revision BETWEEN ? AND ?';

/**
 * Rows are fetched as a few long texts, not one by one: a stretch's numbers as one JSON array, its data as
 * another, its ids and hashes as one run of bytes. That is about twice as fast as a row at a time, since
 * neither SQLite's rows nor their parts become objects of their own first.
 */
const numbersOf = (range: string): string =>
  `SELECT '[' || group_concat(${HEADINGS.join(` || ',' || `)}) || ']' FROM events WHERE ${range}`;
const contentsOf = (range: string): string =>
  `SELECT '[' || group_concat(data) || ']', '[' || group_concat(ifnull(more, 0)) || ']',
     CAST(group_concat(envelope || command, '') AS BLOB) FROM events WHERE ${range}`;

/** Reads the log on a connection of its own, beside its writer. */
export class LogReader {
  readonly #log: Database.Database;
  readonly #streams: (number: number) => string;
  readonly #types: (number: number) => string;
  readonly #origins: (number: number) => Origin;
  readonly #numbersByPosition: Database.Statement;
  readonly #contentsByPosition: Database.Statement;
  readonly #numbersByRevision: Database.Statement;
  readonly #contentsByRevision: Database.Statement;
  readonly #instants = new Instants();
  readonly #streamNumber: Database.Statement;
  readonly #timeOf: Database.Statement;
  readonly #last: Database.Statement;
  readonly #lastOfPrefix: Database.Statement;

  constructor(file: string) {
    const log = openForReading(file);
    this.#log = log;
    this.#streams = names(log, 'streams', (name) => name);
    this.#types = names(log, 'types', (name) => name);
    this.#origins = names(log, 'origins', (name) => {
      const { schoolId, actor } = JSON.parse(name) as Origin;
      return { schoolId, actor: Object.freeze(actor) };
    });
    this.#numbersByPosition = log.prepare(numbersOf(BY_POSITION)).pluck();
    this.#contentsByPosition = log.prepare(contentsOf(BY_POSITION)).raw();
    this.#numbersByRevision = log.prepare(numbersOf(BY_REVISION)).pluck();
    this.#contentsByRevision = log.prepare(contentsOf(BY_REVISION)).raw();
    this.#streamNumber = log.prepare('SELECT number FROM streams WHERE name = ?').pluck();
    this.#timeOf = log.prepare('SELECT recorded_at FROM events WHERE position = ?').pluck();
    this.#last = log.prepare('SELECT max(position) FROM events').pluck();
    this.#lastOfPrefix = log
      .prepare(
        `SELECT position FROM events WHERE position <= @last AND EXISTS (
           SELECT 1 FROM streams WHERE number = stream AND substr(name, 1, length(@prefix)) = @prefix
         ) ORDER BY position DESC LIMIT 1`,
      )
      .pluck();
  }

  /** The position of the last event; 0 in an empty log. */
  head(): number {
    return (this.#last.get() as number | null) ?? 0;
  }

  /**
   * The next events after a position, at most so many rows of them, fewer when they are large.
   * @param accepts Which streams' events to hand over; all when absent.
   */
  after(position: number, limit: number, accepts?: (stream: string) => boolean): Chunk {
    const rows = Math.min(limit, CHUNK_ROWS);
    const numbers = parsed<number>(this.#numbersByPosition.get(position + 1, position + rows));
    if (numbers.length === 0) return { events: [], last: position, end: true };
    const count = fitting(numbers);
    const last = numbers[(count - 1) * COLUMNS + POSITION]!;
    const wanted = (row: number): boolean =>
      !accepts || accepts(this.#streams(numbers[row * COLUMNS + STREAM]!));
    const events = someOf(count, wanted)
      ? this.#decode(numbers, count, this.#contentsByPosition.get(position + 1, last), wanted)
      : [];
    const seen = numbers.length / COLUMNS;
    const end = count === seen && (seen < rows || this.#timeOf.get(last + 1) === undefined);
    return { events, last, end };
  }

  /** A stream's events from a revision on. */
  stream(name: string, from: number): Recorded[] {
    const stream = this.#streamNumber.get(name) as number | undefined;
    const events: Recorded[] = [];
    if (stream === undefined) return events;
    for (let next = from; ;) {
      const numbers = parsed<number>(this.#numbersByRevision.get(stream, next, next + CHUNK_ROWS - 1));
      if (numbers.length === 0) return events;
      const count = fitting(numbers);
      const contents = this.#contentsByRevision.get(stream, next, next + count - 1);
      events.push(...this.#decode(numbers, count, contents));
      if (count < CHUNK_ROWS && count === numbers.length / COLUMNS) return events;
      next += count;
    }
  }

  /** The last position of a stream with this prefix recorded no later than this (ms); null when there is none. */
  positionAt(prefix: string, at: number, head: number): number | null {
    // Times never fall from one position to the next, so the last position by then is found by halving.
    let low = 0;
    let high = head;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#timeOf.get(middle) as number) <= at) low = middle;
      else high = middle - 1;
    }
    return (this.#lastOfPrefix.get({ last: low, prefix }) as number | undefined) ?? null;
  }

  close(): void {
    this.#log.close();
  }

  #decode(
    numbers: readonly number[],
    count: number,
    contents: unknown,
    wanted: (row: number) => boolean = () => true,
  ): Recorded[] {
    const [dataJson, moreJson, bytes] = contents as [string, string, Uint8Array];
    const data = parsed<object>(dataJson);
    const more = parsed<More | 0>(moreJson);
    const identities = identitiesIn(bytes, count);
    const events: Recorded[] = [];
    for (let row = 0, at = 0; row < count; row += 1, at += COLUMNS) {
      if (!wanted(row)) continue;
      const { schoolId, actor } = this.#origins(numbers[at + ORIGIN]!);
      const { id, commandId, fingerprint, chain } = identities[row]!;
      const metadata = {
        schoolId,
        actor,
        commandId,
        fingerprint,
        correlationId: commandId,
        causationId: commandId,
        recordedAt: this.#instants.of(numbers[at + RECORDED_AT]!),
        schema: 1 as const,
        chain,
      };
      const rest = more[row]!;
      events.push({
        id,
        type: this.#types(numbers[at + TYPE]!),
        data: data[row]!,
        stream: this.#streams(numbers[at + STREAM]!),
        revision: numbers[at + REVISION]!,
        position: positionAt(numbers[at + POSITION]!),
        metadata: rest === 0 ? metadata : { ...metadata, ...completed(rest) },
      });
    }
    return events;
  }
}

/** What `more` says of the metadata: a command id of its own is also what stands for the ids left out. */
const completed = (more: More): More =>
  more.commandId === undefined
    ? more
    : { correlationId: more.commandId, causationId: more.commandId, ...more };

const parsed = <Value>(json: unknown): readonly Value[] =>
  json === null ? [] : (JSON.parse(json as string) as Value[]);

/** How many of the rows to fetch: all, or as many as keep the data in bounds, but one at least. */
function fitting(numbers: readonly number[]): number {
  let bytes = 0;
  for (let at = 0; at < numbers.length; at += COLUMNS) {
    bytes += numbers[at + SIZE]!;
    if (bytes > CHUNK_BYTES && at > 0) return at / COLUMNS;
  }
  return numbers.length / COLUMNS;
}

function someOf(count: number, wanted: (row: number) => boolean): boolean {
  for (let row = 0; row < count; row += 1) if (wanted(row)) return true;
  return false;
}

/** Looks up numbered names, remembering what it made of them. */
function names<Value>(
  log: Database.Database,
  table: 'streams' | 'types' | 'origins',
  made: (name: string) => Value,
): (number: number) => Value {
  const known = new BoundedMap<number, Value>(REMEMBERED);
  const find = log.prepare(`SELECT name FROM ${table} WHERE number = ?`).pluck();
  return (number) => {
    let value = known.get(number);
    if (value === undefined) {
      value = made(find.get(number) as string);
      known.set(number, value);
    }
    return value;
  };
}

const LAST_DIGITS = Array.from({ length: 4096 }, (_, low) => low.toString(16).padStart(3, '0'));
let firstDigitsOf = -1;
let firstDigits = '';

/** `positionFrom`, which neighbours share all but three digits of. */
function positionAt(order: number): Position {
  const high = Math.floor(order / 4096);
  if (high !== firstDigitsOf) {
    firstDigitsOf = high;
    firstDigits = positionFrom(high).slice(3);
  }
  return (firstDigits + LAST_DIGITS[order % 4096]!) as Position;
}
