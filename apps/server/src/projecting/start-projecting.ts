import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventStore } from '#event-store';
import type { Clock } from '#kernel';
import { Changes, type Config, Health, Metrics, type Reader, VaultSeals } from '#platform';
import {
  type Advanced,
  ALL_SCHOOLS,
  covers,
  type Notices,
  Past,
  ProjectorThread,
  ReadModels,
  ReactorRunner,
  type Slice,
} from '#projecting';
import type { News } from '#projecting/mongodb';
import { builtProjections } from '../built-projections.ts';
import { type Operator, StoresOperator } from '../operating/operator.ts';
import { projections } from '../projections.ts';
import { logFile, openNews, openReactorStore, openReadStore, readModelsFile } from '../stores/open-stores.ts';
import { ClusterProjector } from './cluster-projector.ts';
import { reactionsOf, reactors } from './reactions.ts';
import { replayErasures } from './replay-erasures.ts';
import { ServerReader } from './server-reader.ts';
import { slicesIn } from './slices.ts';

/** The read side of a process: what it reads from, and, by its role, what keeps it up to date. */
export interface Projecting {
  readonly reader: Reader;
  readonly operator: Operator;
  /** Starts projecting and reacting, and tells health, metrics and open pages. */
  attach(app: NestFastifyApplication): Promise<void>;
  /** Stops projecting and reacting; what is under way is finished first. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

interface Needs {
  readonly config: Config;
  readonly log: EventStore;
  readonly clock: Clock;
}

/** Opens the read models, and prepares what the role asks for. */
export async function openProjecting({ config, log, clock }: Needs): Promise<Projecting> {
  const store = await openReadStore(config);
  await store.prepare(projections);
  const readModels = new ReadModels(store);
  const past = new Past({ log, projections });
  const ending = new AbortController();
  const running: Promise<void>[] = [];
  const closing: (() => Promise<void>)[] = [() => past.close(), () => store.close()];
  const operator = new StoresOperator({ log, store, projections, slices: slicesIn(config) });
  return {
    reader: new ServerReader(readModels, past),
    operator,
    async attach(app) {
      if (isEmbedded(config)) await replayErasures(store, app.get(VaultSeals));
      const notices = noticesOf(new Logger('Projecting'));
      const tell = (news: News): void => publish(app.get(Changes), news);
      const news = await openNews(config, notices);
      if (news !== null) closing.unshift(() => news.close());
      if (news !== null && config.role !== 'projector')
        running.push(watched('news of changes', news.follow(ending.signal, tell), app));
      if (config.role === 'api') return;
      const onAdvanced = (advanced: Advanced): void => {
        readModels.advanced(advanced);
        const { model, slice, checkpoint, changed } = advanced;
        const told = { model: model.name, slice, checkpoint, changed };
        if (news === null) tell(told);
        else news.tell(told);
      };
      const reacting = await openReactorStore(config);
      closing.push(() => reacting.close());
      const dispatch = reactionsOf(app);
      const react = async (slice: Slice, signal: AbortSignal): Promise<void> => {
        const needs = { log, store: reacting, clock, dispatch, notices, slice };
        await Promise.all(reactors.map((reactor) => new ReactorRunner({ ...needs, reactor }).run(signal)));
      };
      if (isEmbedded(config)) {
        const files = { logFile: logFile(config), readModelsFile: readModelsFile(config) };
        const projector = new ProjectorThread({
          ...files,
          projectionsUrl: builtProjections(),
          onAdvanced,
          notices,
        });
        running.push(watched('projector', projector.run(ending.signal), app));
        running.push(watched('reactors', react(ALL_SCHOOLS, ending.signal), app));
      } else {
        const projector = await ClusterProjector.open({
          config,
          log,
          store,
          news,
          onAdvanced,
          notices,
          react,
        });
        running.push(watched('projector', projector.run(ending.signal), app));
      }
      watch(app, operator);
    },
    async stop() {
      ending.abort();
      await Promise.allSettled(running);
    },
    async close() {
      for (const close of closing) await close();
    },
  };
}

/** Both stores in this process's own files: a thread of its own projects. */
const isEmbedded = ({ eventStoreUrl, mongoUrl }: Config): boolean =>
  eventStoreUrl === null && mongoUrl === null;

/** A part that ends by itself has failed: the process cannot do its work and says so. */
async function watched(part: string, run: Promise<void>, app: NestFastifyApplication): Promise<void> {
  try {
    await run;
  } catch (error) {
    new Logger('Projecting').fatal(`${part} has stopped: ${String(error)}`);
    app.get(Health).register(`${part} (stopped)`, () => ({ status: 'down' }));
  }
}

/** Tells the open pages of each school which documents changed. */
function publish(changes: Changes, { model, slice, checkpoint: position, changed }: News): void {
  if (changed === null) {
    const concerned = changes.schools.filter((schoolId) => covers(slice, schoolId));
    for (const schoolId of concerned) changes.publish({ schoolId, model, position, keys: null });
    return;
  }
  const bySchool = new Map<string, string[]>();
  for (const { schoolId, key } of changed) {
    const keys = bySchool.get(schoolId);
    if (keys) keys.push(key);
    else bySchool.set(schoolId, [key]);
  }
  for (const [schoolId, keys] of bySchool) changes.publish({ schoolId, model, position, keys });
}

function watch(app: NestFastifyApplication, operator: Operator): void {
  const metrics = app.get(Metrics);
  app.get(Health).register('projections', async () => {
    const { models } = await operator.status();
    for (const { name, lag } of models) metrics.projectionLag.set({ model: name }, lag);
    const halted = models.filter(({ halts }) => halts.length > 0).map(({ name }) => name);
    return {
      status: halted.length > 0 ? 'degraded' : 'up',
      lag: Math.max(0, ...models.filter(({ state }) => state === 'live').map(({ lag }) => lag)),
      halted,
    };
  });
}

const noticesOf = (logger: Logger): Notices => ({
  info: (fields, message) => logger.log({ msg: message, ...fields }),
  warn: (fields, message) => logger.warn({ msg: message, ...fields }),
  error: (fields, message) => logger.error({ msg: message, ...fields }),
});
