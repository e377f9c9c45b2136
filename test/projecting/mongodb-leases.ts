import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALL_SCHOOLS, Fenced } from '#projecting';
import type { MongoLeases, MongoReadStore } from '#projecting/mongodb';
import { at, modelOf, standing, visit, visits } from './mongodb-owners.ts';

/** Two processes that would project the same slice: each with leases and read models of one new database. */
export interface TwoProcesses {
  readonly one: { readonly leases: MongoLeases; readonly store: MongoReadStore };
  readonly other: { readonly leases: MongoLeases; readonly store: MongoReadStore };
  /** Lets so much of the server's time pass, ms. */
  readonly pass: (ms: number) => Promise<void>;
}

/** What must hold of leases, by the server's clock. */
export function describeMongoLeases(name: string, open: () => Promise<TwoProcesses>): void {
  describe(`MongoDB leases: ${name}`, () => {
    const HELD_MS = 1_500;
    let both: TwoProcesses;
    beforeEach(async () => {
      both = await open();
    });
    afterEach(async () => {
      for (const { leases, store } of [both.one, both.other]) {
        await leases.close();
        await store.close();
      }
    });

    it('are held by one at a time', async () => {
      const { one, other } = both;
      expect(await one.leases.acquire('00-7f', HELD_MS)).toEqual({ slice: '00-7f', epoch: 1 });
      expect(await other.leases.acquire('00-7f', HELD_MS)).toBeNull();
      expect(await other.leases.acquire('80-ff', HELD_MS)).toEqual({ slice: '80-ff', epoch: 1 });
    });

    it('go to one of two that ask at once', async () => {
      const { one, other } = both;
      const asking = [one, other, one, other].map(({ leases }) => leases.acquire(ALL_SCHOOLS, HELD_MS));
      const taken = (await Promise.all(asking)).filter((lease) => lease !== null);
      expect(taken.length).toBeGreaterThan(0);
      const [mine, others] = await Promise.all(
        [one, other].map(({ leases }) => leases.acquire(ALL_SCHOOLS, HELD_MS)),
      );
      expect([mine, others].filter((lease) => lease !== null)).toHaveLength(1);
    });

    it('are held for as long as they are renewed', async () => {
      const { one, other, pass } = both;
      const lease = (await one.leases.acquire(ALL_SCHOOLS, HELD_MS))!;
      for (let renewals = 0; renewals < 3; renewals += 1) {
        await pass(HELD_MS * 0.6);
        expect(await one.leases.renew(lease, HELD_MS)).toBe(true);
        expect(await other.leases.acquire(ALL_SCHOOLS, HELD_MS)).toBeNull();
      }
    }, 15_000);

    it('pass to another, with a higher epoch, when their time is over', async () => {
      const { one, other, pass } = both;
      const lease = (await one.leases.acquire(ALL_SCHOOLS, HELD_MS))!;
      await pass(HELD_MS + 100);
      expect(await other.leases.acquire(ALL_SCHOOLS, HELD_MS)).toEqual({ slice: ALL_SCHOOLS, epoch: 2 });
      expect(await one.leases.renew(lease, HELD_MS)).toBe(false);
      await one.leases.release(lease);
      expect(await one.leases.acquire(ALL_SCHOOLS, HELD_MS)).toBeNull();
    }, 15_000);

    it('are not lost as long as nobody else has come', async () => {
      const { one, other, pass } = both;
      const lease = (await one.leases.acquire(ALL_SCHOOLS, HELD_MS))!;
      await pass(HELD_MS + 100);
      expect(await one.leases.renew(lease, HELD_MS)).toBe(true);
      expect(await other.leases.acquire(ALL_SCHOOLS, HELD_MS)).toBeNull();
    }, 15_000);

    it('are free at once when they are given back', async () => {
      const { one, other } = both;
      await one.leases.release((await one.leases.acquire(ALL_SCHOOLS, HELD_MS))!);
      expect(await other.leases.acquire(ALL_SCHOOLS, HELD_MS)).toEqual({ slice: ALL_SCHOOLS, epoch: 2 });
    });

    it('are taken again by their holder, in a new epoch', async () => {
      const { one } = both;
      const first = (await one.leases.acquire(ALL_SCHOOLS, HELD_MS))!;
      expect(await one.leases.acquire(ALL_SCHOOLS, HELD_MS)).toEqual({ slice: ALL_SCHOOLS, epoch: 2 });
      expect(await one.leases.renew(first, HELD_MS)).toBe(false);
    });

    it('fence off whoever lost one and does not know it', async () => {
      const { one, other, pass } = both;
      await one.store.prepare([visits]);
      await one.leases.acquire(ALL_SCHOOLS, HELD_MS);
      await one.store.commit(visit(null, 1));
      await pass(HELD_MS + 100);
      await other.leases.acquire(ALL_SCHOOLS, HELD_MS);
      expect(await other.store.checkpoint(modelOf(visits), ALL_SCHOOLS)).toBe(at(1));
      await other.store.commit(visit(1, 2));
      await expect(one.store.commit(visit(1, 2))).rejects.toThrow(Fenced);
      expect(await standing(other.store)).toEqual({ visits: 2, counted: 2, checkpoint: 2 });
    }, 15_000);
  });
}
