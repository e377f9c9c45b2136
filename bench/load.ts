import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Requests that are to be sent to 127.0.0.1, each as the bytes of an HTTP/1.1 request. */
export interface Load {
  readonly port: number;
  /** For each connection its requests, one after the other, each when the one before it is answered. */
  readonly queues: readonly (readonly string[])[];
  /**
   * So many requests arrive in a second over all connections, evenly, whether those before are answered or not;
   * without it each connection sends as fast as it is answered.
   */
  readonly ratePerSecond?: number;
}

/** How a load was answered: every answer was 2xx. */
export interface Answered {
  readonly requests: number;
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** From when a request was due (without a rate: sent) to the end of its answer, ms. */
  readonly latenciesMs: readonly number[];
}

/** Sends a load from a process of its own. @throws Error when it is not answered, or not with 2xx, in a minute */
export async function send(load: Load): Promise<Answered> {
  const child = fork(fileURLToPath(new URL('./sending.js', import.meta.url)), { execArgv: [] });
  const ended = once(child, 'exit').then(([code]): never => {
    throw new Error(`The load was not answered: ${String(code)}`);
  });
  child.send(load);
  const [answered] = await Promise.race([once(child, 'message') as Promise<[Answered]>, ended]);
  await ended.catch(() => {});
  return answered;
}

/** The bytes of a request, sent with a session's token and, when it has a body, an Idempotency-Key. */
export function requestBytes(request: {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token: string;
  readonly body?: object;
  readonly key?: string;
}): string {
  const body = request.body === undefined ? '' : JSON.stringify(request.body);
  const headers = [
    `${request.method} ${request.path} HTTP/1.1`,
    'host: 127.0.0.1',
    `authorization: Bearer ${request.token}`,
    ...(body === ''
      ? []
      : [
          `idempotency-key: ${request.key}`,
          'content-type: application/json',
          `content-length: ${Buffer.byteLength(body)}`,
        ]),
  ];
  return `${headers.join('\r\n')}\r\n\r\n${body}`;
}
