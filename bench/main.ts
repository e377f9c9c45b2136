import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import { fsyncMs, isVoid, type Measured, type Workload } from './measure.ts';

/*
 * `npm run bench` measures every workload, `npm run bench -- W2 W4` some; each in a process of its own. Prints a
 * table and writes bench/results.json, where workloads that did not run keep what they had.
 */

interface Result extends Measured {
  readonly id: string;
  readonly target: number;
  readonly unit: string;
}

interface Results {
  machine: string;
  at: string;
  workloads: Result[];
}

const RESULTS = fileURLToPath(new URL('../../bench/results.json', import.meta.url));
const WORKLOAD_FILE = /^w\d+\.js$/;
const numberIn = (id: string): number => Number(/\d+/.exec(id)?.[0]);

/**
 * The workloads with these ids (`W2` means all parts of it), all when none is named, from the files `w1.js`,
 * `w2.js` … beside this one; each exports a list named `workloads`.
 */
async function workloadsOf(ids: readonly string[]): Promise<Workload[]> {
  const files = readdirSync(new URL('.', import.meta.url))
    .filter((name) => WORKLOAD_FILE.test(name))
    .filter((name) => ids.length === 0 || ids.some((id) => numberIn(id) === numberIn(name)))
    .sort((a, b) => numberIn(a) - numberIn(b));
  const modules = await Promise.all(
    files.map((name) => import(new URL(name, import.meta.url).href) as Promise<{ workloads: Workload[] }>),
  );
  return modules
    .flatMap(({ workloads }) => workloads)
    .filter(({ id }) => ids.length === 0 || ids.includes(id) || ids.includes(id.split('-')[0]!));
}

async function measureOne(workload: Workload): Promise<void> {
  const measured = await workload.measure();
  const fsync = await fsyncMs();
  if (workload.guide && isVoid(measured.limit, workload.guide, fsync)) {
    console.log(lineOf(workload, measured));
    console.log(`${workload.id} is void: the machine is busy, its limit fell below 0.8 of its guide`);
    process.exitCode = 1;
    return;
  }
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${type()} ${release()}, Node ${process.version}, fsync ${fsync.toFixed(2)} ms`;
  const before: Results = existsSync(RESULTS)
    ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Results)
    : { machine, at: '', workloads: [] };
  const result = { id: workload.id, ...measured, target: workload.target, unit: workload.unit };
  const workloads = [...before.workloads.filter(({ id }) => id !== workload.id), result].sort(
    (a, b) => numberIn(a.id) - numberIn(b.id) || a.id.localeCompare(b.id, 'en', { numeric: true }),
  );
  const results: Results = { machine, at: new Date().toISOString(), workloads };
  writeFileSync(RESULTS, `${JSON.stringify(results, rounded, 2)}\n`);
  console.log(lineOf(workload, measured));
}

const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(4)) : value;

const COLUMNS = [
  '',
  'ratio',
  'low',
  'high',
  'target',
  'ours',
  'limit',
  'unit',
  'CPU µs/op',
  'peak MB',
  'what',
];
const WIDTHS = [8, 8, 8, 8, 9, 11, 11, 10, 10, 9, 0];
const row = (cells: readonly string[]): string =>
  cells.map((cell, column) => cell.padEnd(WIDTHS[column]!)).join(' ');

function lineOf({ id, what, unit, target, lessIsBetter }: Workload, measured: Measured): string {
  const { ratio, low, high, ours, limit, cpuMicrosPerOp, peakRssMb } = measured;
  const met = lessIsBetter ? ratio <= target : ratio >= target;
  const shown = (value: number): string => Number(value.toPrecision(4)).toLocaleString('en');
  return row([
    id,
    ratio.toFixed(2),
    low.toFixed(2),
    high.toFixed(2),
    `${lessIsBetter ? '≤' : '≥'} ${target} ${met ? '✓' : '✗'}`,
    shown(ours),
    shown(limit),
    unit,
    cpuMicrosPerOp.toFixed(1),
    peakRssMb.toFixed(0),
    what,
  ]);
}

const asked = process.argv.slice(2);
const chosen = await workloadsOf(asked);
if (chosen.length === 0) {
  console.error(`There is no workload ${asked.join(' or ')}`);
  process.exitCode = 1;
} else if (chosen.length === 1 && asked[0] === chosen[0]!.id) {
  await measureOne(chosen[0]!);
} else {
  console.log(row(COLUMNS));
  for (const { id } of chosen) {
    const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), id], {
      stdio: 'inherit',
    });
    if (status !== 0) process.exitCode = 1;
  }
}
