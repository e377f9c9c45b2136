import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const naive = ['naive-criteria.ts', ...readdirSync(join(here, 'naive')).map((name) => join('naive', name))];

/** The modules that a file imports something of at run time, named from this folder where they stand in it. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(here, file), 'utf8');
  return [...source.matchAll(/^(import|export)\s+([^;]*?)from '([^']+)';/gms)]
    .filter(([, , what]) => !what!.startsWith('type '))
    .map(([, , , from]) => from!)
    .map((from) => (from.startsWith('.') ? relative(here, resolve(here, dirname(file), from)) : from));
}

/** A control that shares code with what it controls controls nothing. */
describe('the naive criteria', () => {
  it.each(naive)('%s stands on nothing but its own kind', (file) => {
    const foreign = importsOf(file).filter((from) => !naive.includes(from));
    expect(foreign).toEqual([]);
  });
});
