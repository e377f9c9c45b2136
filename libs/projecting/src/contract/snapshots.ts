import { describe, expect, it } from '@jest/globals';
import type { ReadStore, Snapshot } from '../read-store.ts';
import { ALL_SCHOOLS } from '../slice.ts';
import { opened } from './opened.ts';
import { at, batch, bodyOf, counted, modelOf, note, notes, notesNext, write } from './samples.ts';

/** Long enough for a commit that a running read does not hold up. */
const SETTLING_MS = 100;

export function describeSnapshots(open: () => Promise<ReadStore>): void {
  describe('a snapshot', () => {
    const store = opened(open, [notes, notesNext]);

    const generation = (order: number) => ({
      docs: [
        note('n1', { byBoard: [['red', order]] }, { text: `n1 of ${order}`, position: at(order) }),
        note('n2', { byBoard: [['red', order]] }, { text: `n2 of ${order}`, position: at(order) }),
      ],
      tallies: [counted(['red'], { generation: 1 })],
    });

    const seen = async (s: Snapshot) => ({
      n1: (await s.get('notes', 'school-a', 'n1'))?.body,
      n2: (await s.getMany('notes', 'school-a', ['n2']))[0]?.body,
      found: (await s.find('notes', 'school-a', { index: 'byBoard', prefix: ['red'], limit: 9 })).docs,
      tally: await s.tally('notes', 'school-a', 'counts', { prefix: [] }),
      checkpoint: await s.checkpoint('notes', 'school-a'),
      halts: await s.halts('notes'),
    });

    it('shows documents, entries, tallies and checkpoint of one moment while commits happen', async () => {
      await store().commit(batch(null, at(1), generation(1)));
      let commit: Promise<void> | undefined;
      await store().read(async (s) => {
        expect((await s.get('notes', 'school-a', 'n1'))?.body).toBe(bodyOf('n1', 'n1 of 1'));
        const halts = [{ schoolId: 'school-a', eventId: 'e', position: at(2), error: 'x' }];
        commit = store().commit(batch(at(1), at(2), { ...generation(2), halts }));
        await Promise.race([commit, new Promise((resolve) => setTimeout(resolve, SETTLING_MS))]);
        expect(await seen(s)).toMatchObject({
          n1: bodyOf('n1', 'n1 of 1'),
          n2: bodyOf('n2', 'n2 of 1'),
          found: [{ key: 'n1', body: bodyOf('n1', 'n1 of 1') }, { key: 'n2' }],
          tally: [{ measures: { generation: 1 } }],
          checkpoint: at(1),
          halts: [],
        });
      });
      await commit;
      expect(await store().read(seen)).toMatchObject({
        n1: bodyOf('n1', 'n1 of 2'),
        n2: bodyOf('n2', 'n2 of 2'),
        tally: [{ measures: { generation: 2 } }],
        checkpoint: at(2),
        halts: [{ eventId: 'e' }],
      });
    });

    it('never mixes two moments under a stream of commits', async () => {
      const total = 60;
      let finished = false;
      const writing = (async () => {
        for (let order = 1; order <= total; order += 1) {
          await store().commit(batch(order === 1 ? null : at(order - 1), at(order), generation(order)));
          await new Promise((resolve) => setImmediate(resolve));
        }
        finished = true;
      })();
      const readings = async (): Promise<void> => {
        while (!finished) {
          const view = await store().read(seen);
          const order = view.checkpoint === null ? 0 : Number(BigInt(`0x${view.checkpoint}`));
          expect(view.n1).toBe(order === 0 ? undefined : bodyOf('n1', `n1 of ${order}`));
          expect(view.n2).toBe(order === 0 ? undefined : bodyOf('n2', `n2 of ${order}`));
          expect(view.tally).toEqual(order === 0 ? [] : [{ key: ['red'], measures: { generation: order } }]);
          expect(view.found).toHaveLength(order === 0 ? 0 : 2);
          await new Promise((resolve) => setImmediate(resolve));
        }
      };
      await Promise.all([writing, readings(), readings(), readings()]);
    }, 30_000);

    it('keeps to the version that was live when it began', async () => {
      await write(store(), [note('n1', {}, { text: 'old' })]);
      await write(store(), [note('n1', {}, { text: 'new' })], [], notesNext);
      let takeOver: Promise<void> | undefined;
      await store().read(async (s) => {
        expect((await s.get('notes', 'school-a', 'n1'))?.body).toBe(bodyOf('n1', 'old'));
        takeOver = store().takeOver(modelOf(notesNext));
        await Promise.race([takeOver, new Promise((resolve) => setTimeout(resolve, SETTLING_MS))]);
        expect((await s.getMany('notes', 'school-a', ['n1']))[0]?.body).toBe(bodyOf('n1', 'old'));
      });
      await takeOver;
      expect((await store().read((s) => s.get('notes', 'school-a', 'n1')))?.body).toBe(bodyOf('n1', 'new'));
    });

    it('gives the work’s answer, and its error', async () => {
      expect(await store().read(async () => 42)).toBe(42);
      await expect(
        store().read(async () => {
          throw new Error('of the work');
        }),
      ).rejects.toThrow('of the work');
      await write(store(), [note('n1')]);
      expect(await store().checkpoint(modelOf(notes), ALL_SCHOOLS)).toBe(at(1));
    });

    it('serves many reads at once', async () => {
      await write(store(), [note('n1')]);
      const reads = Array.from({ length: 50 }, () =>
        store().read(async (s) => {
          const before = await s.get('notes', 'school-a', 'n1');
          await new Promise((resolve) => setImmediate(resolve));
          return [before, await s.get('notes', 'school-a', 'n1')];
        }),
      );
      for (const [before, after] of await Promise.all(reads)) expect(before).toEqual(after);
    });
  });
}
