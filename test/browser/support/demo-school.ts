import type { BrowserContext } from 'playwright-core';
import type { AccountRole } from '#accounts/events';
import { DEMO_NOW, DemoServer, type DemoSignIn } from '../../support/demo-server.ts';

/** The first demo school on a day that is always the same, in a process of its own. */
export class DemoSchool {
  private constructor(private readonly server: DemoServer) {}

  static async open(): Promise<DemoSchool> {
    return new DemoSchool(await DemoServer.open(DEMO_NOW));
  }

  /** `http://127.0.0.1:port`. */
  get url(): string {
    return this.server.url;
  }

  signIn(role: AccountRole): DemoSignIn {
    const found = this.server.signIns.find((one) => one.role === role);
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
    }, this.server.behindMs);
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
