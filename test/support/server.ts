import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Clock, Instant } from '#kernel';
import { Config } from '#platform';
import type { Server } from '../../apps/server/src/server.ts';

// Before Node 24.9 Jest cannot `require` an ES module, and @fastify/static does, for files to be saved: the pages of
// the API's description are none.
jest.mock('../../node_modules/content-disposition/dist/index.js', () => ({ create: () => 'inline' }));
const { startServer } = await import('../../apps/server/src/server.ts');

/** A clock that stands still until it is set. */
export class StandingClock implements Clock {
  readonly simulated = true;

  /** @param at ms since the epoch */
  constructor(public at: number) {}

  now(): number {
    return this.at;
  }
}

/** What a server answered. */
export interface Answer {
  readonly status: number;
  /** The parsed JSON; the text of anything else. */
  readonly body: unknown;
}

/** A request as a test makes it. */
export interface Call {
  readonly method: string;
  /** With the prefix, if it has one: `/api/v1/school`, `/metrics`. */
  readonly path: string;
  readonly token?: string | null;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** The Idempotency-Key; a new one by default, for everything but GET. */
  readonly key?: string;
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

  async call({ method, path, token = null, query, body, key = crypto.randomUUID() }: Call): Promise<Answer> {
    const url = new URL(path, this.server.url);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const response = await fetch(url, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(method === 'GET' ? {} : { 'idempotency-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { status } = response;
    const type = response.headers.get('content-type') ?? '';
    if (type.startsWith('text/event-stream')) {
      await response.body?.cancel();
      return { status, body: '' };
    }
    const text = await response.text();
    return { status, body: text !== '' && type.includes('json') ? (JSON.parse(text) as unknown) : text };
  }
}
