import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventStore } from '#event-store';
import type { Clock } from '#kernel';
import { Changes, type Config, Health, Metrics, type Reader } from '#platform';
import {
  type Advanced,
  type Notices,
  Projector,
  type ProjectorStatus,
  ReadModels,
  type ReadStore,
  ReactorRunner,
} from '#projecting';
import { projections } from '../projections.ts';
import { openReadStore } from '../stores/open-stores.ts';
import { reactionsOf, reactors } from './reactions.ts';
import { ServerReader } from './server-reader.ts';

/** The read side of a process: what it reads from, and, by its role, what keeps it up to date. */
export interface Projecting {
  readonly reader: Reader;
  /** Starts projecting and reacting, and tells health, metrics and open pages. */
  attach(app: NestFastifyApplication): void;
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
export async function startProjecting({ config, log, clock }: Needs): Promise<Projecting> {
  const store = await openReadStore(config);
  await store.prepare(projections);
  const readModels = new ReadModels(store);
  const ending = new AbortController();
  const running: Promise<void>[] = [];
  return {
    reader: new ServerReader(readModels, log, projections),
    attach(app) {
      if (config.role === 'api') return;
      const notices = noticesOf(new Logger('Projecting'));
      const projector = new Projector({
        log,
        store,
        projections,
        notices,
        onAdvanced: (advanced) => {
          readModels.advanced(advanced);
          publish(app.get(Changes), advanced);
        },
      });
      running.push(
        watched('projector', projector.run(ending.signal), app),
        ...runReactors(app, { log, store, clock, notices, signal: ending.signal }),
      );
      watch(app, projector);
    },
    async stop() {
      ending.abort();
      await Promise.allSettled(running);
    },
    close: () => store.close(),
  };
}

interface ReactorNeeds {
  readonly log: EventStore;
  readonly store: ReadStore;
  readonly clock: Clock;
  readonly notices: Notices;
  readonly signal: AbortSignal;
}

function runReactors(app: NestFastifyApplication, { signal, ...needs }: ReactorNeeds): Promise<void>[] {
  const dispatch = reactionsOf(app);
  return reactors.map((reactor) =>
    watched(reactor.name, new ReactorRunner({ ...needs, reactor, dispatch }).run(signal), app),
  );
}

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
function publish(changes: Changes, { model, checkpoint, changed }: Advanced): void {
  const bySchool = new Map<string, string[]>();
  for (const { schoolId, key } of changed) {
    const keys = bySchool.get(schoolId);
    if (keys) keys.push(key);
    else bySchool.set(schoolId, [key]);
  }
  for (const [schoolId, keys] of bySchool) {
    changes.publish({ schoolId, model: model.name, position: checkpoint, keys });
  }
}

function watch(app: NestFastifyApplication, projector: Projector): void {
  const metrics = app.get(Metrics);
  app.get(Health).register('projections', async () => {
    const status = await projector.status();
    for (const model of status.models) metrics.projectionLag.set({ model: model.name }, lagOf(model));
    const halted = status.models.filter((model) => model.halts.length > 0).map((model) => model.name);
    return {
      status: halted.length > 0 ? 'degraded' : 'up',
      caughtUp: status.caughtUp,
      halted,
    };
  });
}

const lagOf = ({ lag }: ProjectorStatus['models'][number]): number => Number(lag);

const noticesOf = (logger: Logger): Notices => ({
  info: (fields, message) => logger.log({ msg: message, ...fields }),
  warn: (fields, message) => logger.warn({ msg: message, ...fields }),
  error: (fields, message) => logger.error({ msg: message, ...fields }),
});
