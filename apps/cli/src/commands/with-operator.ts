import { systemClock } from '#kernel';
import { Config } from '#platform';
import { type Operator, StoresOperator } from '../../../server/src/operating/operator.ts';
import { reachOperator, socketOf } from '../../../server/src/operating/operator-socket.ts';
import { slicesIn } from '../../../server/src/projecting/slices.ts';
import { projections } from '../../../server/src/projections.ts';
import { openLog, openReadStore } from '../../../server/src/stores/open-stores.ts';

/** Works through the server that owns the data folder; without one, or in a cluster, on the stores themselves. */
export async function withOperator<T>(work: (operator: Operator) => Promise<T>): Promise<T> {
  const config = new Config(process.env);
  const running = config.eventStoreUrl === null ? await reachOperator(socketOf(config)) : null;
  if (running !== null) return work(running);
  const log = await openLog(config, systemClock, (error) => {
    throw error;
  });
  const store = await openReadStore(config);
  try {
    await store.prepare(projections);
    return await work(new StoresOperator({ log, store, projections, slices: slicesIn(config) }));
  } finally {
    await store.close();
    await log.close();
  }
}
