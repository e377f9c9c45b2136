import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { PROJECTOR_MEMORY } from '#projecting';
import { inFolder, inTurn, type Run, type Workload } from './measure.ts';

const EVENTS = 1_000_000;

/**
 * Every run in a thread of its own, whose memory goes with it: this thread's is not to be counted. Rebuilding has
 * what a projector has.
 */
async function inThread(name: 'rebuilding' | 'reading-raw', workerData: object): Promise<Run> {
  const worker = new Worker(new URL(`./${name}.js`, import.meta.url), {
    workerData,
    resourceLimits: PROJECTOR_MEMORY,
  });
  const [{ ns, cpuMicros }] = (await once(worker, 'message')) as [{ ns: number; cpuMicros: number }];
  await once(worker, 'exit');
  return { value: EVENTS / (ns / 1e9), cpuMicrosPerOp: cpuMicros / EVENTS };
}

export const workloads: Workload[] = [
  {
    id: 'W5',
    what:
      'rebuild of every read model of the product from a school’s life of 1M events, in one thread, against a raw ' +
      'paged read and JSON.parse',
    unit: 'events/s',
    target: 0.15,
    measure: () =>
      inFolder(async (folder) => {
        const recorder = fileURLToPath(new URL('./record-school.js', import.meta.url));
        const { status } = spawnSync(process.execPath, [recorder, folder, String(EVENTS)], {
          stdio: 'inherit',
        });
        if (status !== 0) throw new Error('The school could not be recorded');
        const logFile = join(folder, 'log.sqlite');
        return inTurn(
          () =>
            inFolder((fresh) =>
              inThread('rebuilding', { logFile, readModelsFile: join(fresh, 'read-models.sqlite') }),
            ),
          () => inThread('reading-raw', { logFile }),
        );
      }),
  },
];
