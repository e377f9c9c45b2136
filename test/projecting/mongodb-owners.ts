import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { positionFrom } from '#kernel';
import {
  ALL_SCHOOLS,
  type Batch,
  Fenced,
  type Model,
  type Projection,
  projection,
  type ReadStore,
} from '#projecting';
import type { MongoReadStore } from '#projecting/mongodb';

/** A made-up model: visits, and how many there were. */
export const visits: Projection<object, never> = projection({
  name: 'visits',
  version: 1,
  key: () => [],
  evolve: {},
  indexes: { byDay: () => [] },
  tallies: [{ name: 'counts', keys: () => [], measure: () => ({}) }],
});
export const nextVisits = { ...visits, version: 2 };
export const modelOf = ({ name, version }: Model): Model => ({ name, version });

export const at = positionFrom;

/** A batch that moves the model from one position to another (null: from its beginning) and counts one visit. */
export const visit = (after: number | null, checkpoint: number, changes: Partial<Batch> = {}): Batch => ({
  model: modelOf(visits),
  slice: ALL_SCHOOLS,
  after: after === null ? null : at(after),
  checkpoint: at(checkpoint),
  docs: [
    {
      schoolId: 'school-a',
      key: `visit-${checkpoint}`,
      body: JSON.stringify({ text: `visit ${checkpoint}` }),
      position: at(checkpoint),
      indexes: { byDay: [['monday', checkpoint]] },
    },
  ],
  tallies: [{ schoolId: 'school-a', tally: 'counts', key: ['all'], add: { visits: 1 } }],
  ...changes,
});

/** What stands in the live model: how many visits by document, by index entry and by tally, and the checkpoint. */
export const standing = (store: ReadStore) =>
  store.read(async (snapshot) => {
    const found = await snapshot.find('visits', 'school-a', { index: 'byDay', prefix: [], limit: 10_000 });
    const [row] = await snapshot.tally('visits', 'school-a', 'counts', { prefix: ['all'] });
    const checkpoint = await snapshot.checkpoint('visits', 'school-a');
    return {
      visits: found.docs.length,
      counted: row?.measures.visits ?? 0,
      checkpoint: checkpoint === null ? null : Number(BigInt(`0x${checkpoint}`)),
    };
  });

/**
 * What must hold when several processes work with the same read models.
 * @param open two connections to one new, empty database
 */
export function describeMongoOwners(
  name: string,
  open: () => Promise<readonly [MongoReadStore, MongoReadStore]>,
): void {
  describe(`MongoDB read models of several processes: ${name}`, () => {
    let one: MongoReadStore;
    let other: MongoReadStore;
    beforeEach(async () => {
      [one, other] = await open();
      await one.prepare([visits]);
    });
    afterEach(async () => {
      await one.close();
      await other.close();
    });

    it('are made once, whoever prepares them first', async () => {
      await Promise.all([one.prepare([nextVisits]), other.prepare([nextVisits])]);
      await one.commit(visit(null, 1, { model: modelOf(nextVisits) }));
      expect(await other.checkpoint(modelOf(nextVisits), ALL_SCHOOLS)).toBe(at(1));
      expect(await other.models()).toHaveLength(2);
      expect(await other.live()).toEqual(new Map([['visits', 1]]));
    });

    it('move on for one owner only', async () => {
      await one.commit(visit(null, 1));
      await other.commit(visit(1, 2));
      await expect(one.commit(visit(1, 3))).rejects.toThrow(Fenced);
      expect(await standing(one)).toEqual({ visits: 2, counted: 2, checkpoint: 2 });
    });

    it('count every visit once while two owners race', async () => {
      let fenced = 0;
      const project = async (store: MongoReadStore, rounds: number): Promise<number> => {
        let committed = 0;
        for (let round = 0; round < rounds; round += 1) {
          const checkpoint = await store.checkpoint(modelOf(visits), ALL_SCHOOLS);
          const from = checkpoint === null ? 0 : Number(BigInt(`0x${checkpoint}`));
          try {
            await store.commit(visit(from === 0 ? null : from, from + 1));
            committed += 1;
          } catch (error) {
            if (!(error instanceof Fenced)) throw error;
            fenced += 1;
          }
        }
        return committed;
      };
      const [mine, others] = await Promise.all([project(one, 40), project(other, 40)]);
      const total = mine + others;
      expect(fenced).toBeGreaterThan(0);
      expect(total + fenced).toBe(80);
      expect(await standing(one)).toEqual({ visits: total, counted: total, checkpoint: total });
    }, 60_000);

    it('conflict although both stay at their checkpoint', async () => {
      await one.commit(visit(null, 1));
      const outcomes = await Promise.allSettled([one.commit(visit(1, 1)), other.commit(visit(1, 1))]);
      const written = outcomes.filter(({ status }) => status === 'fulfilled').length;
      expect(await standing(one)).toMatchObject({ counted: 1 + written });
    });

    it('are left by a reader in peace when they are replaced and dropped', async () => {
      await one.commit(visit(null, 1));
      await other.prepare([nextVisits]);
      await other.commit(visit(null, 7, { model: modelOf(nextVisits) }));
      await one.read(async (snapshot) => {
        expect(await snapshot.get('visits', 'school-a', 'visit-1')).not.toBeNull();
        await other.takeOver(modelOf(nextVisits));
        await other.drop(modelOf(visits));
        expect(await snapshot.get('visits', 'school-a', 'visit-1')).not.toBeNull();
        expect(await snapshot.tally('visits', 'school-a', 'counts', { prefix: [] })).toHaveLength(1);
        expect(await snapshot.checkpoint('visits', 'school-a')).toBe(at(1));
      });
      expect(await standing(one)).toEqual({ visits: 1, counted: 1, checkpoint: 7 });
    });

    it('are closed to an owner whose model was dropped and built anew', async () => {
      await one.prepare([nextVisits]);
      const next = { model: modelOf(nextVisits) };
      await one.commit(visit(null, 1, next));
      await other.drop(next.model);
      await expect(one.commit(visit(1, 2, next))).rejects.toThrow(Fenced);
      await expect(one.commit(visit(null, 1, next))).rejects.toThrow(/visits 2/);
      await other.prepare([nextVisits]);
      await other.commit(visit(null, 5, next));
      await expect(one.commit(visit(1, 2, next))).rejects.toThrow(Fenced);
      await expect(one.commit(visit(null, 1, next))).rejects.toThrow(Fenced);
      await one.commit(visit(5, 6, next));
      expect(await other.checkpoint(next.model, ALL_SCHOOLS)).toBe(at(6));
    });
  });
}
