import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#event-store/testing';
import { type Position, positionFrom } from '#kernel';
import { asOf, Past, type ReadMoment, SqliteReadStore } from '#projecting';
import { bookStream, libraryProjections } from '../support/library/library.ts';
import { LibraryLog, libraryLife, randomFrom } from '../support/library/library-history.ts';
import { skipEvent } from '../support/library/operator.ts';
import { projectAll } from '../support/library/projecting.ts';

const SCHOOL = 'school-a';
const MODELS = ['books', 'readers'];
const READERS = Array.from({ length: 40 }, (_, n) => `reader-${n}`);

/** Everything that a page of the school could show. */
const page = async ({ snapshot: s, position }: ReadMoment) => ({
  position,
  shelves: (await s.find('books', SCHOOL, { index: 'byShelf', prefix: [], limit: 1_000 })).docs.map(
    ({ body }) => body,
  ),
  read: (await s.find('books', SCHOOL, { index: 'byReader', prefix: ['reader-1'], limit: 1_000 })).docs.map(
    ({ key }) => key,
  ),
  readers: (await s.getMany('readers', SCHOOL, READERS)).map(({ body }) => body),
  sums: [
    await s.tally('books', SCHOOL, 'reading', { prefix: [] }),
    await s.tally('readers', SCHOOL, 'readers', { prefix: [] }),
  ],
  halts: await s.halts('books'),
});
type Page = Awaited<ReturnType<typeof page>>;

describe('as of a moment', () => {
  let now: number;
  let log: MemoryEventStore;
  let library: LibraryLog;
  let live: SqliteReadStore;
  let past: Past;
  const life = libraryLife(11, [SCHOOL, 'school-b'], 20);

  beforeEach(() => {
    now = Date.parse('2026-09-01T06:00:00.000Z');
    log = new MemoryEventStore({ simulated: false, now: () => now });
    library = new LibraryLog(log);
    live = SqliteReadStore.open({ memory: true });
    past = new Past({ log, projections: libraryProjections });
  });
  afterEach(async () => {
    await live.close();
    await past.close();
  });

  const at = (position: Position) => ({
    log,
    projections: libraryProjections,
    schoolId: SCHOOL,
    at: { position },
  });

  /** Lives on and captures pages, live, at some positions. */
  async function captured(moments: number): Promise<{ position: Position; seen: Page }[]> {
    const captures = [];
    for (let moment = 0; moment < moments; moment += 1) {
      const position = await library.live(life, 1 + (moment % 7));
      await projectAll(log, live);
      // what the school itself recorded last
      const shown = await log.positionAt(`90.${SCHOOL}.`, '2999-01-01T00:00:00.000Z');
      captures.push({ position, seen: await live.read((snapshot) => page({ snapshot, position: shown })) });
    }
    return captures;
  }

  it('shows what was shown live at that position', async () => {
    for (const { position, seen } of await captured(60)) expect(await asOf(at(position), page)).toEqual(seen);
  });

  it('shows the same again from what was kept, in any order', async () => {
    const captures = await captured(60);
    const random = randomFrom(5);
    for (let reading = 0; reading < 90; reading += 1) {
      const { position, seen } = captures[random(captures.length)]!;
      expect(await past.read({ schoolId: SCHOOL, models: MODELS, at: { position } }, page)).toEqual(seen);
    }
  });

  it('gives readers who come together each their own moment', async () => {
    const captures = await captured(12);
    const pages = captures.map(({ position }) =>
      past.read({ schoolId: SCHOOL, models: MODELS, at: { position } }, page),
    );
    expect(await Promise.all(pages)).toEqual(captures.map(({ seen }) => seen));
  });

  it('takes an instant to the last event that was recorded by then', async () => {
    const first = await library.live(life, 20);
    now += 1;
    await library.live(life, 20);
    const by = (ms: number) => ({ ...at(first), at: { instant: new Date(ms).toISOString() } });
    expect(await asOf(by(now - 1), page)).toEqual(await asOf(at(first), page));
    expect(await asOf(by(now), page)).toEqual(await asOf(at((await log.head())!), page));
  });

  it('is empty before the first event', async () => {
    await library.live(life, 20);
    const nothing = { position: null, shelves: [], read: [], readers: [], sums: [[], []], halts: [] };
    const before = new Date(now - 1).toISOString();
    expect(await asOf({ ...at(positionFrom(0)), at: { instant: before } }, page)).toEqual(nothing);
    expect(await past.read({ schoolId: SCHOOL, models: MODELS, at: { instant: before } }, page)).toEqual(
      nothing,
    );
    expect(await asOf({ ...at((await log.head())!), schoolId: 'school-z' }, page)).toEqual(nothing);
  });

  it('knows skips that came later, and halts where nobody skipped', async () => {
    const stream = bookStream(SCHOOL, 'book-1');
    await library.live(life, 20);
    const torn = { type: 'PageTorn' as const, data: { bookId: 'book-1', readers: ['reader-1'] } };
    await library.happen({ schoolId: SCHOOL, stream, facts: [torn] });
    const eventId = (await log.readStream(stream)).at(-1)!.id;
    const position = await library.live(life, 20);
    expect((await asOf(at(position), page)).halts).toMatchObject([{ eventId }]);
    await skipEvent(log, SCHOOL, 'books', eventId);
    expect((await asOf(at(position), page)).halts).toEqual([]);
  });

  it('hands on what the work throws, and goes on', async () => {
    const [{ position, seen }] = (await captured(1)) as [{ position: Position; seen: Page }];
    const reading = { schoolId: SCHOOL, models: MODELS, at: { position } };
    const fails = async (): Promise<never> => {
      throw new Error('of the work');
    };
    await expect(past.read(reading, fails)).rejects.toThrow('of the work');
    expect(await past.read(reading, page)).toEqual(seen);
  });
});
