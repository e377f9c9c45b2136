import { describe, expect, it } from '@jest/globals';
import { canonicalJson, Refused } from '#kernel';
import type { FindOptions, ReadStore } from '../read-store.ts';
import { opened } from './opened.ts';
import { note, reading, removed, write } from './samples.ts';

export function describeFind(open: () => Promise<ReadStore>): void {
  describe('find', () => {
    const store = opened(open);
    const find = (options: Partial<FindOptions>, schoolId = 'school-a') =>
      reading(store(), (s) =>
        s.find('notes', schoolId, { index: 'byBoard', prefix: [], limit: 100, ...options }),
      );
    const keys = async (options: Partial<FindOptions>, schoolId?: string) =>
      (await find(options, schoolId)).docs.map((doc) => doc.key);

    const onBoards = [
      note('n1', { byBoard: [['red', '2026-09-03', 2]] }),
      note('n2', { byBoard: [['red', '2026-09-01', 10]] }),
      note('n3', { byBoard: [['blue', '2026-09-02', 1]] }),
      note('n4', { byBoard: [['red', '2026-09-01', 9]] }),
      note('n5', { byBoard: [['red', '2026-09-02', 1]] }),
    ];

    it('lists the whole index in its order', async () => {
      await write(store(), onBoards);
      expect(await keys({})).toEqual(['n3', 'n4', 'n2', 'n5', 'n1']);
    });

    it('gives whole documents', async () => {
      await write(store(), onBoards);
      const page = await find({ prefix: ['blue'] });
      expect(page).toEqual({
        docs: [{ key: 'n3', body: onBoards[2]!.body, position: onBoards[2]!.position }],
      });
    });

    it('gives the same documents as bytes', async () => {
      const note1 = note('n1', { byBoard: [['red', '2026-09-03', 2]] });
      const text = { ...note1, body: canonicalJson({ words: 'Дроби, «½» 🙂' }) };
      await write(store(), [text, ...onBoards.slice(1)]);
      for (const options of [{}, { prefix: ['red'], limit: 2 }, { prefix: ['red'], descending: true }]) {
        const all = { index: 'byBoard', prefix: [], limit: 100, ...options };
        const page = await find(all);
        const bytes = await reading(store(), (s) => s.findBytes('notes', 'school-a', all));
        expect(bytes.docs.every(({ body }) => Buffer.isBuffer(body))).toBe(true);
        expect({ ...bytes, docs: bytes.docs.map((doc) => ({ ...doc, body: doc.body.toString() })) }).toEqual(
          page,
        );
      }
      expect((await find({ limit: 100 })).docs.at(-1)!.body).toBe(text.body);
    });

    it('lists under a prefix', async () => {
      await write(store(), onBoards);
      expect(await keys({ prefix: ['red'] })).toEqual(['n4', 'n2', 'n5', 'n1']);
      expect(await keys({ prefix: ['red', '2026-09-01'] })).toEqual(['n4', 'n2']);
      expect(await keys({ prefix: ['red', '2026-09-01', 10] })).toEqual(['n2']);
      expect(await keys({ prefix: ['gr'] })).toEqual([]);
      expect(await keys({ prefix: ['re'] })).toEqual([]);
    });

    it('keeps to a range on the part after the prefix, both ends included', async () => {
      await write(store(), onBoards);
      expect(await keys({ prefix: ['red'], from: '2026-09-02' })).toEqual(['n5', 'n1']);
      expect(await keys({ prefix: ['red'], to: '2026-09-02' })).toEqual(['n4', 'n2', 'n5']);
      expect(await keys({ prefix: ['red'], from: '2026-09-02', to: '2026-09-02' })).toEqual(['n5']);
      expect(await keys({ prefix: ['red', '2026-09-01'], from: 10 })).toEqual(['n2']);
      expect(await keys({ from: 'blue', to: 'green' })).toEqual(['n3']);
      expect(await keys({ prefix: ['red'], from: '2026-09-03', to: '2026-09-01' })).toEqual([]);
    });

    it('lists backwards', async () => {
      await write(store(), onBoards);
      expect(await keys({ prefix: ['red'], descending: true })).toEqual(['n1', 'n5', 'n2', 'n4']);
      expect(await keys({ prefix: ['red'], to: '2026-09-02', descending: true })).toEqual(['n5', 'n2', 'n4']);
    });

    it('orders numbers by value', async () => {
      const ranks = [10, 9, -1, 0, 1.5, 2 ** 40, -2.25, 1_000_000];
      await write(
        store(),
        ranks.map((rank) => note(`n${rank}`, { byRank: [[rank]] })),
      );
      expect(await keys({ index: 'byRank' })).toEqual(
        ranks.toSorted((a, b) => a - b).map((rank) => `n${rank}`),
      );
      expect(await keys({ index: 'byRank', from: -1, to: 9 })).toEqual(['n-1', 'n0', 'n1.5', 'n9']);
    });

    it('orders strings by their bytes, whatever the locale', async () => {
      // by UTF-16 code units the last two would change places; by Russian custom ё stands after е
      const words = ['', ' ', '10', '9', 'B', 'a', 'Б', 'а', 'я', 'ё', '～', '😀'];
      await write(
        store(),
        words.toReversed().map((word) => note(`n-${word}`, { byPlace: [[word]] })),
      );
      expect(await keys({ index: 'byPlace' })).toEqual(words.map((word) => `n-${word}`));
      expect(await keys({ index: 'byPlace', from: 'а', to: '～' })).toEqual(['n-а', 'n-я', 'n-ё', 'n-～']);
    });

    it('orders equal entries by the document’s key', async () => {
      await write(
        store(),
        ['b', 'a', 'ё', 'я', '9', '10'].map((key) => note(key, { byBoard: [['red', 'x', 1]] })),
      );
      expect(await keys({})).toEqual(['10', '9', 'a', 'b', 'я', 'ё']);
      expect(await keys({ descending: true })).toEqual(['ё', 'я', 'b', 'a', '9', '10']);
    });

    it('lists a document once per matching entry', async () => {
      await write(store(), [
        note('n1', { byPlace: [['left'], ['right']] }),
        note('n2', { byPlace: [['left']], byBoard: [] }),
        note('n3', { byPlace: [] }),
      ]);
      expect(await keys({ index: 'byPlace' })).toEqual(['n1', 'n2', 'n1']);
      expect(await keys({ index: 'byPlace', prefix: ['right'] })).toEqual(['n1']);
    });

    it('takes an entry that is listed twice as one', async () => {
      await write(store(), [note('n1', { byPlace: [['left'], ['left']] })]);
      expect(await keys({ index: 'byPlace' })).toEqual(['n1']);
    });

    it('follows a document from entry to entry', async () => {
      await write(store(), [note('n1', { byBoard: [['red', 'x', 1]], byPlace: [['left'], ['right']] })]);
      await write(store(), [note('n1', { byBoard: [['blue', 'x', 1]], byPlace: [['right'], ['up']] })]);
      expect(await keys({ prefix: ['red'] })).toEqual([]);
      expect(await keys({ prefix: ['blue'] })).toEqual(['n1']);
      expect(await keys({ index: 'byPlace', prefix: ['left'] })).toEqual([]);
      expect(await keys({ index: 'byPlace' })).toEqual(['n1', 'n1']);
      await write(store(), [note('n1')]);
      expect(await keys({ prefix: ['blue'] })).toEqual([]);
      expect(await keys({ index: 'byPlace' })).toEqual([]);
    });

    it('forgets a removed document’s entries', async () => {
      await write(store(), onBoards);
      await write(store(), [removed('n5'), removed('n4')]);
      expect(await keys({ prefix: ['red'] })).toEqual(['n2', 'n1']);
    });

    it('keeps schools apart', async () => {
      await write(store(), [
        ...onBoards,
        note('n9', { byBoard: [['red', 'x', 1]] }, { schoolId: 'school-b' }),
      ]);
      expect(await keys({ prefix: ['red'] }, 'school-b')).toEqual(['n9']);
      expect(await keys({ prefix: ['blue'] }, 'school-b')).toEqual([]);
      expect(await keys({ prefix: ['red'] }, 'school-c')).toEqual([]);
    });

    it('gives pages that follow each other, also within equal entries', async () => {
      const docs = Array.from({ length: 25 }, (_, index) =>
        note(`n${String(index).padStart(2, '0')}`, { byBoard: [['red', index % 3 === 0 ? 'x' : 'y', 1]] }),
      );
      await write(store(), docs);
      for (const descending of [false, true]) {
        const whole = await keys({ prefix: ['red'], descending });
        const paged: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await find({ prefix: ['red'], descending, limit: 4, ...(cursor ? { cursor } : {}) });
          expect(page.docs.length).toBeLessThanOrEqual(4);
          paged.push(...page.docs.map((doc) => doc.key));
          cursor = page.cursor;
        } while (cursor);
        expect(paged).toEqual(whole);
        expect(paged).toHaveLength(25);
      }
    });

    it('goes on from a cursor although its document has gone and others have come', async () => {
      await write(
        store(),
        ['b', 'd', 'f', 'h'].map((key) => note(key, { byPlace: [[key]] })),
      );
      const first = await find({ index: 'byPlace', limit: 2 });
      expect(first.cursor).toEqual(expect.any(String));
      await write(store(), [removed('d'), ...['a', 'c', 'e'].map((key) => note(key, { byPlace: [[key]] }))]);
      expect(await keys({ index: 'byPlace', limit: 9, cursor: first.cursor! })).toEqual(['e', 'f', 'h']);
      expect(await keys({ index: 'byPlace', limit: 9, cursor: first.cursor!, descending: true })).toEqual([
        'c',
        'b',
        'a',
      ]);
    });

    it('keeps a range through its pages', async () => {
      await write(store(), onBoards);
      const range = { prefix: ['red'], from: '2026-09-01', to: '2026-09-02' };
      const first = await find({ ...range, limit: 2 });
      expect(await keys({ ...range, limit: 2, cursor: first.cursor! })).toEqual(['n5']);
      const last = await find({ ...range, limit: 2, descending: true });
      expect(await keys({ ...range, limit: 2, descending: true, cursor: last.cursor! })).toEqual(['n4']);
    });

    it('gives no cursor when everything is shown', async () => {
      await write(store(), onBoards);
      expect((await find({ prefix: ['red'], limit: 5 })).cursor).toBeUndefined();
      expect((await find({ prefix: ['green'], limit: 5 })).cursor).toBeUndefined();
    });

    it('refuses a cursor that no page gave', async () => {
      await write(store(), onBoards);
      for (const cursor of ['x', '', 'bnVsbA', 'W10', 'e30', 'W3t9XQ']) {
        await expect(find({ cursor })).rejects.toThrow(Refused);
      }
    });

    it('wants a limit of 1 to 10,000', async () => {
      await expect(find({ limit: 0 })).rejects.toThrow(RangeError);
      await expect(find({ limit: 10_001 })).rejects.toThrow(RangeError);
      await expect(find({ limit: 1.5 })).rejects.toThrow(RangeError);
      expect(await keys({ limit: 10_000 })).toEqual([]);
    });

    it('knows the declared indexes only', async () => {
      await expect(find({ index: 'byColour' })).rejects.toThrow(/byColour/);
    });

    it('is empty for a model that was never built', async () => {
      const found = await reading(store(), (s) =>
        s.find('unheard-of', 'school-a', { index: 'byBoard', prefix: [], limit: 5 }),
      );
      expect(found).toEqual({ docs: [] });
    });
  });
}
