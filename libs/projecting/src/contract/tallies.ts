import { describe, expect, it } from '@jest/globals';
import type { Key } from '../projection.ts';
import type { ReadStore } from '../read-store.ts';
import { opened } from './opened.ts';
import { counted, reading, write } from './samples.ts';

export function describeTallies(open: () => Promise<ReadStore>): void {
  describe('tallies', () => {
    const store = opened(open);
    const rows = (
      range: { prefix: Key; from?: string | number; to?: string | number },
      tally = 'counts',
      schoolId = 'school-a',
    ) => reading(store(), (s) => s.tally('notes', schoolId, tally, range));

    it('adds up', async () => {
      await write(store(), [], [counted(['d1', 'red'], { notes: 1, words: 5 })]);
      await write(
        store(),
        [],
        [counted(['d1', 'red'], { notes: 2, lines: 1 }), counted(['d1', 'red'], { notes: 4 })],
      );
      expect(await rows({ prefix: [] })).toEqual([
        { key: ['d1', 'red'], measures: { lines: 1, notes: 7, words: 5 } },
      ]);
    });

    it('takes away, and drops a measure that has come to 0', async () => {
      await write(store(), [], [counted(['d1'], { notes: 3, words: 5 })]);
      await write(store(), [], [counted(['d1'], { notes: -1, words: -5 })]);
      expect(await rows({ prefix: [] })).toEqual([{ key: ['d1'], measures: { notes: 2 } }]);
    });

    it('drops a row whose measures have all come to 0', async () => {
      await write(store(), [], [counted(['d1'], { notes: 3 }), counted(['d2'], { notes: 1, words: 0 })]);
      await write(
        store(),
        [],
        [counted(['d1'], { notes: -3 }), counted(['d3'], { notes: 0 }), counted(['d4'], {})],
      );
      expect(await rows({ prefix: [] })).toEqual([{ key: ['d2'], measures: { notes: 1 } }]);
    });

    it('may stand below 0 in between', async () => {
      await write(store(), [], [counted(['d1'], { notes: -3 })]);
      expect(await rows({ prefix: [] })).toEqual([{ key: ['d1'], measures: { notes: -3 } }]);
      await write(store(), [], [counted(['d1'], { notes: 3 })]);
      expect(await rows({ prefix: [] })).toEqual([]);
    });

    it('lists rows under a prefix and in a range, in key order', async () => {
      const keys = [
        ['d2', 'red'],
        ['d1', 'ё'],
        ['d1', 'red'],
        ['d3', 'red'],
        ['d1', '😀'],
        ['d1', '～'],
      ];
      await write(
        store(),
        [],
        keys.map((key) => counted(key, { notes: 1 })),
      );
      const listed = async (range: Parameters<typeof rows>[0]) => (await rows(range)).map((row) => row.key);
      expect(await listed({ prefix: ['d1'] })).toEqual([
        ['d1', 'red'],
        ['d1', 'ё'],
        ['d1', '～'],
        ['d1', '😀'],
      ]);
      expect(await listed({ prefix: [], from: 'd2' })).toEqual([
        ['d2', 'red'],
        ['d3', 'red'],
      ]);
      expect(await listed({ prefix: [], from: 'd2', to: 'd2' })).toEqual([['d2', 'red']]);
      expect(await listed({ prefix: ['d1'], to: 'z' })).toEqual([['d1', 'red']]);
      expect(await listed({ prefix: ['d1', '😀'] })).toEqual([['d1', '😀']]);
      expect(await listed({ prefix: ['d'] })).toEqual([]);
    });

    it('orders number parts by value', async () => {
      await write(
        store(),
        [],
        [10, 9, -1, 2.5].map((week) => counted(['w', week], { notes: 1 })),
      );
      expect((await rows({ prefix: ['w'] })).map((row) => row.key[1])).toEqual([-1, 2.5, 9, 10]);
      expect((await rows({ prefix: ['w'], from: 0, to: 9 })).map((row) => row.key[1])).toEqual([2.5, 9]);
    });

    it('keeps tallies and schools apart', async () => {
      await write(
        store(),
        [],
        [
          counted(['d1'], { notes: 1 }),
          counted(['d1'], { words: 9 }, { tally: 'sizes' }),
          counted(['d1'], { notes: 5 }, { schoolId: 'school-b' }),
        ],
      );
      expect(await rows({ prefix: [] })).toEqual([{ key: ['d1'], measures: { notes: 1 } }]);
      expect(await rows({ prefix: [] }, 'sizes')).toEqual([{ key: ['d1'], measures: { words: 9 } }]);
      expect(await rows({ prefix: [] }, 'counts', 'school-b')).toEqual([
        { key: ['d1'], measures: { notes: 5 } },
      ]);
      expect(await rows({ prefix: [] }, 'counts', 'school-c')).toEqual([]);
    });

    it('is empty for a model that was never built', async () => {
      expect(
        await reading(store(), (s) => s.tally('unheard-of', 'school-a', 'counts', { prefix: [] })),
      ).toEqual([]);
    });
  });
}
