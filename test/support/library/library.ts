import { type Fact, type Recorded, type StreamName, streamOf } from '#kernel';
import { type Key, projection } from '#projecting';

/**
 * A made-up school library: what the tests of the projecting engine fold. It has every trait that the engine
 * must cope with: documents that come and go, several documents per event, an index lookup, sums, a bad event.
 */
export type LibraryEvent =
  | Fact<'BookAdded', { bookId: string; shelf: string; pages: number }>
  | Fact<'BookMoved', { bookId: string; shelf: string }>
  | Fact<'BookRead', { bookId: string; readers: readonly string[]; pages: number; day: string }>
  | Fact<'BookLost', { bookId: string }>
  /** Concerns all books that stand on the shelf at that moment. */
  | Fact<'ShelfPainted', { shelf: string; colour: string }>
  /** No projection can fold this. */
  | Fact<'PageTorn', { bookId: string; readers: readonly string[] }>;

export interface Book {
  readonly bookId: string;
  readonly shelf: string;
  readonly colour: string | null;
  readonly pages: number;
  readonly readings: readonly {
    readonly by: readonly string[];
    readonly day: string;
    readonly pages: number;
  }[];
}

export const bookStream = (schoolId: string, bookId: string): StreamName =>
  streamOf(schoolId, 'book', bookId);

export const books = projection<Book, LibraryEvent>({
  name: 'books',
  version: 1,
  key: (event) =>
    event.type === 'ShelfPainted' ? { index: 'byShelf', prefix: [event.data.shelf] } : event.data.bookId,
  evolve: {
    BookAdded: (_, { data }) => ({ ...data, colour: null, readings: [] }),
    BookMoved: (book, { data }) => book && { ...book, shelf: data.shelf },
    BookRead: (book, { data: { readers, day, pages } }) =>
      book && { ...book, readings: [...book.readings, { by: readers, day, pages }] },
    BookLost: () => null,
    ShelfPainted: (book, { data }) => book && { ...book, colour: data.colour },
    PageTorn: (_, event) => {
      throw new Error(`A page of ${event.data.bookId} is torn`);
    },
  },
  indexes: {
    byShelf: (book) => [[book.shelf, book.pages]],
    byReader: (book) =>
      [...new Set(book.readings.flatMap(({ by, day }) => by.map((reader) => `${reader}\n${day}`)))].map(
        (row): Key => row.split('\n'),
      ),
  },
  tallies: [
    {
      name: 'reading',
      keys: (book) => [['library'], ['shelf', book.shelf]].map(padded),
      measure: (book) => ({
        books: 1,
        pages: book.pages,
        readings: book.readings.length,
        read: book.readings.reduce((sum, { pages }) => sum + pages, 0),
      }),
    },
  ],
});

const padded = (key: readonly string[]): Key => [key[0]!, key[1] ?? ''];

export interface Reader {
  readonly pages: number;
  readonly books: Readonly<Record<string, number>>;
}

/** One document per reader: an event of a book touches several. */
export const readers = projection<Reader, LibraryEvent>({
  name: 'readers',
  version: 1,
  key: (event: Recorded<LibraryEvent>) => ('readers' in event.data ? event.data.readers : []),
  evolve: {
    BookRead: (reader, { data: { bookId, pages } }) => ({
      pages: (reader?.pages ?? 0) + pages,
      books: { ...reader?.books, [bookId]: (reader?.books[bookId] ?? 0) + 1 },
    }),
    PageTorn: (reader, _, key) => {
      if (key.startsWith('careful')) return reader;
      throw new Error(`${key} has torn a page`);
    },
  },
  tallies: [
    {
      name: 'readers',
      keys: (reader) => [[Math.min(3, Object.keys(reader.books).length)]],
      measure: (reader) => ({ readers: 1, pages: reader.pages }),
    },
  ],
});

export const libraryProjections = [books, readers];
