import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { comparePositions, type Position, systemClock } from '#kernel';
import { MemoryEventStore } from '#event-store/testing';
import { type AnyProjection, type Halt, Pass, SqliteReadStore } from '#projecting';
import { books, bookStream, libraryProjections, type LibraryEvent } from '../support/library/library.ts';
import { LibraryLog, libraryLife } from '../support/library/library-history.ts';
import { skipEvent } from '../support/library/operator.ts';
import { allEvents, hashOf, projectAll } from '../support/library/projecting.ts';

let log: MemoryEventStore;
let library: LibraryLog;
let store: SqliteReadStore;

beforeEach(() => {
  log = new MemoryEventStore(systemClock);
  library = new LibraryLog(log);
  store = SqliteReadStore.open({ memory: true });
});
afterEach(() => store.close());

const SCHOOLS = ['school-a', 'school-b'];

/** A page is torn: halts both projections, or, by careful readers, the books only. @returns the event's id */
async function torn(schoolId: string, readers = ['reader-1']): Promise<string> {
  const stream = bookStream(schoolId, 'book-1');
  await library.happen({
    schoolId,
    stream,
    facts: [{ type: 'PageTorn', data: { bookId: 'book-1', readers } }],
  });
  return (await log.readStream(stream)).at(-1)!.id;
}

const haltsOf = (name: string): Promise<readonly Halt[]> => store.read((s) => s.halts(name));

/** What a log without this event would have come to. */
async function hashWithout(
  eventIds: readonly string[],
  projections: readonly AnyProjection[],
): Promise<string> {
  const clean = SqliteReadStore.open({ memory: true });
  await clean.prepare(projections);
  const pass = await Pass.open({ log: new MemoryEventStore(systemClock), store: clean, projections });
  await pass.fold((await allEvents(log)).filter(({ id }) => !eventIds.includes(id)));
  await pass.commit();
  const hash = await hashOf(clean, projections);
  await clean.close();
  return hash;
}

describe.each([1, 7, 1_000])('a bad event, in batches of %i', (batchSize) => {
  it('halts one school of one projection', async () => {
    const life = libraryLife(1, SCHOOLS);
    await library.live(life, 60);
    const eventId = await torn('school-a', ['careful reader']);
    await library.live(life, 60);
    await projectAll(log, store, batchSize);

    const halted = (await allEvents(log)).find(({ id }) => id === eventId)!;
    expect(await haltsOf('books')).toEqual([
      { schoolId: 'school-a', eventId, position: halted.position, error: 'Error: A page of book-1 is torn' },
    ]);
    expect(await haltsOf('readers')).toEqual([]);
    // the other school has everything, the halted one what came before
    await store.read(async (s) => {
      expect(await s.checkpoint('books', 'school-a')).toBe(await log.head());
      for (const doc of (await s.find('books', 'school-a', { index: 'byShelf', prefix: [], limit: 99 }))
        .docs) {
        expect(comparePositions(doc.position, halted.position)).toBeLessThan(0);
      }
    });
    const events = await allEvents(log);
    const upTo = (schoolId: string, position: Position) => (event: { stream: string; position: Position }) =>
      !event.stream.includes(schoolId) || comparePositions(event.position, position) < 0;
    const expected = events.filter(upTo('school-a', halted.position)).map(({ id }) => id);
    const left = events.map(({ id }) => id).filter((id) => !expected.includes(id));
    expect(await hashOf(store, [books])).toBe(await hashWithout(left, [books]));
  });

  it('stays away after a skip: the school makes up for what it missed', async () => {
    const life = libraryLife(2, SCHOOLS);
    await library.live(life, 60);
    const eventId = await torn('school-a');
    await library.live(life, 60);
    await projectAll(log, store, batchSize);
    expect(await haltsOf('readers')).toHaveLength(1);

    await skipEvent(log, 'school-a', 'books', eventId);
    await library.live(life, 20);
    await projectAll(log, store, batchSize);
    expect(await haltsOf('books')).toEqual([]);
    expect(await haltsOf('readers')).toHaveLength(1);
    expect(await hashOf(store, [books])).toBe(await hashWithout([eventId], [books]));

    await skipEvent(log, 'school-a', 'readers', eventId);
    await projectAll(log, store, batchSize);
    expect(await haltsOf('readers')).toEqual([]);
    expect(await hashOf(store)).toBe(await hashWithout([eventId], libraryProjections));
  });

  it('is passed over from the start by a rebuild, although its skip comes later', async () => {
    const life = libraryLife(3, SCHOOLS);
    await library.live(life, 40);
    const first = await torn('school-a');
    await library.live(life, 40);
    for (const { name } of libraryProjections) await skipEvent(log, 'school-a', name, first);
    await library.live(life, 40);
    await projectAll(log, store, batchSize);
    expect(await haltsOf('books')).toEqual([]);
    expect(await hashOf(store)).toBe(await hashWithout([first], libraryProjections));
  });

  it('after another halts the school again while it makes up', async () => {
    const life = libraryLife(4, SCHOOLS);
    await library.live(life, 30);
    const first = await torn('school-a', ['careful reader']);
    await library.live(life, 30);
    const second = await torn('school-a', ['careful reader']);
    await library.live(life, 30);
    await projectAll(log, store, batchSize);
    expect(await haltsOf('books')).toMatchObject([{ eventId: first }]);
    await skipEvent(log, 'school-a', 'books', first);
    await projectAll(log, store, batchSize);
    expect(await haltsOf('books')).toMatchObject([{ eventId: second }]);
    await skipEvent(log, 'school-a', 'books', second);
    await projectAll(log, store, batchSize);
    expect(await haltsOf('books')).toEqual([]);
    expect(await hashOf(store)).toBe(await hashWithout([first, second], libraryProjections));
  });
});

