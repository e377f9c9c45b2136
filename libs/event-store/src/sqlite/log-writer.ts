import { Buffer } from 'node:buffer';
import type Database from 'better-sqlite3';
import { CHAIN_START, chainHash } from '#kernel';
import {
  type AnswerBatch,
  type AppendAnswer,
  type AppendBatch,
  type More,
  NO_REVISION,
  packAnswer,
  type UnpackedAppend,
  unpackAppends,
} from './append-batch.ts';
import { BoundedMap } from './bounded-map.ts';
import {
  CHAIN_AT,
  COMMAND_BYTES,
  ENVELOPE_BYTES,
  FINGERPRINT_AT,
  type Identity,
  identitiesIn,
  isHash,
  writeCommand,
  writeHex,
} from './envelope.ts';
import { Instants } from './instants.ts';
import { openForWriting } from './schema.ts';

/** How many streams' tips, and how many origins, the writer remembers. */
const REMEMBERED = 100_000;

interface Tip {
  readonly number: number;
  revision: number;
  /** Chain hash of the last event. */
  chain: string;
}

interface RecordedCommand {
  readonly revision: number;
  readonly facts: number;
}

interface RecordedFact {
  readonly position: number;
  readonly revision: number;
  readonly recordedAt: number;
  readonly bytes: Buffer;
  readonly more: string | null;
}

/**
 * The one writer of a log: checks each append against the stream's tip, gives it its place, its time and its
 * chain hashes, and makes everything that arrived together durable in one transaction. Runs in the writer's
 * thread. An exception from `commit` leaves it unusable: what was to be committed is in doubt.
 */
export class LogWriter {
  readonly #log: Database.Database;
  readonly #tips = new BoundedMap<string, Tip>(REMEMBERED);
  readonly #types: (name: string) => number;
  readonly #origins: (name: string) => number;
  readonly #begin: Database.Statement;
  readonly #commit: Database.Statement;
  readonly #findStream: Database.Statement;
  readonly #addStream: Database.Statement;
  readonly #findTip: Database.Statement;
  readonly #findCommand: Database.Statement;
  readonly #readCommand: Database.Statement;
  readonly #insert: Database.Statement;
  readonly #instants = new Instants();
  readonly #command = Buffer.alloc(COMMAND_BYTES);
  readonly #envelope = Buffer.alloc(ENVELOPE_BYTES);
  #position: number;
  /** The time of the last event. */
  #recordedAt: number;

