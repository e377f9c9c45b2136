import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { positionFrom } from '#kernel';
import type { MongoNews, News } from '#projecting/mongodb';

const told = (n: number, changed: News['changed'] = [{ schoolId: 'school-a', key: `k${n}` }]): News => ({
  model: 'visits',
  slice: '00-1f',
  checkpoint: positionFrom(n),
  changed,
});

/** What must hold of news between two processes on a new database. */
export function describeMongoNews(name: string, open: () => Promise<[MongoNews, MongoNews]>): void {
  describe(`MongoDB news: ${name}`, () => {
    let here: MongoNews;
    let there: MongoNews;
    beforeEach(async () => {
      [here, there] = await open();
    });
    afterEach(async () => {
      await Promise.all([here.close(), there.close()]);
    });

    /** Listens until so many pieces came. */
    const hear = async (news: MongoNews, count: number): Promise<readonly number[]> => {
      const heard: News[] = [];
      const ending = new AbortController();
      const ended = news.follow(ending.signal, (one) => {
        heard.push(one);
        if (heard.length >= count) ending.abort();
      });
      const impatience = setTimeout(() => ending.abort(), 8_000);
      await ended;
      clearTimeout(impatience);
      return heard.map(({ checkpoint }) => Number.parseInt(checkpoint, 16));
    };

    it('come to another process in order, each once', async () => {
      const hearing = hear(there, 300);
      await pause(300);
      for (let n = 1; n <= 300; n += 1) {
        here.tell(told(n));
        if (n % 100 === 0) await pause(150);
      }
      expect(await hearing).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    });

    it('come to whoever told them too, and to nobody who listens only later', async () => {
      const hearing = hear(here, 1);
      await pause(300);
      here.tell(told(1));
      expect(await hearing).toEqual([1]);
      const later = hear(there, 1);
      await pause(300);
      here.tell(told(2));
      expect(await later).toEqual([2]);
    });

    it('say when nobody knows what changed', async () => {
      const heard: News[] = [];
      const ending = new AbortController();
      const ended = there.follow(ending.signal, (one) => {
        heard.push(one);
        ending.abort();
      });
      await pause(300);
      here.tell(told(7, null));
      await ended;
      expect(heard).toMatchObject([told(7, null)]);
    });
  });
}
