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

/** The environment of a process: its settings, and nothing of this process's environment. */
export type Settings = Readonly<Record<string, string>>;

/** Of a process over this data. */
const over = (dataFolder: string): Settings => ({ PORT: '0', ZHURNAL_DATA: dataFolder });

/** A server in a process of its own, over stores that outlive it. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** `http://127.0.0.1:port`. */
    readonly url: string,
  ) {}

  /** Starts it over embedded stores and waits until it listens. @throws Error when it ends before, with what it said */
  static start(dataFolder: string): Promise<ServerProcess> {
    return ServerProcess.with(over(dataFolder));
  }

  /** The same with any settings. */
  static async with(settings: Settings): Promise<ServerProcess> {
    const child = spawn(process.execPath, [built('apps/server/src/main.js')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...settings },
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
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'close');
    this.child.kill(signal);
    await ended;
  }
}

/** What `zhurnal replay --hash` says of the log up to an instant. */
export const replayedHash = (dataFolder: string, until: string): Promise<string> =>
  zhurnal(over(dataFolder), 'replay', '--hash', '--until', until);

/** Runs `zhurnal …` as an operator would. @returns what it printed @throws Error with its complaint when it fails */
export async function zhurnal(settings: Settings, ...words: string[]): Promise<string> {
  const child = spawn(process.execPath, [built('apps/cli/src/main.js'), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...settings },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += String(chunk)));
  child.stderr.on('data', (chunk) => (said.err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`zhurnal ${words[0]} ended with ${code}: ${said.err}`);
  return said.out.trim();
}
