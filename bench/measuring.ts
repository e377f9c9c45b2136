import { fsyncMs, isVoid, type Workload } from './measure.ts';
import { enter, lineOf } from './results.ts';
import { workloadsOf } from './workloads.ts';

/* A program that measures the workloads it is given the ids of, one after the other. */

async function measure(workload: Workload): Promise<void> {
  const measured = await workload.measure();
  console.log(lineOf(workload, measured));
  const fsync = await fsyncMs();
  const voids = workload.guide !== undefined && isVoid(measured.limit, workload.guide, fsync);
  enter(workload, measured, { fsyncMs: fsync, isVoid: voids });
  if (voids) {
    console.log(`${workload.id} is void: the machine is busy, its limit fell below 0.8 of its guide`);
    process.exitCode = 1;
  }
}

for (const workload of await workloadsOf(process.argv.slice(2))) await measure(workload);
