import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const built = (path: string): string => {
  const file = fileURLToPath(new URL(`../../dist/${path}`, import.meta.url));
  if (!existsSync(file)) throw new Error(`${file} is missing: run "npm run build" first`);
  return file;
};

/** The settings of a process over this data, and nothing else of this process's environment. */
const settings = (dataFolder: string): NodeJS.ProcessEnv => ({ PORT: '0', ZHURNAL_DATA: dataFolder });

/** A server in a process of its own, over embedded stores that outlive it. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** `http://127.0.0.1:port`. */
    readonly url: string,
  ) {}

  /** Starts it and waits until it listens. @throws Error when it ends before, with what it said */
  static async start(dataFolder: string): Promise<ServerProcess> {
    const child = spawn(process.execPath, [built('apps/server/src/main.js')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: settings(dataFolder),
    });
    const said: string[] = [];
    const url = await new Promise<string>((resolve, reject) => {
      // Read on for the whole life of the process: a full pipe would stop it.
      createInterface({ input: child.stdout }).on('line', (line) => {
        said.push(line);
        const { msg, url: address } = JSON.parse(line) as { msg?: unknown; url?: unknown };
        if (msg === 'listening') resolve(String(address));
      });
      child.once('close', (code) => reject(new Error(`It ended with ${code}: ${said.join('\n')}`)));
    });
    return new ServerProcess(child, url);
  }

  /** Ends it as a power cut would. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Asks it to end. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const ended = once(this.child, 'close');
    this.child.kill(signal);
    await ended;
  }
}

/** What `zhurnal replay --hash` says of the log up to an instant. */
export async function replayedHash(dataFolder: string, until: string): Promise<string> {
  const args = [built('apps/cli/src/main.js'), 'replay', '--hash', '--until', until];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: settings(dataFolder),
  });
  const [out, err]: string[] = ['', ''];
  const said = { out: out!, err: err! };
  child.stdout.on('data', (chunk) => (said.out += String(chunk)));
  child.stderr.on('data', (chunk) => (said.err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`replay ended with ${code}: ${said.err}`);
  return said.out.trim();
}
