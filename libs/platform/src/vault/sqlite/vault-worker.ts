import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { VaultCall, VaultReply } from './vault-call.ts';
import { VaultFile } from './vault-file.ts';

/** So many calls at most share one transaction. */
const TOGETHER = 500;

const port = parentPort!;
const file = new VaultFile((workerData as { path: string }).path);

/** Calls that arrive together share one transaction and one wait for the disk; each is answered after it. */
port.on('message', (first: VaultCall | 'close') => {
  const calls: VaultCall[] = [];
  let closing = first === 'close';
  if (first !== 'close') calls.push(first);
  while (!closing && calls.length < TOGETHER) {
    const next = receiveMessageOnPort(port) as { message: VaultCall | 'close' } | undefined;
    if (!next) break;
    if (next.message === 'close') closing = true;
    else calls.push(next.message);
  }
  const replies: VaultReply[] = [];
  try {
    file.together(calls.map((call) => () => replies.push(answer(call))));
  } catch (error) {
    // Nothing of this batch was kept. After an I/O error nobody knows what the disk holds: stop, do not retry.
    for (const { id } of calls) port.postMessage({ id, failed: messageOf(error), lost: true });
    if (codeOf(error).startsWith('SQLITE_IOERR')) throw error;
    replies.length = 0;
  }
  if (calls.some(({ method }) => method === 'destroyKeys')) file.emptyLog();
  for (const reply of replies) port.postMessage(reply);
  if (closing) {
    file.close();
    port.close();
  }
});

function answer({ id, method, args }: VaultCall): VaultReply {
  try {
    const call = file[method].bind(file) as (...values: readonly unknown[]) => unknown;
    return { id, result: file.apart(() => call(...args)) };
  } catch (error) {
    return { id, failed: messageOf(error), lost: false };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
