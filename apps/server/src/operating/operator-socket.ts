import { chmodSync, existsSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Config } from '#platform';
import type { ProjectorStatus, RebuildProgress } from '#projecting';
import type { Operator, SkipRequest } from './operator.ts';

/** One line of an answer: JSON, the last one `done` or `failed`. */
type Line =
  | { readonly kind: 'progress'; readonly progress: RebuildProgress }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly message: string };

/** Where the server that owns a data folder listens to its operator: whoever may read the folder. */
export const socketOf = ({ dataFolder }: Pick<Config, 'dataFolder'>): string =>
  path.join(dataFolder, 'operator.sock');

/** Serves an operator on a socket in the data folder, for the command line beside a running server. */
export async function serveOperator(file: string, operator: Operator): Promise<Server> {
  rmSync(file, { force: true });
  const server = createServer((incoming, response) => {
    void answer(incoming, response, operator);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(file, resolve);
  });
  chmodSync(file, 0o600);
  return server;
}

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  operator: Operator,
): Promise<void> {
  const say = (line: Line): void => void response.write(`${JSON.stringify(line)}\n`);
  try {
    const text: string[] = [];
    for await (const chunk of incoming) text.push(String(chunk));
    const body = JSON.parse(text.join('') || '{}') as never;
    say({ kind: 'done', result: (await perform(incoming.url ?? '', body, operator, say)) ?? null });
  } catch (error) {
    say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
  response.end();
}

async function perform(
  what: string,
  body: { readonly names: readonly string[] } & SkipRequest,
  operator: Operator,
  say: (line: Line) => void,
): Promise<unknown> {
  switch (what) {
    case '/status':
      return operator.status();
    case '/rebuild':
      return operator.rebuild(body.names, (progress) => say({ kind: 'progress', progress }));
    case '/skip':
      return operator.skip(body);
    default:
      throw new Error(`An operator cannot ask for ${what}.`);
  }
}

/** Asks the server that owns the data folder. null: none is running. */
export async function reachOperator(file: string): Promise<Operator | null> {
  if (!existsSync(file)) return null;
  const asked = async (
    what: string,
    body: object,
    onProgress?: (progress: RebuildProgress) => void,
  ): Promise<unknown> => {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = request({ socketPath: file, path: what, method: 'POST' }, resolve);
      outgoing.once('error', reject);
      outgoing.end(JSON.stringify(body));
    });
    for await (const text of createInterface({ input: response })) {
      const line = JSON.parse(text) as Line;
      if (line.kind === 'failed') throw new Error(line.message);
      if (line.kind === 'done') return line.result;
      onProgress?.(line.progress);
    }
    throw new Error('The server ended before it had answered.');
  };
  const operator: Operator = {
    status: () => asked('/status', {}) as Promise<ProjectorStatus>,
    rebuild: (names, onProgress) => asked('/rebuild', { names }, onProgress) as Promise<never>,
    skip: (request_) => asked('/skip', request_) as Promise<never>,
  };
  try {
    await operator.status();
    return operator;
  } catch (error) {
    if (['ECONNREFUSED', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
