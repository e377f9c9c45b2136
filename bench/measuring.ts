import { fsyncMs, isVoid, type Workload } from './measure.ts';
import { enter, lineOf } from './results.ts';
import { workloadsOf } from './workloads.ts';

/* A program that measures the workloads it is given the ids of, one after the other. */

async function measure(workload: Workload): Promise<void> {
  const measured = await workload.measure();
  console.log(lineOf(workload, measured));
  const fsync = await fsyncMs();
  if (workload.guide && isVoid(measured.limit, workload.guide, fsync)) {
    console.log(`${workload.id} is void: the machine is busy, its limit fell below 0.8 of its guide`);
    process.exitCode = 1;
  } else {
    enter(workload, measured, fsync);
  }
}

for (const workload of await workloadsOf(process.argv.slice(2))) await measure(workload);
