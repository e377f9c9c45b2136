import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** From this file to the root of the sources. */
const ROOT = '../../../../';

/**
 * Where the built form of the projector's thread is. A thread cannot go through what a test runner does to its
 * sources, so when this runs from the sources, the thread starts from `dist`.
 * @throws Error when it must be built first
 */
export function workerFile(): URL {
  const here = import.meta.url;
  const built = new URL('./projector.worker.js', here);
  if (!here.endsWith('.ts')) return built;
  const root = fileURLToPath(new URL(ROOT, here));
  const file = `${root}dist/${relative(root, fileURLToPath(built))}`;
  if (!existsSync(file)) throw new Error(`${file} is missing: run "npm run build" first`);
  return pathToFileURL(file);
}
