import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SqliteEventStore } from '#event-store';
import { defaultWorkOf, type LessonEvent } from '#journal/events';
import { idFrom, newId, type Position, streamOf, systemClock } from '#kernel';
import { ProjectorThread, ReadModels, SqliteReadStore } from '#projecting';
import {
  inFolder,
  type Measured,
  medians,
  MemoryWatch,
  p99,
  remembered,
  Stopwatch,
  type Workload,
} from './measure.ts';
import { SCHOOL } from './school-life.ts';

/** What there is before: about a third of a school-year. */
const EVENTS_BEFORE = 200_000;
const EVENTS_PER_SECOND = 100;
const PAGES_PER_SECOND = 50;
const LESSONS_ON_A_PAGE = 40;
const IDLE_MS = 8_000;
/** Nothing takes that long, unless others use the machine too. */
const LONGEST_WAIT_MS = 30_000;
const PAIRS = 5;
/** p99 of the time from the acknowledgement to when readers see it, that a school should not exceed. */
const VISIBLE_WITHIN_MS = 50;

interface Latencies {
  /** From the acknowledgement to when readers see it, ms. */
  readonly visible: number[];
  /** From when a page was due to when it was there, ms. */
  readonly pages: number[];
}

/** An embedded school at work: its log, its projector's thread, its readers. */
class School {
  readonly #log: SqliteEventStore;
  readonly #store: SqliteReadStore;
  readonly #readModels: ReadModels;
  readonly #thread: ProjectorThread;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  readonly #revisions = new Map<string, number>();
  #acts = 0;
  #registers: string[] = [];

  private constructor(log: SqliteEventStore, folder: string) {
    this.#log = log;
    const readModelsFile = join(folder, 'read-models.sqlite');
    this.#store = SqliteReadStore.open({ file: readModelsFile });
    this.#readModels = new ReadModels(this.#store);
    this.#thread = new ProjectorThread({
      logFile: join(folder, 'log.sqlite'),
      readModelsFile,
      projectionsUrl: new URL('../apps/server/src/projections.js', import.meta.url),
      onAdvanced: (advanced) => this.#readModels.advanced(advanced),
    });
    this.#running = this.#thread.run(this.#stop.signal);
  }

  static async open(folder: string): Promise<School> {
    const log = await SqliteEventStore.open({
      file: join(folder, 'log.sqlite'),
      clock: systemClock,
      onFailure: (error) => {
        throw error;
      },
    });
    const school = new School(log, folder);
    while (!(await school.#thread.status()).caughtUp) await delay(50);
    const found = await school.#store.read((s) =>
      s.find('registers', SCHOOL, { index: 'byYear', prefix: [], limit: 1_000 }),
    );
    school.#registers = found.docs.map(({ key }) => key);
    return school;
  }

  rebuild(): Promise<void> {
    return this.#thread.rebuild();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.#store.close();
    await this.#log.close();
  }

  /** Marks are given and pages read at their rates until the signal aborts. */
  async work(until: AbortSignal): Promise<Latencies> {
    const latencies: Latencies = { visible: [], pages: [] };
    const pending = new Set<Promise<void>>();
    const start = (work: Promise<void>): void => {
      pending.add(work);
      void work.finally(() => pending.delete(work));
    };
    const began = performance.now();
    let [acts, pages] = [0, 0];
    while (!until.aborted) {
      const elapsed = performance.now() - began;
      for (; acts < (elapsed / 1_000) * EVENTS_PER_SECOND; acts += 1) start(this.#act(latencies.visible));
      for (; pages < (elapsed / 1_000) * PAGES_PER_SECOND; pages += 1) {
        start(this.#page(latencies.pages, began + (pages / PAGES_PER_SECOND) * 1_000));
      }
      await delay(1);
    }
    await Promise.all(pending);
    return latencies;
  }

  /** One mark; how long after the acknowledgement it is to be seen. */
  async #act(visible: number[]): Promise<void> {
    this.#acts += 1;
    const lessonId = idFrom('bench', 'live lesson', this.#acts);
    const stream = streamOf(SCHOOL, 'lesson', lessonId);
    const commandId = newId();
    const pupilId = idFrom('bench', 'pupil', this.#acts);
    const mark: LessonEvent = {
      type: 'MarkGiven',
      data: { lessonId, markId: commandId, workId: defaultWorkOf(lessonId), pupilId, value: '5', basis: {} },
    };
    const revision = this.#revisions.get(stream);
    const actor = { accountId: pupilId, role: 'teacher' as const, sessionId: null };
    const { position } = await this.#log.append(stream, [mark], revision ?? 'none', {
      schoolId: SCHOOL,
      actor,
      commandId,
      fingerprint: '',
      correlationId: commandId,
      causationId: commandId,
    });
    const acknowledged = performance.now();
    await this.#seen(position);
    visible.push(performance.now() - acknowledged);
  }

  #seen(minPosition: Position): Promise<void> {
    return this.#readModels.read(
      { models: ['lessons', 'ledger'], schoolId: SCHOOL, minPosition, timeoutMs: LONGEST_WAIT_MS },
      async () => {},
    );
  }

  /** A register page's documents, joined as they are. */
  async #page(pages: number[], due: number): Promise<void> {
    const register = this.#registers[pages.length % this.#registers.length]!;
    const options = { index: 'byRegister', prefix: [register], limit: LESSONS_ON_A_PAGE };
    await this.#readModels.read({ models: ['lessons'], schoolId: SCHOOL }, async ({ snapshot }) => {
      const { docs } = await snapshot.find('lessons', SCHOOL, options);
      return `[${docs.map(({ body }) => body).join(',')}]`;
    });
    pages.push(performance.now() - due);
  }
}

