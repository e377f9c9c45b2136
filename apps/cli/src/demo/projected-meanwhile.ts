import { setTimeout as pause } from 'node:timers/promises';
import { orderOf } from '#kernel';
import type { Config } from '#platform';
import { ProjectorThread } from '#projecting';
import { builtProjections } from '../../../server/src/built-projections.ts';
import { logFile, readModelsFile } from '../../../server/src/stores/open-stores.ts';

/** How often to look how far the read models have come (ms). */
const LOOK_EVERY_MS = 25;
/** How often the projector looks for new events unless it is waited for (ms): a history has no readers. */
const PROJECT_EVERY_MS = 1_000;

/**
 * Projects a history while it is being made, in a thread of its own, over embedded stores that are open. What was
 * recorded in between is folded together: a lesson's five events then cost one writing of the lesson.
 */
export class ProjectedMeanwhile {
  readonly #projector: ProjectorThread;
  readonly #ending = new AbortController();
  readonly #running: Promise<void>;

  constructor(config: Config) {
    this.#projector = new ProjectorThread({
      logFile: logFile(config),
      readModelsFile: readModelsFile(config),
      projectionsUrl: builtProjections(),
      lookEveryMs: PROJECT_EVERY_MS,
    });
    this.#running = this.#projector.run(this.#ending.signal);
    // Whoever stops it hears of it.
    this.#running.catch(() => {});
  }

  /**
   * Waits until the read models show everything that was recorded so far.
   * @param progress told positions as numbers
   * @throws Error when one of them has halted
   */
  async shown(progress: (done: number, of: number) => void): Promise<void> {
    for (;;) {
      const { head, models } = await this.#projector.status();
      const halted = models.find(({ halts }) => halts.length > 0);
      if (halted !== undefined) throw new Error(`The read model ${halted.name} has halted`);
      const of = head === null ? 0 : Number(orderOf(head));
      const lag = Math.max(...models.map((model) => model.lag));
      progress(of - lag, of);
      if (lag === 0) return;
      await pause(LOOK_EVERY_MS);
    }
  }

  /** @throws Error when the projector ended by itself */
  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }
}