  constructor(file: string) {
    const log = openForWriting(file);
    this.#log = log;
    this.#types = numbering(log, 'types');
    this.#origins = numbering(log, 'origins');
    this.#begin = log.prepare('BEGIN IMMEDIATE');
    this.#commit = log.prepare('COMMIT');
    this.#findStream = log.prepare('SELECT number FROM streams WHERE name = ?').pluck();
    this.#addStream = log.prepare('INSERT INTO streams (name) VALUES (?)');
    this.#findTip = log.prepare(
      'SELECT revision, envelope FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1',
    );
    this.#findCommand = log.prepare(
      'SELECT revision, facts FROM events WHERE stream = ? AND command = ? AND facts > 0',
    );
    this.#readCommand = log.prepare(
      `SELECT position, revision, recorded_at AS recordedAt, CAST(envelope || command AS BLOB) AS bytes, more
       FROM events WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision`,
    );
    this.#insert = log.prepare('INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    const last = log.prepare('SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1').raw();
    [this.#position, this.#recordedAt] = (last.get() as [number, number] | undefined) ?? [0, 0];
  }

  /** The position of the last event, 0 in an empty log. */
  get position(): number {
    return this.#position;
  }

  /** Records batches in one transaction. The answers stand in the order of the batches' appends. */
  commit(batches: readonly AppendBatch[]): AnswerBatch[] {
    this.#begin.run();
    const answers = batches.map((batch) => {
      const answers: AnswerBatch = [];
      for (const append of unpackAppends(batch)) packAnswer(answers, this.#record(append));
      return answers;
    });
    this.#commit.run();
    return answers;
  }

  close(): void {
    this.#log.close();
  }

  #record(append: UnpackedAppend): AppendAnswer {
    let tip = this.#tipOf(append.stream);
    writeCommand(append.commandId, this.#command);
    const actual = tip?.revision ?? NO_REVISION;
    if (actual !== append.expected) {
      return (tip && this.#done(append, tip.number)) ?? { kind: 'wrong-revision', actual };
    }
    const recordedAt = Math.max(append.now, this.#recordedAt);
    const metadataJson = append.metadataHead + this.#instants.of(recordedAt) + append.metadataTail;
    const origin = this.#origins(append.origin);
    if (!tip) {
      const number = Number(this.#addStream.run(append.stream).lastInsertRowid);
      tip = { number, revision: NO_REVISION, chain: CHAIN_START };
      this.#tips.set(append.stream, tip);
    }
    if (isHash(append.fingerprint)) writeHex(append.fingerprint, this.#envelope, FINGERPRINT_AT);
    else this.#envelope.fill(0, FINGERPRINT_AT, CHAIN_AT);
    let { revision, chain } = tip;
    for (const [index, fact] of append.facts.entries()) {
      revision += 1;
      const { id, type, dataJson } = fact;
      chain = chainHash(chain, { stream: append.stream, revision, id, type, dataJson, metadataJson });
      writeHex(id, this.#envelope, 0);
      writeHex(chain, this.#envelope, CHAIN_AT);
      const { changes } = this.#insert.run(
        this.#position + 1,
        tip.number,
        revision,
        this.#types(type),
        origin,
        recordedAt,
        index === 0 ? append.facts.length : 0,
        this.#command,
        this.#envelope,
        dataJson,
        append.more,
      );
      if (changes === 0) {
        const done = index === 0 ? this.#done(append, tip.number) : null;
        if (done) return done;
        throw new Error(`${append.stream}: revision ${revision} is taken by an event that its tip hides`);
      }
      this.#position += 1;
    }
    tip.revision = revision;
    tip.chain = chain;
    this.#recordedAt = recordedAt;
    return { kind: 'recorded', position: this.#position, recordedAt };
  }

  #tipOf(stream: string): Tip | undefined {
    const remembered = this.#tips.get(stream);
    if (remembered) return remembered;
    const number = this.#findStream.get(stream) as number | undefined;
    if (number === undefined) return undefined;
    const { revision, envelope } = this.#findTip.get(number) as { revision: number; envelope: Buffer };
    const tip = { number, revision, chain: envelope.toString('hex', CHAIN_AT) };
    this.#tips.set(stream, tip);
    return tip;
  }

  /** The answer for a command that the stream holds already; null when it does not. */
  #done(append: UnpackedAppend, stream: number): AppendAnswer | null {
    const found = this.#findCommand.get(stream, this.#command) as RecordedCommand | undefined;
    if (!found) return null;
    const { revision, facts } = found;
    const events = this.#readCommand.all(stream, revision, revision + facts - 1) as RecordedFact[];
    const identities = events.map((event) => identitiesIn(event.bytes, 1)[0]!);
    const first = { ...identities[0]!, ...moreIn(events[0]!) };
    if (first.fingerprint !== append.fingerprint) return { kind: 'reused' };
    const last = events.at(-1)!;
    return {
      kind: 'repeated',
      eventIds: identities.map(({ id }: Identity) => id),
      revision: last.revision,
      position: last.position,
      recordedAt: last.recordedAt,
    };
  }
}

const moreIn = (event: RecordedFact): More => (event.more === null ? {} : (JSON.parse(event.more) as More));

/** Numbers the names of a table, those that it has and new ones. */
function numbering(log: Database.Database, table: 'types' | 'origins'): (name: string) => number {
  const known = new BoundedMap<string, number>(REMEMBERED);
  const find = log.prepare(`SELECT number FROM ${table} WHERE name = ?`).pluck();
  const add = log.prepare(`INSERT INTO ${table} (name) VALUES (?)`);
  return (name) => {
    let number = known.get(name);
    if (number === undefined) {
      number = (find.get(name) as number | undefined) ?? Number(add.run(name).lastInsertRowid);
      known.set(name, number);
    }
    return number;
  };
}
