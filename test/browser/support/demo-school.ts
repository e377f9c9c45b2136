import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from 'playwright-core';
import type { AccountRole } from '#accounts/events';

interface Told {
  readonly url: string;
  readonly signIns: readonly SignIn[];
  /** How far the school's clock is behind this machine's (ms). */
  readonly behindMs: number;
}

interface SignIn {
  readonly role: AccountRole;
  readonly login: string;
  readonly password: string;
}

/** A Tuesday in the second term, 10:05 in the school: lessons are being held. */
const NOW = '2026-11-24T07:05:00.000Z';

/** The demo school on a day that is always the same, in a process of its own. */
export class DemoSchool {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly told: Told,
  ) {}

  static async open(): Promise<DemoSchool> {
    const folder = await mkdtemp(join(tmpdir(), 'zhurnal-demo-'));
    const program = fileURLToPath(
      new URL('../../../dist/test/support/demo-server-program.js', import.meta.url),
    );
    const child = spawn(process.execPath, [program, folder, NOW], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout });
    const [line] = (await Promise.race([
      once(lines, 'line'),
      once(child, 'close').then(([code]) => Promise.reject(new Error(`It ended with ${String(code)}`))),
    ])) as [string];
    lines.resume();
    return new DemoSchool(child, folder, JSON.parse(line) as Told);
  }

  /** `http://127.0.0.1:port`. */
  get url(): string {
    return this.told.url;
  }

  signIn(role: AccountRole): SignIn {
    const found = this.told.signIns.find((one) => one.role === role);
    if (found === undefined) throw new Error(`Nobody is ${role}`);
    return found;
  }

  /** Sets the clock of a browser to the school's; its timers run as they do. */
  async setClock(context: BrowserContext): Promise<void> {
    await context.addInitScript((behindMs) => {
      const Real = Date;
      const now = (): number => Real.now() - behindMs;
      globalThis.Date = new Proxy(Real, {
        construct: (target, given: unknown[]) =>
          Reflect.construct(target, given.length === 0 ? [now()] : given) as Date,
        get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
      });
    }, this.told.behindMs);
  }

  async close(): Promise<void> {
    const ended = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}
