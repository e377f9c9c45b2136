import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { COLUMNS, row } from './results.ts';
import { numberIn, workloadsOf } from './workloads.ts';

/*
 * `npm run bench` measures every workload, `npm run bench -- W2 W7-page` some. Workloads of one number share what
 * they set up and have a process of their own; each prints its line and enters it in bench/results.json, where
 * workloads that did not run keep what they had.
 */
const measuring = fileURLToPath(new URL('./measuring.js', import.meta.url));
const asked = process.argv.slice(2);
const chosen = await workloadsOf(asked);
if (chosen.length === 0) {
  console.error(`There is no workload ${asked.join(' or ')}`);
  process.exitCode = 1;
} else {
  console.log(row(COLUMNS));
  for (const number of new Set(chosen.map(({ id }) => numberIn(id)))) {
    const ids = chosen.map(({ id }) => id).filter((id) => numberIn(id) === number);
    const { status } = spawnSync(process.execPath, [...process.execArgv, measuring, ...ids], {
      stdio: 'inherit',
    });
    if (status !== 0) process.exitCode = 1;
  }
}
