import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** How a process ended that did nothing but use the official client's batch path. */
export interface ProcessEnd {
  readonly code: number | null;
  /** The steps that it came to; `survived` last if it lived. */
  readonly said: readonly string[];
  readonly complaint: string;
}

/** Runs one case of batch-path-crash.mjs in a process of its own, and does what its steps ask for. */
export async function batchPathProcess(
  connectionString: string,
  which: string,
  steps: Record<string, () => void> = {},
): Promise<ProcessEnd> {
  const script = fileURLToPath(new URL('./batch-path-crash.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, connectionString, which]);
  const closed = once(child, 'close');
  let complaint = '';
  child.stderr.on('data', (text) => (complaint += String(text)));
  child.stdin.on('error', () => {}); // it may be gone before it is told to go on
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    steps[line]?.();
    child.stdin.write('go on\n');
  }
  const [code] = (await closed) as [number | null];
  return { code, said, complaint };
}
