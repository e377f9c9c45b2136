import { describe, expect, it } from '@jest/globals';
import type { AnyProjection } from '../projection.ts';
import type { ReadStore } from '../read-store.ts';
import { ALL_SCHOOLS } from '../slice.ts';
import { opened } from './opened.ts';
import {
  all,
  at,
  bodyOf,
  counted,
  modelOf,
  note,
  notes,
  notesBeside,
  notesNext,
  people,
  write,
} from './samples.ts';

export function describeVersions(open: () => Promise<ReadStore>): void {
  describe.each([
    ['the next version', notesNext],
    ['the same version in its second place', notesBeside],
  ])('two models of one projection: %s', (_, beside) => {
    const store = opened(open, [notes, people]);
    const indexed = (key: string, text: string) => note(key, { byBoard: [['red']] }, { text });
    const seen = (projection: AnyProjection) =>
      store().readModel(modelOf(projection), async (s) => ({
        doc: (await s.get('notes', 'school-a', 'n1'))?.body,
        found: (await s.find('notes', 'school-a', { index: 'byBoard', prefix: [], limit: 9 })).docs.length,
        tally: await s.tally('notes', 'school-a', 'counts', { prefix: [] }),
        checkpoint: await s.checkpoint('notes', 'school-a'),
      }));
    const live = () =>
      store().read(async (s) => ({
        doc: (await s.get('notes', 'school-a', 'n1'))?.body,
        found: (await s.find('notes', 'school-a', { index: 'byBoard', prefix: [], limit: 9 })).docs.length,
        tally: await s.tally('notes', 'school-a', 'counts', { prefix: [] }),
        checkpoint: await s.checkpoint('notes', 'school-a'),
      }));

    it('points readers at the first version and leaves them there', async () => {
      expect(await store().live()).toEqual(
        new Map([
          ['notes', 1],
          ['people', 3],
        ]),
      );
      await store().prepare([beside]);
      await store().prepare([notes, beside]);
      expect(await store().live()).toEqual(
        new Map([
          ['notes', 1],
          ['people', 3],
        ]),
      );
      const models = await store().models();
      expect(models).toHaveLength(3);
      expect(models).toEqual(expect.arrayContaining([modelOf(notes), modelOf(people), modelOf(beside)]));
    });

    it('is prepared again without losing anything', async () => {
      await write(store(), [indexed('n1', 'old')]);
      await store().prepare([notes]);
      expect(await live()).toMatchObject({ doc: bodyOf('n1', 'old'), found: 1, checkpoint: at(1) });
    });

    it('builds beside, unseen', async () => {
      await store().prepare([beside]);
      await write(store(), [indexed('n1', 'old')], [counted(['red'], { notes: 1 })]);
      const before = await live();
      await write(store(), [indexed('n1', 'new')], [counted(['red'], { notes: 2 })], beside);
      await write(store(), [indexed('n2', 'new')], [], beside);
      expect(await live()).toEqual(before);
      expect(await seen(notes)).toEqual(before);
      expect(await seen(beside)).toEqual({
        doc: bodyOf('n1', 'new'),
        found: 2,
        tally: [{ key: ['red'], measures: { notes: 2 } }],
        checkpoint: at(2),
      });
    });

    it('takes over in one step, and back', async () => {
      await store().prepare([beside]);
      await write(store(), [indexed('n1', 'old')]);
      await write(store(), [indexed('n1', 'new')], [counted(['red'], { notes: 2 })], beside);
      await store().takeOver(modelOf(beside));
      expect(await store().live()).toEqual(
        new Map([
          ['notes', beside.version],
          ['people', 3],
        ]),
      );
      expect(await live()).toEqual(await seen(beside));
      await store().takeOver(modelOf(notes));
      expect(await live()).toMatchObject({ doc: bodyOf('n1', 'old'), tally: [] });
    });

    it('takes over only with a model that there is', async () => {
      await expect(store().takeOver(modelOf(beside))).rejects.toThrow(/notes/);
      expect(await store().live()).toEqual(
        new Map([
          ['notes', 1],
          ['people', 3],
        ]),
      );
    });

    it('drops the old one, and only that', async () => {
      await store().prepare([beside]);
      await write(store(), [indexed('n1', 'old')], [counted(['red'], { notes: 1 })]);
      await write(store(), [indexed('n1', 'new')], [], beside);
      await store().takeOver(modelOf(beside));
      await store().drop(modelOf(notes));
      expect(await store().models()).not.toContainEqual(modelOf(notes));
      expect(await live()).toMatchObject({ doc: bodyOf('n1', 'new'), found: 1 });
      expect(await store().checkpoint(modelOf(notes), ALL_SCHOOLS)).toBeNull();
    });

    it('starts from nothing when it is prepared after a drop', async () => {
      await store().prepare([beside]);
      await write(store(), [indexed('n1', 'new')], [counted(['red'], { notes: 1 })], beside);
      await store().drop(modelOf(beside));
      await store().prepare([beside]);
      expect(await seen(beside)).toEqual({ doc: undefined, found: 0, tally: [], checkpoint: null });
      expect(await all(store().scan(modelOf(beside)))).toEqual([]);
      await write(store(), [indexed('n1', 'again')], [], beside);
      expect(await seen(beside)).toMatchObject({ doc: bodyOf('n1', 'again'), found: 1 });
    });

    it('does not drop what readers see', async () => {
      await write(store(), [indexed('n1', 'old')]);
      await expect(store().drop(modelOf(notes))).rejects.toThrow(/notes/);
      expect(await live()).toMatchObject({ doc: bodyOf('n1', 'old') });
    });

    it('drops what is not there without complaint', async () => {
      await store().drop(modelOf(beside));
    });
  });
}
