import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One thing that is measured against its limit. */
export interface Workload {
  /** `W1`; with a part where a workload has several: `W2-64`. */
  readonly id: string;
  readonly what: string;
  /** Of what `ours` and `limit` count: `events/s`. */
  readonly unit: string;
  /** What the ratio should be at least; at most, where less is better. */
  readonly target: number;
  readonly lessIsBetter?: true;
  /** What the limit reached when this machine had nothing else to do: a run far below it says little. */
  readonly guide?: Guide;
  measure(): Promise<Measured>;
}

/** The limit's rate on an idle machine whose fsync took GUIDE_FSYNC_MS, and how many it made durable at once. */
export interface Guide {
  readonly perSecond: number;
  readonly perCommit: number;
}

const GUIDE_FSYNC_MS = 0.175;
const VOID_BELOW = 0.8;

/** Whether the limit ran so far below its guide, as a slower fsync of this run explains, that the run is void. */
export function isVoid(limit: number, { perSecond, perCommit }: Guide, fsyncMs: number): boolean {
  const slowerMs = Math.max(0, fsyncMs - GUIDE_FSYNC_MS);
  const secondsPerCommit = perCommit / perSecond + slowerMs / 1_000;
  return limit < VOID_BELOW * (perCommit / secondsPerCommit);
}

/** What came out: medians over the pairs, and the lowest and highest ratio of a pair. */
export interface Measured {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly ours: number;
  readonly limit: number;
  /** CPU time of the whole process, all threads, for one operation of ours. */
  readonly cpuMicrosPerOp: number;
  /** The highest resident memory seen while ours ran. */
  readonly peakRssMb: number;
}

/** One run: how much of the unit, and what it cost. */
export interface Run {
  readonly value: number;
  readonly cpuMicrosPerOp: number;
  /** Of another process that did the work; of this one it is watched. */
  readonly peakRssMb?: number;
}

/** A run of ours and one of the limit, made right after one another. */
export interface Pair {
  readonly ours: Required<Run>;
  readonly limit: Pick<Run, 'value'>;
}

const PAIRS = 5;
const RSS_EVERY_MS = 25;

/** Runs ours and the limit in turn: a machine's drift then touches both, and their ratio holds. */
export async function inTurn(
  ours: () => Promise<Run>,
  limit: () => Promise<Run> | Run,
  pairs = PAIRS,
): Promise<Measured> {
  const made: Pair[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const limitRun = await limit();
    const memory = new MemoryWatch();
    const ourRun = await ours();
    const { peakRssMb } = memory;
    memory.end();
    made.push({ ours: { peakRssMb, ...ourRun }, limit: limitRun });
  }
  return medians(made);
}

/** What came out over all pairs. */
export function medians(pairs: readonly Pair[]): Measured {
  const ratios = pairs.map(({ ours, limit }) => ours.value / limit.value);
  return {
    ratio: median(ratios),
    low: Math.min(...ratios),
    high: Math.max(...ratios),
    ours: median(pairs.map(({ ours }) => ours.value)),
    limit: median(pairs.map(({ limit }) => limit.value)),
    cpuMicrosPerOp: median(pairs.map(({ ours }) => ours.cpuMicrosPerOp)),
    peakRssMb: Math.max(...pairs.map(({ ours }) => ours.peakRssMb)),
  };
}

/** Looks now and then how much memory this process takes. */
export class MemoryWatch {
  readonly #timer = setInterval(() => this.#look(), RSS_EVERY_MS).unref();
  #peak = 0;

  /** The most that was seen so far. */
  get peakRssMb(): number {
    this.#look();
    return this.#peak / 1024 / 1024;
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    this.#peak = Math.max(this.#peak, process.memoryUsage.rss());
  }
}

/** A stopwatch that can be held while something is prepared; counts wall and CPU time of the process. */
export class Stopwatch {
  #wallNs = 0n;
  #cpuMicros = 0;
  #startedNs = 0n;
  #cpu: NodeJS.CpuUsage | null = null;

  go(): void {
    this.#cpu = process.cpuUsage();
    this.#startedNs = process.hrtime.bigint();
  }

  hold(): void {
    this.#wallNs += process.hrtime.bigint() - this.#startedNs;
    const { user, system } = process.cpuUsage(this.#cpu!);
    this.#cpuMicros += user + system;
  }

  /** The wall time and the CPU time of the process so far. */
  get spent(): { readonly ns: number; readonly cpuMicros: number } {
    return { ns: Number(this.#wallNs), cpuMicros: this.#cpuMicros };
  }

  /** So many operations in the time that the watch was going: operations per second. */
  rateOf(operations: number): Run {
    return {
      value: operations / (Number(this.#wallNs) / 1e9),
      cpuMicrosPerOp: this.#cpuMicros / operations,
    };
  }
}

/** The work is done once, whoever asks: for workloads that are seen in the same runs. */
export function remembered<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let done: Promise<Result> | undefined;
  return () => (done ??= work());
}

/** What all but one of a hundred stay within. */
export const p99 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1]!;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Lends a folder for one run and removes it afterwards. */
export async function inFolder<Result>(work: (folder: string) => Promise<Result> | Result): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'zhurnal-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The median time of making one appended block durable here and now, in ms: what a machine's disk is worth. */
export function fsyncMs(): Promise<number> {
  return inFolder((folder) => {
    const file = openSync(join(folder, 'fsync'), 'w');
    const block = Buffer.alloc(4096);
    const times = Array.from({ length: 300 }, (_, n) => {
      writeSync(file, block, 0, block.length, n * block.length);
      const from = process.hrtime.bigint();
      fdatasyncSync(file);
      return Number(process.hrtime.bigint() - from) / 1e6;
    });
    closeSync(file);
    return median(times);
  });
}
