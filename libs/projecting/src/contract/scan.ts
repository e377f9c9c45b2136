import { describe, expect, it } from '@jest/globals';
import type { ReadStore } from '../read-store.ts';
import { opened } from './opened.ts';
import { all, bodyOf, counted, modelOf, note, notes, notesNext, removed, write } from './samples.ts';

export function describeScan(open: () => Promise<ReadStore>): void {
  describe('scan', () => {
    const store = opened(open, [notes, notesNext]);

    it('gives every document by school and key, in the order of their bytes', async () => {
      const places = [
        ['school-b', 'n1'],
        ['school-a', '😀'],
        ['school-a', 'я'],
        ['School-c', 'n1'],
        ['school-a', '～'],
        ['school-a', 'n10'],
        ['school-a', 'n9'],
      ] as const;
      await write(
        store(),
        places.map(([schoolId, key]) => note(key, {}, { schoolId })),
      );
      await write(store(), [removed('n9')]);
      await write(store(), [note('other')], [], notesNext);
      expect(await all(store().scan(modelOf(notes)))).toEqual(
        [
          ['School-c', 'n1'],
          ['school-a', 'n10'],
          ['school-a', 'я'],
          ['school-a', '～'],
          ['school-a', '😀'],
          ['school-b', 'n1'],
        ].map(([schoolId, key]) => ({ schoolId, key, body: bodyOf(key!) })),
      );
    });

    it('gives more documents than one page holds', async () => {
      const keys = Array.from({ length: 2_500 }, (_, index) => `n${String(index).padStart(4, '0')}`);
      for (let from = 0; from < keys.length; from += 1_000) {
        await write(
          store(),
          keys.slice(from, from + 1_000).map((key) => note(key)),
          keys.slice(from, from + 1_000).map((key) => counted([key], { notes: 1 })),
        );
      }
      expect((await all(store().scan(modelOf(notes)))).map((doc) => doc.key)).toEqual(keys);
      expect((await all(store().scanTallies(modelOf(notes)))).map((row) => row.key)).toEqual(
        keys.map((key) => [key]),
      );
    });

    it('gives every tally row by school, tally and key', async () => {
      await write(
        store(),
        [],
        [
          counted(['d1', 10], { notes: 1, words: 2 }),
          counted(['d1', 9], { notes: 1 }),
          counted(['😀', 1], { notes: 1 }),
          counted(['～', 1], { notes: 1 }),
          counted(['d1'], { words: 1 }, { tally: 'sizes' }),
          counted(['d0', 1], { notes: 3 }, { schoolId: 'School-c' }),
          counted(['d0', 1], { notes: 0 }),
        ],
      );
      expect(await all(store().scanTallies(modelOf(notes)))).toEqual([
        { schoolId: 'School-c', tally: 'counts', key: ['d0', 1], measures: { notes: 3 } },
        { schoolId: 'school-a', tally: 'counts', key: ['d1', 9], measures: { notes: 1 } },
        { schoolId: 'school-a', tally: 'counts', key: ['d1', 10], measures: { notes: 1, words: 2 } },
        { schoolId: 'school-a', tally: 'counts', key: ['～', 1], measures: { notes: 1 } },
        { schoolId: 'school-a', tally: 'counts', key: ['😀', 1], measures: { notes: 1 } },
        { schoolId: 'school-a', tally: 'sizes', key: ['d1'], measures: { words: 1 } },
      ]);
      expect(await all(store().scanTallies(modelOf(notesNext)))).toEqual([]);
    });
  });
}
