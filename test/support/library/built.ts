import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The built form of a file beside this one: threads and child processes start from dist. */
export function builtFile(name: string): URL {
  const here = new URL(`./${name}.js`, import.meta.url);
  if (!import.meta.url.endsWith('.ts')) return here;
  return pathToFileURL(`${ROOT}dist/${relative(ROOT, fileURLToPath(here))}`);
}
