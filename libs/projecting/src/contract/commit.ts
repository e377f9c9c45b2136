import { describe, expect, it } from '@jest/globals';
import { Fenced, type Halt, type ReadStore } from '../read-store.ts';
import { ALL_SCHOOLS, slicesOf } from '../slice.ts';
import { opened } from './opened.ts';
import {
  at,
  batch,
  bodyOf,
  counted,
  modelOf,
  note,
  notes,
  people,
  reading,
  removed,
  write,
} from './samples.ts';

export function describeCommit(open: () => Promise<ReadStore>): void {
  describe('documents', () => {
    const store = opened(open);

    it('gives back the body as it was written, and the position', async () => {
      const body = '{"a":"Ё — 😀 \\u0000","b":[1,2.5,null]}';
      await write(store(), [{ ...note('n1'), body, position: at(77) }]);
      expect(await reading(store(), (s) => s.get('notes', 'school-a', 'n1'))).toEqual({
        key: 'n1',
        body,
        position: at(77),
      });
    });

    it('knows no document that was never written', async () => {
      expect(await reading(store(), (s) => s.get('notes', 'school-a', 'n1'))).toBeNull();
      expect(await reading(store(), (s) => s.get('unheard-of', 'school-a', 'n1'))).toBeNull();
    });

    it('replaces a document', async () => {
      await write(store(), [note('n1', {}, { text: 'old' })]);
      await write(store(), [note('n1', {}, { text: 'new', position: at(2) })]);
      expect(await reading(store(), (s) => s.get('notes', 'school-a', 'n1'))).toEqual({
        key: 'n1',
        body: bodyOf('n1', 'new'),
        position: at(2),
      });
    });

    it('removes a document, and one that was never there', async () => {
      await write(store(), [note('n1'), note('n2')]);
      await write(store(), [removed('n1'), removed('n9')]);
      expect(await reading(store(), (s) => s.get('notes', 'school-a', 'n1'))).toBeNull();
      expect(await reading(store(), (s) => s.get('notes', 'school-a', 'n2'))).not.toBeNull();
    });

    it('gives many in the order asked for and leaves out what is missing', async () => {
      await write(store(), [note('n1'), note('n2'), note('n3')]);
      const found = await reading(store(), (s) => s.getMany('notes', 'school-a', ['n3', 'n9', 'n1']));
      expect(found.map((doc) => doc.key)).toEqual(['n3', 'n1']);
      expect(await reading(store(), (s) => s.getMany('notes', 'school-a', []))).toEqual([]);
    });

    it('gives two thousand at once', async () => {
      const keys = Array.from({ length: 2_000 }, (_, index) => `n${index}`);
      for (let from = 0; from < keys.length; from += 1_000) {
        await write(
          store(),
          keys.slice(from, from + 1_000).map((key) => note(key)),
        );
      }
      const found = await reading(store(), (s) => s.getMany('notes', 'school-a', keys));
      expect(found.map((doc) => doc.key)).toEqual(keys);
    });

    it('keeps schools apart', async () => {
      await write(store(), [
        note('n1', {}, { schoolId: 'school-a', text: 'a' }),
        note('n1', {}, { schoolId: 'school-b', text: 'b' }),
      ]);
      await write(store(), [removed('n1', 'school-b')]);
      expect((await reading(store(), (s) => s.get('notes', 'school-a', 'n1')))?.body).toBe(bodyOf('n1', 'a'));
      expect(await reading(store(), (s) => s.get('notes', 'school-b', 'n1'))).toBeNull();
    });

    it('takes a document of 2 MB', async () => {
      const body = JSON.stringify({ text: 'я'.repeat(1_000_000) });
      await write(store(), [{ ...note('n1'), body }]);
      expect((await reading(store(), (s) => s.get('notes', 'school-a', 'n1')))?.body === body).toBe(true);
    });
  });

  describe('a commit', () => {
    const store = opened(open, [notes, people]);
    const model = modelOf(notes);

    it('writes documents, tallies and checkpoint together', async () => {
      const docs = [note('n1', { byBoard: [['red']] })];
      await store().commit(batch(null, at(5), { docs, tallies: [counted(['red'], { notes: 1 })] }));
      await store().read(async (s) => {
        expect(await s.checkpoint('notes', 'school-a')).toBe(at(5));
        expect(
          (await s.find('notes', 'school-a', { index: 'byBoard', prefix: [], limit: 9 })).docs,
        ).toHaveLength(1);
        expect(await s.tally('notes', 'school-a', 'counts', { prefix: [] })).toHaveLength(1);
      });
      expect(await store().checkpoint(model, ALL_SCHOOLS)).toBe(at(5));
    });

    it('keeps a checkpoint whole, with what the log’s adapter put behind its order', async () => {
      const position = `${at(5)}.1f` as typeof at extends (n: number) => infer P ? P : never;
      await store().commit(batch(null, position));
      expect(await store().checkpoint(model, ALL_SCHOOLS)).toBe(position);
      await store().commit(batch(position, at(6)));
    });

    it('may stay at its checkpoint', async () => {
      await store().commit(batch(null, at(5)));
      await store().commit(batch(at(5), at(5), { docs: [note('n1')] }));
      expect(await reading(store(), (s) => s.get('notes', 'school-a', 'n1'))).not.toBeNull();
    });

    const unfenced = {
      docs: [note('n1', { byBoard: [['red']] })],
      tallies: [counted(['red'], { notes: 1 })],
    };
    const halt: Halt = { schoolId: 'school-a', eventId: 'e1', position: at(9), error: 'broken' };

    it.each([
      ['the model moved on', at(5), null],
      ['the model moved on from where this one was', at(5), at(4)],
      ['the model has no checkpoint yet', null, at(4)],
    ])('is fenced and writes nothing when %s', async (_, standing, after) => {
      if (standing !== null) await store().commit(batch(null, standing));
      await expect(store().commit(batch(after, at(9), { ...unfenced, halts: [halt] }))).rejects.toThrow(
        Fenced,
      );
      expect(await store().checkpoint(model, ALL_SCHOOLS)).toBe(standing);
      await store().read(async (s) => {
        expect(await s.get('notes', 'school-a', 'n1')).toBeNull();
        expect((await s.find('notes', 'school-a', { index: 'byBoard', prefix: [], limit: 9 })).docs).toEqual(
          [],
        );
        expect(await s.tally('notes', 'school-a', 'counts', { prefix: [] })).toEqual([]);
        expect(await s.halts('notes')).toEqual([]);
      });
    });

    it('lets one of two owners through', async () => {
      await store().commit(batch(null, at(1)));
      const outcomes = await Promise.allSettled([
        store().commit(batch(at(1), at(2), { tallies: [counted(['red'], { notes: 1 })] })),
        store().commit(batch(at(1), at(3), { tallies: [counted(['red'], { notes: 1 })] })),
      ]);
      const fenced = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(fenced.map((outcome) => outcome.reason as unknown)).toEqual([expect.any(Fenced)]);
      expect(await reading(store(), (s) => s.tally('notes', 'school-a', 'counts', { prefix: [] }))).toEqual([
        { key: ['red'], measures: { notes: 1 } },
      ]);
    });

    it('of several models moves each of them', async () => {
      await store().commitAll([
        batch(null, at(5), { docs: [note('n1')] }),
        batch(null, at(4), { model: modelOf(people), docs: [note('p1')] }),
      ]);
      expect(await store().checkpoint(model, ALL_SCHOOLS)).toBe(at(5));
      expect(await store().checkpoint(modelOf(people), ALL_SCHOOLS)).toBe(at(4));
      expect(await reading(store(), (s) => s.get('people', 'school-a', 'p1'))).not.toBeNull();
      expect(await reading(store(), (s) => s.get('people', 'school-a', 'n1'))).toBeNull();
    });

    it('of several models is fenced in the model that moved on', async () => {
      await store().commit(batch(null, at(5)));
      const stale = [
        batch(null, at(6), { docs: [note('n1')] }),
        batch(null, at(6), { model: modelOf(people) }),
      ];
      await expect(store().commitAll(stale)).rejects.toThrow(Fenced);
      expect(await reading(store(), (s) => s.get('notes', 'school-a', 'n1'))).toBeNull();
      await store().commitAll([]);
    });

    it('of one slice of schools moves that slice only', async () => {
      const [low, high] = slicesOf(2) as [string, string];
      // sha256('school-a') begins with 90, sha256('school-b') with 76
      await store().commit(
        batch(null, at(5), { slice: low, docs: [note('n1', {}, { schoolId: 'school-b' })] }),
      );
      expect(await store().checkpoint(model, low)).toBe(at(5));
      expect(await store().checkpoint(model, high)).toBeNull();
      await store().read(async (s) => {
        expect(await s.checkpoint('notes', 'school-b')).toBe(at(5));
        expect(await s.checkpoint('notes', 'school-a')).toBeNull();
      });
      await store().commit(batch(null, at(7), { slice: high }));
      expect(await reading(store(), (s) => s.checkpoint('notes', 'school-a'))).toBe(at(7));
    });

    it('refuses a key of more parts than the stores have room for', async () => {
      const long = [1, 2, 3, 4, 5, 6, 7];
      await expect(
        store().commit(batch(null, at(1), { docs: [note('n1', { byBoard: [long] })] })),
      ).rejects.toThrow(RangeError);
      await expect(
        store().commit(batch(null, at(1), { docs: [note('n1')], tallies: [counted(long, { a: 1 })] })),
      ).rejects.toThrow(RangeError);
      expect(await store().checkpoint(model, ALL_SCHOOLS)).toBeNull();
      expect(await reading(store(), (s) => s.get('notes', 'school-a', 'n1'))).toBeNull();
    });
  });

  describe('a halt', () => {
    const store = opened(open, [notes, people]);
    const halt = (schoolId: string, eventId = 'e1'): Halt => ({
      schoolId,
      eventId,
      position: at(3),
      error: 'Error: what is this?',
    });

    it('stands until the school is resumed', async () => {
      await store().commit(batch(null, at(4), { halts: [halt('school-a'), halt('school-b')] }));
      const halts = await reading(store(), (s) => s.halts('notes'));
      expect(halts).toHaveLength(2);
      expect(halts).toEqual(expect.arrayContaining([halt('school-a'), halt('school-b')]));
      expect(await reading(store(), (s) => s.halts('people'))).toEqual([]);
      await store().commit(batch(at(4), at(4), { resumed: ['school-b'] }));
      expect(await reading(store(), (s) => s.halts('notes'))).toEqual([halt('school-a')]);
    });

    it('moves to a later event', async () => {
      await store().commit(batch(null, at(4), { halts: [halt('school-a')] }));
      await store().commit(batch(at(4), at(5), { halts: [halt('school-a', 'e2')] }));
      expect(await reading(store(), (s) => s.halts('notes'))).toEqual([halt('school-a', 'e2')]);
    });

    it('stands when the same batch resumes and halts the school again', async () => {
      await store().commit(batch(null, at(4), { halts: [halt('school-a')] }));
      await store().commit(batch(at(4), at(5), { resumed: ['school-a'], halts: [halt('school-a', 'e2')] }));
      expect(await reading(store(), (s) => s.halts('notes'))).toEqual([halt('school-a', 'e2')]);
    });
  });
}
