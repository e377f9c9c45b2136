import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AccountRole } from '#accounts/events';

/** When the demo schools are looked at: a Tuesday in the second term, 10:05 in the schools: lessons are being held. */
export const DEMO_NOW = '2026-11-24T07:05:00.000Z';

/** A way into a demo school. */
export interface DemoSignIn {
  readonly role: AccountRole;
  readonly login: string;
  readonly password: string;
  /** The short name of the school. */
  readonly school: string;
}

interface Told {
  readonly url: string;
  readonly signIns: readonly DemoSignIn[];
  readonly behindMs: number;
}

/** The demo schools up to an instant, served as if that were now, in a process of its own; made once in a test run. */
export class DemoServer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly told: Told,
  ) {}

  /** @param now ISO 8601, UTC */
  static async open(now: string): Promise<DemoServer> {
    const folder = await mkdtemp(join(tmpdir(), 'zhurnal-demo-'));
    const program = fileURLToPath(new URL('../../dist/test/support/demo-server-program.js', import.meta.url));
    const run = process.env['ZHURNAL_TEST_RUN'];
    if (run === undefined)
      throw new Error('ZHURNAL_TEST_RUN must name the folder of the run: see jest.setup.js');
    const child = spawn(process.execPath, [program, folder, run, now], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    const [line] = (await Promise.race([
      once(lines, 'line'),
      once(child, 'close').then(([code]) => Promise.reject(new Error(`It ended with ${String(code)}`))),
    ])) as [string];
    lines.resume();
    return new DemoServer(child, folder, JSON.parse(line) as Told);
  }

  /** `http://127.0.0.1:port`. */
  get url(): string {
    return this.told.url;
  }

  /** Those of the first school come first. */
  get signIns(): readonly DemoSignIn[] {
    return this.told.signIns;
  }

  /** How far the schools' clock is behind this machine's (ms). */
  get behindMs(): number {
    return this.told.behindMs;
  }

  async close(): Promise<void> {
    const ended = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}
