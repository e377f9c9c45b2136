import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mutant } from './mutant.ts';

/**
 * Applies every mutant of `*.mutants.ts` to a copy of the sources, one after another, and runs its spec: each must
 * fail, by a test and not because the code no longer compiles. `npm run test:mutants [-- <word in file or name>]`.
 */

/** What the specs need of the repository, beside what runs them. */
const COPIED = ['libs', 'apps', 'test', 'package.json'];
const isOfJest = (name: string): boolean => /^jest\..+\.js$/.test(name);
const LINKED = ['node_modules', 'dist'];

type Fate = 'killed' | 'survived' | 'not applicable' | 'does not run';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = process.cwd();

async function main(words: readonly string[]): Promise<number> {
  const mutants = (await allMutants()).filter((mutant) =>
    words.every((word) => `${mutant.file} ${mutant.name} ${mutant.spec}`.includes(word)),
  );
  const copy = await mkdtemp(join(tmpdir(), 'zhurnal-mutants-'));
  try {
    const copied = [...COPIED, ...(await readdir(root)).filter(isOfJest)];
    for (const name of copied) await cp(join(root, name), join(copy, name), { recursive: true });
    for (const name of LINKED) await symlink(join(root, name), join(copy, name));
    for (const spec of new Set(mutants.map((mutant) => mutant.spec))) {
      if ((await outcomeOf(spec, copy)) !== 'passed') throw new Error(`${spec} fails without any mutant`);
    }
    const counts = new Map<Fate, number>();
    for (const mutant of mutants) {
      const fate = await fateOf(mutant, copy);
      counts.set(fate, (counts.get(fate) ?? 0) + 1);
      console.log(`${fate.padEnd(14)}  ${mutant.file}  ${mutant.name}`);
    }
    console.log([...counts].map(([fate, count]) => `${count} ${fate}`).join(', '));
    return counts.get('killed') === mutants.length ? 0 : 1;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function allMutants(): Promise<readonly Mutant[]> {
  const files = (await readdir(here)).filter((name) => /\.mutants\.(ts|js)$/.test(name)).sort();
  const modules = await Promise.all(
    files.map((name) => import(join(here, name)) as Promise<{ mutants: readonly Mutant[] }>),
  );
  return modules.flatMap(({ mutants }) => mutants);
}

async function fateOf(mutant: Mutant, copy: string): Promise<Fate> {
  const path = join(copy, mutant.file);
  const source = await readFile(path, 'utf8');
  if (source.split(mutant.search).length !== 2) return 'not applicable';
  // As a function: a replacement may hold `$`.
  await writeFile(
    path,
    source.replace(mutant.search, () => mutant.replacement),
  );
  try {
    const outcome = await outcomeOf(mutant.spec, copy);
    return outcome === 'failed' ? 'killed' : outcome === 'passed' ? 'survived' : 'does not run';
  } finally {
    await writeFile(path, source);
  }
}

/** Whether the spec's tests pass, fail, or cannot be run at all. */
async function outcomeOf(spec: string, copy: string): Promise<'passed' | 'failed' | 'broken'> {
  const report = join(copy, 'report.json');
  await rm(report, { force: true });
  const jest = [join('node_modules', 'jest', 'bin', 'jest.js'), '--runInBand', '--silent'];
  const child = spawn(
    process.execPath,
    ['--experimental-vm-modules', ...jest, '--json', `--outputFile=${report}`, '--runTestsByPath', spec],
    { cwd: copy, stdio: 'ignore', env: { ...process.env, NODE_OPTIONS: '' } },
  );
  await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  const { numFailedTests, numPassedTests, success } = JSON.parse(await readFile(report, 'utf8')) as {
    numFailedTests: number;
    numPassedTests: number;
    success: boolean;
  };
  if (success && numPassedTests > 0) return 'passed';
  return numFailedTests > 0 ? 'failed' : 'broken';
}

process.exitCode = await main(process.argv.slice(2));
