import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import {
  type ReadableLog,
  SqliteLogReader,
  upcastingLog,
  type EventStore,
  SqliteEventStore,
  type StoreUnavailable,
  upcasting,
} from '#event-store';
import { upcasts } from '../projections.ts';
import { type Clock, systemClock } from '#kernel';
import type { Config } from '#platform';
import { type Leases, type Notices, type ReadStore, SqliteReadStore } from '#projecting';
import type { MongoNews, MongoPlace } from '#projecting/mongodb';

/** Where the embedded log stands; its folder belongs to one process. */
export const logFile = ({ dataFolder }: Pick<Config, 'dataFolder'>): string =>
  path.join(dataFolder, 'log', 'log.sqlite');

/** Where the embedded read models stand; they can be thrown away and rebuilt. */
export const readModelsFile = ({ dataFolder }: Pick<Config, 'dataFolder'>): string =>
  path.join(dataFolder, 'read-models', 'read-models.sqlite');

/** Where the read models stand in MongoDB. */
const mongoPlace = ({ databases }: Config, url: string): MongoPlace => ({
  url,
  database: `${databases}_read_models`,
});

/**
 * Opens the log that the settings name: EventStoreDB, else the embedded one. Readers see events in their newest
 * shape.
 * @param onFailure called once when the embedded log can no longer be written: stop the process
 */
export async function openLog(
  config: Config,
  clock: Clock,
  onFailure: (error: StoreUnavailable) => void,
): Promise<EventStore> {
  if (config.eventStoreUrl !== null) {
    const { EventStoreDbEventStore } = await import('#event-store/eventstoredb');
    const store = await EventStoreDbEventStore.connect({ connectionString: config.eventStoreUrl, clock });
    return upcasting(store, upcasts);
  }
  const file = logFile(config);
  mkdirSync(path.dirname(file), { recursive: true });
  return upcasting(await SqliteEventStore.open({ file, clock, onFailure }), upcasts);
}

/** Opens the read models that the settings name: MongoDB, else the embedded ones. */
export async function openReadStore(config: Config): Promise<ReadStore> {
  if (config.mongoUrl !== null) {
    const { MongoReadStore } = await import('#projecting/mongodb');
    return MongoReadStore.connect(mongoPlace(config, config.mongoUrl));
  }
  const file = readModelsFile(config);
  mkdirSync(path.dirname(file), { recursive: true });
  return SqliteReadStore.open({ file });
}

/**
 * Where reactors keep how far they have come. Embedded, a file of its own: the read models are written by another
 * thread, and neither should wait for the other.
 */
export async function openReactorStore(config: Config): Promise<ReadStore> {
  if (config.mongoUrl !== null) return openReadStore(config);
  const file = path.join(path.dirname(readModelsFile(config)), 'reactors.sqlite');
  mkdirSync(path.dirname(file), { recursive: true });
  return SqliteReadStore.open({ file });
}

/** How projectors of a cluster agree on who projects which slice; null where one process does everything. */
export async function openLeases(config: Config): Promise<Leases | null> {
  if (config.mongoUrl === null) return null;
  const { MongoLeases } = await import('#projecting/mongodb');
  return MongoLeases.connect(mongoPlace(config, config.mongoUrl));
}

/** How the processes of a cluster hear which read models moved on; null where one process does everything. */
export async function openNews(config: Config, notices: Notices): Promise<MongoNews | null> {
  if (config.mongoUrl === null) return null;
  const { MongoNews } = await import('#projecting/mongodb');
  return MongoNews.connect(mongoPlace(config, config.mongoUrl), notices);
}

/**
 * The log for those who only read it: the embedded one may be in use by a server.
 * @throws Error when there is no log yet
 */
export async function openLogForReading(config: Config): Promise<ReadableLog> {
  if (config.eventStoreUrl !== null) return openLog(config, systemClock, () => undefined);
  const file = logFile(config);
  if (!existsSync(file)) throw new Error(`There is no log in ${config.dataFolder}.`);
  return upcastingLog(SqliteLogReader.open({ file }), upcasts);
}
