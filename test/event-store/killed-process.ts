import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(
  new URL('../../dist/test/support/event-store/append-under-load.js', import.meta.url),
);
const CLIENTS = 32;

/** What a process had said when it was killed: its commands by client and number. */
export interface Testimony {
  readonly acknowledged: readonly (readonly [client: string, n: number])[];
  readonly inFlight: readonly (readonly [client: string, n: number])[];
}

/**
 * Lets a process append under load and kills it (SIGKILL) so many ms after its first acknowledgement.
 * @param name what its clients are called: another name for every process
 */
export async function appendUntilKilled(
  file: string,
  name: string,
  afterMs: number,
  honesty: 'honest' | 'early' = 'honest',
): Promise<Testimony> {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: run "npm run build" first`);
  const testimony = `${file}.testimony`;
  const child = spawn(process.execPath, [PROGRAM, file, testimony, name, String(CLIENTS), honesty], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {},
  });
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), afterMs));
  const [code, signal] = await ended;
  if (signal !== 'SIGKILL') throw new Error(`The process ended with ${code} before it was killed`);

  const sent = new Map<string, readonly [string, number]>();
  const acknowledged: (readonly [string, number])[] = [];
  for (const line of (await readFile(testimony, 'utf8')).split('\n')) {
    const [word, client, n] = line.split(' ');
    const command = [client!, Number(n)] as const;
    if (word === 'sent') sent.set(`${client} ${n}`, command);
    if (word !== 'done') continue;
    acknowledged.push(command);
    sent.delete(`${client} ${n}`);
  }
  return { acknowledged, inFlight: [...sent.values()] };
}
