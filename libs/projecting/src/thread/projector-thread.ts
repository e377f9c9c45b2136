import { Worker } from 'node:worker_threads';
import type { Advanced } from '../engine/pass.ts';
import { noNotices, type Notices } from '../notices.ts';
import type { Projects } from '../projector.ts';
import type { ProjectorStatus } from '../projector-status.ts';
import type { RebuildProgress } from '../rebuild.ts';
import type { FromProjector, ThreadData, ToProjector } from './messages.ts';
import { untold } from './told-error.ts';
import { workerFile } from './worker-file.ts';

export interface ProjectorThreadOptions {
  /** The embedded log, which the event store of this process has open. */
  readonly logFile: string;
  /** The embedded read models. */
  readonly readModelsFile: string;
  /** A built module that exports `projections` (AnyProjection[]) and `upcasts` (Upcast[]). */
  readonly projectionsUrl: URL;
  /**
   * Where nobody waits for single events: how often to look for new ones (ms), which are then folded together.
   * When absent, each commit is folded at once.
   */
  readonly lookEveryMs?: number;
  /** After each commit to a model that readers see. */
  readonly onAdvanced?: (advanced: Advanced) => void;
  readonly notices?: Notices;
}

/**
 * What the thread may take: several times what batches and the documents at hand need, and little enough that the
 * collector does not let garbage pile up.
 */
export const PROJECTOR_MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 48 } as const;

interface Question {
  readonly answer: (message: FromProjector) => void;
  readonly fail: (error: Error) => void;
  readonly onProgress?: ((progress: RebuildProgress) => void) | undefined;
}

/** The projector of the embedded stores in a thread of its own, so that it never stalls who serves HTTP. */
export class ProjectorThread implements Projects {
  readonly #worker: Worker;
  readonly #options: ProjectorThreadOptions;
  readonly #questions = new Map<number, Question>();
  readonly #ended: Promise<void>;
  #asked = 0;

  /** Starts to project at once; `run` tells how it ends. */
  constructor(options: ProjectorThreadOptions) {
    this.#options = options;
    const { logFile, readModelsFile, projectionsUrl, lookEveryMs } = options;
    const workerData: ThreadData = {
      logFile,
      readModelsFile,
      projectionsUrl: projectionsUrl.href,
      lookEveryMs,
    };
    this.#worker = new Worker(workerFile(), {
      workerData,
      execArgv: [],
      name: 'projector',
      resourceLimits: PROJECTOR_MEMORY,
    });
    this.#ended = new Promise<void>((resolve, reject) => {
      this.#worker.on('message', (message: FromProjector) => {
        if (message.kind !== 'ended') this.#take(message);
        else if (message.error === undefined) resolve();
        else reject(untold(message.error));
      });
      this.#worker.on('error', reject);
      this.#worker.on('exit', () => reject(new Error('The projector’s thread has ended by itself')));
    });
    // who calls run hears of it
    this.#ended.catch(() => {});
  }

  async run(stop: AbortSignal): Promise<void> {
    const halt = (): void => this.#say({ kind: 'stop' });
    if (stop.aborted) halt();
    else stop.addEventListener('abort', halt, { once: true });
    try {
      await this.#ended;
    } finally {
      stop.removeEventListener('abort', halt);
    }
  }

  async rebuild(names?: readonly string[], onProgress?: (progress: RebuildProgress) => void): Promise<void> {
    await this.#ask(
      (question) => ({ kind: 'rebuild', question, ...(names === undefined ? {} : { names }) }),
      onProgress,
    );
  }

  async status(): Promise<ProjectorStatus> {
    const answer = await this.#ask((question) => ({ kind: 'status', question }));
    return (answer as Extract<FromProjector, { kind: 'status' }>).status;
  }

  async #ask(
    message: (question: number) => ToProjector,
    onProgress?: (progress: RebuildProgress) => void,
  ): Promise<FromProjector> {
    this.#asked += 1;
    const question = this.#asked;
    try {
      return await new Promise<FromProjector>((answer, fail) => {
        this.#questions.set(question, { answer, fail, onProgress });
        this.#ended.then(() => fail(new Error('The projector has stopped')), fail);
        this.#say(message(question));
      });
    } finally {
      this.#questions.delete(question);
    }
  }

  #say(message: ToProjector): void {
    this.#worker.postMessage(message);
  }

  #take(message: Exclude<FromProjector, { kind: 'ended' }>): void {
    const { notices = noNotices, onAdvanced } = this.#options;
    switch (message.kind) {
      case 'advanced':
        for (const one of message.advanced) onAdvanced?.(one);
        break;
      case 'notice':
        notices[message.level](message.fields, message.message);
        break;
      case 'progress':
        this.#questions.get(message.question)?.onProgress?.(message.progress);
        break;
      case 'status':
      case 'rebuilt':
        this.#questions.get(message.question)?.answer(message);
        break;
      case 'failed':
        this.#questions.get(message.question)?.fail(untold(message.error));
        break;
    }
  }
}
