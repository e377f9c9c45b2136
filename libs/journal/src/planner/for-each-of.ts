/**
 * Does the work for every item, so many at the same time. The first failure stops what has not begun and is
 * thrown once what had begun is over.
 */
export async function forEachOf<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items[Symbol.iterator]();
  let failed = false;
  const take = async (): Promise<void> => {
    for (let next = left.next(); !failed && next.done !== true; next = left.next()) {
      try {
        await work(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const takers = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, take));
  for (const taker of takers) if (taker.status === 'rejected') throw taker.reason;
}
