import { randomBytes } from 'node:crypto';
import { canonicalJson } from '#kernel';
import { openForWriting } from '../libs/event-store/src/sqlite/schema.ts';
import type { Entry } from './school-year.ts';

/** A row of the log's table, ready to be bound. */
export type Row = readonly (string | number | Buffer | null)[];

/**
 * The limit of appending: the log's own table, keys, bytes and durability, and nothing of the store's work. No
 * version check, no hash, no thread: rows that were made beforehand, so many to a commit.
 */
export class RawLog {
  readonly #log;
  readonly #insert;
  readonly #addStream;
  readonly #begin;
  readonly #commit;
  readonly #streams = new Map<string, number>();
  #position = 0;

  constructor(file: string) {
    this.#log = openForWriting(file);
    this.#insert = this.#log.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#addStream = this.#log.prepare('INSERT INTO streams VALUES (?, ?)');
    this.#begin = this.#log.prepare('BEGIN IMMEDIATE');
    this.#commit = this.#log.prepare('COMMIT');
  }

  /** The rows that the entries would become, streams that are new among them. */
  prepare(entries: Iterable<Entry>): Row[] {
    const rows: Row[] = [];
    for (const { stream, facts, expected } of entries) {
      let number = this.#streams.get(stream);
      if (number === undefined) {
        number = this.#streams.size + 1;
        this.#streams.set(stream, number);
        rows.push([number, stream]);
      }
      for (const [index, fact] of facts.entries()) {
        this.#position += 1;
        rows.push([
          this.#position,
          number,
          (expected === 'none' ? -1 : expected) + 1 + index,
          1 + (this.#position % 3),
          1 + (number % 45),
          Date.now(),
          index === 0 ? facts.length : 0,
          randomBytes(16),
          randomBytes(80),
          canonicalJson(fact.data),
          null,
        ]);
      }
    }
    return rows;
  }

  /** Records rows, so many to a commit. */
  record(rows: readonly Row[], perCommit: number): void {
    for (let from = 0; from < rows.length; from += perCommit) {
      this.#begin.run();
      const to = Math.min(from + perCommit, rows.length);
      for (let row = from; row < to; row += 1) {
        const cells = rows[row]!;
        if (cells.length === 2) this.#addStream.run(cells);
        else this.#insert.run(cells);
      }
      this.#commit.run();
    }
  }

  close(): void {
    this.#log.close();
  }
}
