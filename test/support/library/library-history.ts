import { type CommandContext, idFrom, type Position, type StreamName } from '#kernel';
import type { EventStore } from '#event-store';
import { bookStream, type LibraryEvent } from './library.ts';

/** Numbers from a seed, the same everywhere (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** One command of a random history: facts for one book. */
export interface Happening {
  readonly schoolId: string;
  readonly stream: StreamName;
  readonly facts: readonly LibraryEvent[];
}

const SHELVES = ['poems', 'сказки', 'maps', '～', '😀'];

/**
 * Endless random life of a library, the same for the same seed: books are added, moved between shelves, read by
 * one to three readers, lost and found again; shelves are painted.
 */
export function* libraryLife(
  seed: number,
  schools: readonly string[],
  booksPerSchool = 30,
): Generator<Happening> {
  const random = randomFrom(seed);
  const pick = <T>(items: readonly T[]): T => items[random(items.length)]!;
  for (;;) {
    const schoolId = pick(schools);
    const bookId = `book-${random(booksPerSchool)}`;
    const facts: LibraryEvent[] = [];
    const dice = random(100);
    if (dice < 18)
      facts.push({ type: 'BookAdded', data: { bookId, shelf: pick(SHELVES), pages: 10 + random(300) } });
    else if (dice < 30) facts.push({ type: 'BookMoved', data: { bookId, shelf: pick(SHELVES) } });
    else if (dice < 36) facts.push({ type: 'BookLost', data: { bookId } });
    else if (dice < 44) {
      facts.push({
        type: 'ShelfPainted',
        data: { shelf: pick(SHELVES), colour: pick(['red', 'green', 'blue']) },
      });
    } else {
      for (let reading = 0; reading <= random(3); reading += 1) {
        const readers = Array.from({ length: 1 + random(3) }, () => `reader-${random(40)}`);
        const day = `2026-09-${String(1 + random(28)).padStart(2, '0')}`;
        facts.push({
          type: 'BookRead',
          data: { bookId, readers: [...new Set(readers)], pages: random(50), day },
        });
      }
    }
    yield { schoolId, stream: bookStream(schoolId, bookId), facts };
  }
}

let commands = 0;

/** The context of a librarian's next command. */
export function librarian(schoolId: string): CommandContext {
  commands += 1;
  return {
    schoolId,
    actor: { accountId: 'librarian', role: 'teacher', sessionId: null },
    commandId: idFrom('library-command', commands),
    fingerprint: '',
    correlationId: 'library',
    causationId: 'library',
  };
}

/** Appends to logs whose streams nobody else writes, remembering their revisions. */
export class LibraryLog {
  readonly store: EventStore;
  readonly #revisions = new Map<StreamName, number>();

  constructor(store: EventStore) {
    this.store = store;
  }

  async happen({ schoolId, stream, facts }: Happening): Promise<Position> {
    const known = this.#revisions.get(stream) ?? (await this.store.readStream(stream)).length - 1;
    const receipt = await this.store.append(stream, facts, known < 0 ? 'none' : known, librarian(schoolId));
    this.#revisions.set(stream, receipt.revision);
    return receipt.position;
  }

  /** So many happenings of a life. @returns the last position */
  async live(life: Iterator<Happening>, happenings: number): Promise<Position> {
    let last: Position | undefined;
    for (let count = 0; count < happenings; count += 1) {
      last = await this.happen((life.next() as IteratorYieldResult<Happening>).value);
    }
    return last!;
  }
}