interface Phases {
  readonly idle: Latencies[];
  readonly rebuilding: Latencies[];
  readonly cpuMicrosPerOp: number;
  readonly peakRssMb: number;
}

/** The school at work, by turns with and without a rebuild of all of its models. Measured once for all workloads. */
const phases = remembered(() =>
  inFolder(async (folder): Promise<Phases> => {
    const recorder = fileURLToPath(new URL('./record-school.js', import.meta.url));
    const { status } = spawnSync(process.execPath, [recorder, folder, String(EVENTS_BEFORE)], {
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error('The school could not be recorded');
    const school = await School.open(folder);
    const idle: Latencies[] = [];
    const rebuilding: Latencies[] = [];
    const memory = new MemoryWatch();
    await school.work(AbortSignal.timeout(1_000));
    const watch = new Stopwatch();
    for (let pair = 0; pair < PAIRS; pair += 1) {
      watch.go();
      idle.push(await school.work(AbortSignal.timeout(IDLE_MS)));
      watch.hold();
      const done = new AbortController();
      const working = school.work(done.signal);
      await school.rebuild();
      done.abort();
      rebuilding.push(await working);
    }
    const { peakRssMb } = memory;
    memory.end();
    const acts = idle.reduce((sum, { visible }) => sum + visible.length, 0);
    await school.close();
    return {
      idle,
      rebuilding,
      cpuMicrosPerOp: watch.spent.cpuMicros / acts,
      peakRssMb,
    };
  }),
);

/** The medians over the pairs of a latency and of what it is held against, both in ms. */
async function compared(
  of: (all: Phases, pair: number) => readonly [ours: number, limit: number],
): Promise<Measured> {
  const all = await phases();
  const { cpuMicrosPerOp, peakRssMb } = all;
  return medians(
    all.idle.map((_, pair) => {
      const [ours, limit] = of(all, pair);
      return { ours: { value: ours, cpuMicrosPerOp, peakRssMb }, limit: { value: limit } };
    }),
  );
}

const common = { unit: 'ms p99', lessIsBetter: true } as const;

export const workloads: Workload[] = [
  {
    ...common,
    id: 'W7-visible',
    what: 'acknowledged to visible at 100 events/s, against 50 ms',
    target: 1,
    measure: () => compared(({ idle }, pair) => [p99(idle[pair]!.visible), VISIBLE_WITHIN_MS]),
  },
  {
    ...common,
    id: 'W7-visible-rebuild',
    what: 'acknowledged to visible at 100 events/s while every model is rebuilt, against 50 ms',
    target: 1,
    measure: () => compared(({ rebuilding }, pair) => [p99(rebuilding[pair]!.visible), VISIBLE_WITHIN_MS]),
  },
  {
    ...common,
    id: 'W7-page',
    what: 'a register page of 40 lessons at 50/s while every model is rebuilt, against the same with no rebuild',
    target: 2,
    measure: () =>
      compared(({ idle, rebuilding }, pair) => [p99(rebuilding[pair]!.pages), p99(idle[pair]!.pages)]),
  },
];
