import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** From this file to the root of the sources. */
const ROOT = '../../../../';

/**
 * Where the built form of the writer's thread is. A thread cannot go through what a test runner does to its
 * sources, so when this runs from the sources, the thread starts from `dist`, which must not be older.
 * @throws Error when it must be built first
 */
export function writerFile(): URL {
  const here = import.meta.url;
  if (!here.endsWith('.ts')) return new URL('./writer.worker.js', here);
  const root = fileURLToPath(new URL(ROOT, here));
  const folder = dirname(fileURLToPath(here));
  for (const sources of [folder, join(root, 'libs/kernel/src')]) checkBuilt(root, sources);
  return pathToFileURL(join(root, 'dist', relative(root, folder), 'writer.worker.js'));
}

/** Checks that every source in a folder has its built form in `dist`, no older than itself. */
export function checkBuilt(root: string, sources: string): void {
  for (const name of readdirSync(sources)) {
    if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
    const source = join(sources, name);
    const built = join(root, 'dist', relative(root, source).replace(/\.ts$/, '.js'));
    if (!existsSync(built)) throw new Error(`${built} is missing: run "npm run build" first`);
    if (statSync(built).mtimeMs < statSync(source).mtimeMs) {
      throw new Error(`${built} is older than its source: run "npm run build" first`);
    }
  }
}
