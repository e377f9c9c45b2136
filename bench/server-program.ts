import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Listening, Usage } from './serving.ts';

/** A server in a process of its own, whose use of the machine can be told from that of those who ask it. */
export class ServerProgram<Told> {
  private constructor(
    readonly child: ChildProcess,
    readonly port: number,
    readonly told: Told,
  ) {}

  /** Starts a program of this folder that ends up in `serving`. */
  static async start<Told>(name: string, ...args: string[]): Promise<ServerProgram<Told>> {
    const file = fileURLToPath(new URL(`./${name}.js`, import.meta.url));
    const child = fork(file, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
    const ended = once(child, 'exit').then(([code]): never => {
      throw new Error(`${name} ended with ${String(code)}`);
    });
    const [{ port, told }] = await Promise.race([
      once(child, 'message') as Promise<[Listening<Told>]>,
      ended,
    ]);
    ended.catch(() => {});
    return new ServerProgram(child, port, told);
  }

  /** What it has used since this was asked the last time. */
  async usage(): Promise<Usage> {
    const answer = once(this.child, 'message') as Promise<[Usage]>;
    this.child.send('usage');
    const [usage] = await answer;
    return usage;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }
}