describe('a bad event', () => {
  it('changes none of the documents that it touches', async () => {
    const schoolId = 'school-a';
    const stream = bookStream(schoolId, 'book-1');
    const read: LibraryEvent = {
      type: 'BookRead',
      data: { bookId: 'book-1', readers: ['careful reader', 'reader-2'], pages: 5, day: '2026-09-01' },
    };
    await library.happen({ schoolId, stream, facts: [read] });
    await torn(schoolId, ['careful reader', 'reader-2']);
    const folding: AnyProjection = {
      ...libraryProjections[1]!,
      evolve: {
        ...libraryProjections[1]!.evolve,
        PageTorn: (_: object | null, __: unknown, key: string) => {
          if (key === 'reader-2') throw new Error('not mine');
          return { pages: -1, books: {} };
        },
      },
    };
    await projectAll(log, store, 1_000, [folding]);
    expect(await haltsOf('readers')).toHaveLength(1);
    const doc = await store.read((s) => s.get('readers', schoolId, 'careful reader'));
    expect(doc?.body).toBe('{"books":{"book-1":1},"pages":5}');
  });

  it('is also one whose key cannot be told, and one that makes nothing of a document', async () => {
    await library.live(libraryLife(5, SCHOOLS), 40);
    const keyless: AnyProjection = {
      ...books,
      key: (event: Parameters<typeof books.key>[0]) => {
        if (event.type === 'BookMoved') throw new Error('Which book?');
        return books.key(event);
      },
    };
    const mute: AnyProjection = { ...books, name: 'mute', evolve: { BookMoved: () => undefined as never } };
    await projectAll(log, store, 1_000, [keyless, mute]);
    expect(new Set((await haltsOf('books')).map(({ error }) => error))).toEqual(
      new Set(['Error: Which book?']),
    );
    expect((await haltsOf('mute'))[0]?.error).toMatch(/TypeError: BookMoved made nothing of book-/);
  });

  it.each(['index', 'tally', 'body'])(
    'is also one whose document has no %s, found among many',
    async (what) => {
      const life = libraryLife(6, SCHOOLS, 5);
      await library.live(life, 50);
      const schoolId = 'school-a';
      const stream = bookStream(schoolId, 'endless-book');
      const endless: LibraryEvent[] = [
        { type: 'BookAdded', data: { bookId: 'endless-book', shelf: 'maps', pages: 13 } },
        {
          type: 'BookRead',
          data: { bookId: 'endless-book', readers: ['reader-1'], pages: 1_000_000, day: '2026-09-01' },
        },
        {
          type: 'BookRead',
          data: { bookId: 'endless-book', readers: ['reader-1'], pages: 1, day: '2026-09-02' },
        },
      ];
      await library.happen({ schoolId, stream, facts: endless });
      const culprit = (await log.readStream(stream)).at(-2)!;
      await library.live(life, 50);
      const isEndless = (doc: { readings: readonly { pages: number }[] }) =>
        doc.readings.some(({ pages }) => pages === 1_000_000);
      const projection: AnyProjection = {
        ...books,
        evolve: {
          ...books.evolve,
          BookRead: (...all: Parameters<NonNullable<typeof books.evolve.BookRead>>) => {
            const book = books.evolve.BookRead!(...all);
            return what === 'body' && book && isEndless(book)
              ? { ...book, pages: 1n as unknown as number }
              : book;
          },
        },
        indexes: {
          ...books.indexes,
          byShelf: (book) => (what === 'index' && isEndless(book) ? [[NaN]] : books.indexes!.byShelf!(book)),
        },
        tallies: [
          {
            ...books.tallies![0]!,
            measure: (book) =>
              what === 'tally' && isEndless(book) ? { books: 0.5 } : books.tallies![0]!.measure(book),
          },
        ],
      };
      await projectAll(log, store, 1_000, [projection]);
      expect(await haltsOf('books')).toMatchObject([{ schoolId, eventId: culprit.id }]);
      const later = (await allEvents(log)).filter(
        (event) => event.stream.includes(schoolId) && comparePositions(event.position, culprit.position) >= 0,
      );
      expect(await hashOf(store, [books])).toBe(
        await hashWithout(
          later.map(({ id }) => id),
          [books],
        ),
      );
      await skipEvent(log, schoolId, 'books', culprit.id);
      await projectAll(log, store, 1_000, [projection]);
      expect(await haltsOf('books')).toEqual([]);
      expect(await hashOf(store, [books])).toBe(await hashWithout([culprit.id], [books]));
    },
  );

  it('is skipped once the projector starts again, should it have died between skip and making up', async () => {
    await library.live(libraryLife(8, SCHOOLS), 40);
    const eventId = await torn('school-a');
    await library.live(libraryLife(9, SCHOOLS), 40);
    await projectAll(log, store, 10, [books]);
    await skipEvent(log, 'school-a', 'books', eventId);
    // the checkpoint has passed the skip, the school is still halted
    await store.commit({
      model: books,
      slice: '*',
      after: await store.checkpoint(books, '*'),
      checkpoint: (await log.head())!,
      docs: [],
      tallies: [],
    });
    const pass = await Pass.open({ log, store, projections: [books] });
    await pass.commit();
    expect(await haltsOf('books')).toEqual([]);
    expect(await hashOf(store, [books])).toBe(await hashWithout([eventId], [books]));
  });
});
