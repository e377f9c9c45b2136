import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Instant } from '#kernel';
import { Config } from '#platform';
import { type Server, startServer } from '../../apps/server/src/server.ts';
import { type Answer, type Call, callAt } from './call.ts';

/** A clock that stands still until it is set. */
export class StandingClock implements Clock {
  readonly simulated = true;

  /** @param at ms since the epoch */
  constructor(public at: number) {}

  now(): number {
    return this.at;
  }
}

/** The whole product in this process, over embedded stores in a folder of its own, reached over HTTP. */
export class RunningServer {
  private constructor(
    readonly server: Server,
    readonly clock: StandingClock,
    readonly folder: string,
  ) {}

  /** Workers start from dist: it must be fresh. */
  static async start(at: Instant): Promise<RunningServer> {
    const folder = await mkdtemp(join(tmpdir(), 'zhurnal-server-'));
    const dataFolder = join(folder, 'data');
    const clock = new StandingClock(Date.parse(at));
    const config = new Config({ PORT: '0', ZHURNAL_DATA: dataFolder, ZHURNAL_LOG_LEVEL: 'silent' });
    return new RunningServer(await startServer({ config, clock }), clock, folder);
  }

  /** Stops it and removes its data, with the key that stands beside them. */
  async close(): Promise<void> {
    await this.server.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  call(call: Call): Promise<Answer> {
    return callAt(this.server.url, call);
  }
}
