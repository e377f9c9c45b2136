import type { ServerResponse } from 'node:http';
import { comparePositions, type Position } from '#kernel';

/** What a read model showed anew, in one school. */
export interface Change {
  readonly schoolId: string;
  /** Name of the read model. */
  readonly model: string;
  /** Pass it as `minPosition` to see the change. */
  readonly position: Position;
  /** Keys of the documents that changed: opaque ids. null: nobody knows which. */
  readonly keys: readonly string[] | null;
}

/** With more keys than this a page is only told that the model changed. */
const MOST_KEYS = 200;

interface Pending {
  position: Position;
  /** null: not told, or too many. */
  keys: Set<string> | null;
}

/**
 * One page's stream of changes (server-sent events). Changes that come while the page cannot take them are put
 * together by model, so that a slow page costs one entry per model and no more.
 */
export class ChangeStream {
  readonly #response: ServerResponse;
  readonly #withKeys: boolean;
  readonly #pending = new Map<string, Pending>();
  #writing = false;

  /** @param withKeys false for pages that are told which model changed, and nothing of what in it */
  constructor(response: ServerResponse, withKeys: boolean) {
    this.#response = response;
    this.#withKeys = withKeys;
    response.statusCode = 200;
    response.setHeader('content-type', 'text/event-stream; charset=utf-8');
    response.setHeader('cache-control', 'no-store');
    // Proxies must not gather events into larger answers.
    response.setHeader('x-accel-buffering', 'no');
    response.write('retry: 3000\nevent: open\ndata: {}\n\n');
  }

  tell({ model, position, keys }: Change): void {
    const before = this.#pending.get(model);
    const all = this.#withKeys && keys !== null ? new Set([...(before?.keys ?? []), ...keys]) : null;
    this.#pending.set(model, {
      position: before && comparePositions(before.position, position) > 0 ? before.position : position,
      keys: all === null || all.size > MOST_KEYS || before?.keys === null ? null : all,
    });
    if (this.#writing) return;
    this.#writing = true;
    setImmediate(() => this.#flush());
  }

  /** Keeps proxies from closing a quiet connection. */
  beat(): void {
    if (!this.#response.writableNeedDrain) this.#response.write(': still here\n\n');
  }

  /** Ends the connection as well: a server that closes must not wait for a page that does not listen. */
  end(): void {
    const { socket } = this.#response;
    this.#response.end(() => socket?.destroy());
  }

  #flush(): void {
    if (this.#response.writableNeedDrain) {
      this.#response.once('drain', () => this.#flush());
      return;
    }
    this.#writing = false;
    if (this.#response.writableEnded || this.#response.destroyed) return;
    const lines = [...this.#pending].map(([model, { position, keys }]) => {
      const data = { model, position, ...(keys === null ? {} : { keys: [...keys] }) };
      return `event: change\ndata: ${JSON.stringify(data)}\n\n`;
    });
    this.#pending.clear();
    this.#response.write(lines.join(''));
  }
}
