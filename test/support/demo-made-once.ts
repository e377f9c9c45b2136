import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Config } from '#platform';
import { buildDemo } from '../../apps/cli/src/demo/build-demo.ts';
import type { SignIn } from '../../apps/cli/src/demo/demo-folder.ts';

/** How often to look whether another process has made them (ms). */
const LOOK_EVERY_MS = 250;

/** Demo schools in a folder, with nothing open. */
export interface DemoMade {
  /** Holds `data` and, beside it, its key: to be copied, not to be served. */
  readonly folder: string;
  readonly signIns: readonly SignIn[];
}

/**
 * The demo schools up to an instant, made by the first process of a test run that asks for them; the others wait.
 * @param run the folder of the run
 * @param now ISO 8601, UTC
 */
export async function demoMadeOnce(run: string, now: string): Promise<DemoMade> {
  const made = join(run, `demo-${Date.parse(now)}`);
  const making = `${made}-making`;
  while (!(await exists(made))) {
    if (await isFirst(making)) await make(making, made, now);
    else await pause(LOOK_EVERY_MS);
  }
  const signIns = JSON.parse(await readFile(join(made, 'sign-ins.json'), 'utf8')) as SignIn[];
  return { folder: made, signIns };
}

async function make(making: string, made: string, now: string): Promise<void> {
  const building = join(making, 'building');
  try {
    const config = new Config({ ZHURNAL_DATA: join(building, 'data'), ZHURNAL_LOG_LEVEL: 'silent' });
    const signIns = await buildDemo({ config, now: Date.parse(now), progress: () => {} });
    await writeFile(join(building, 'sign-ins.json'), JSON.stringify(signIns));
    await rename(building, made);
  } catch (error) {
    // Whoever waits tries, too, and says why it fails.
    await rm(making, { recursive: true });
    throw error;
  }
}

/** Whether this process is the one that makes it: the folder stays, so that nobody makes it again. */
async function isFirst(making: string): Promise<boolean> {
  try {
    await mkdir(making);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
