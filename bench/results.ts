import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Measured, Workload } from './measure.ts';
import { numberIn } from './workloads.ts';

interface Result extends Measured {
  readonly id: string;
  readonly target: number;
  readonly unit: string;
  /** The machine was busy: the ratio says little. */
  readonly isVoid?: true;
}

interface Results {
  readonly machine: string;
  readonly at: string;
  readonly workloads: readonly Result[];
}

const RESULTS = fileURLToPath(new URL('../../bench/results.json', import.meta.url));

/**
 * Enters what came out of a workload in bench/results.json, in place of what it had there; a void run never takes the
 * place of one that counts.
 */
export function enter(
  { id, target, unit }: Workload,
  measured: Measured,
  { fsyncMs, isVoid }: { readonly fsyncMs: number; readonly isVoid: boolean },
): void {
  const before = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Results).workloads : [];
  if (isVoid && before.some((one) => one.id === id && one.isVoid === undefined)) return;
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${type()} ${release()}, Node ${process.version}, fsync ${fsyncMs.toFixed(2)} ms`;
  const result: Result = { id, ...measured, target, unit, ...(isVoid ? { isVoid } : {}) };
  const workloads = [...before.filter((one) => one.id !== id), result].sort(
    (a, b) => numberIn(a.id) - numberIn(b.id) || a.id.localeCompare(b.id, 'en', { numeric: true }),
  );
  const results: Results = { machine, at: new Date().toISOString(), workloads };
  writeFileSync(RESULTS, `${JSON.stringify(results, rounded, 2)}\n`);
}

const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(4)) : value;

export const COLUMNS = [
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
const WIDTHS = [18, 8, 8, 8, 9, 11, 11, 10, 10, 9, 0];

/** A line of the table. */
export const row = (cells: readonly string[]): string =>
  cells.map((cell, column) => cell.padEnd(WIDTHS[column]!)).join(' ');

/** The line of a workload in the table. */
export function lineOf({ id, what, unit, target, lessIsBetter }: Workload, measured: Measured): string {
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
