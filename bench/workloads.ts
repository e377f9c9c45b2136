import { readdirSync } from 'node:fs';
import type { Workload } from './measure.ts';

const WORKLOAD_FILE = /^w\d+\.js$/;

/** The number in a workload's id or file: 2 of `W2-64`. */
export const numberIn = (id: string): number => Number(/\d+/.exec(id)?.[0]);

/**
 * The workloads with these ids (`W2` means all parts of it), all when none is named, from the files `w1.js`,
 * `w2.js` … beside this one; each exports a list named `workloads`.
 */
export async function workloadsOf(ids: readonly string[]): Promise<Workload[]> {
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
