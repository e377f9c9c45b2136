import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { EventStore } from '#event-store';
import type { Clock } from '#kernel';
import { type Config, Metrics } from '#platform';
import { Past, ReadModels, type ReadStore } from '#projecting';
import { AppModule } from '../../server/src/app.module.ts';
import { ServerReader } from '../../server/src/projecting/server-reader.ts';
import { projections } from '../../server/src/projections.ts';
import { openLog } from '../../server/src/stores/open-stores.ts';

/** The product without HTTP: its commands and the log that they write. */
export interface Product {
  readonly app: INestApplicationContext;
  readonly log: EventStore;
}

interface Options {
  readonly config: Config;
  readonly clock: Clock;
  /** What queries read from; nothing projects into it meanwhile. Closed at the end. */
  readonly store: ReadStore;
}

/**
 * Starts the product without HTTP, works with its commands and closes it again.
 * @throws Error when a server owns the data folder
 */
export async function withProduct<T>(
  { config, clock, store }: Options,
  work: (product: Product) => Promise<T>,
): Promise<T> {
  const log = await openLog(config, clock, (error) => {
    throw error;
  });
  const past = new Past({ log, projections });
  try {
    await store.prepare(projections);
    const reader = new ServerReader(new ReadModels(store), past);
    const app = await NestFactory.createApplicationContext(
      AppModule.on(config, new Metrics(), { clock, log, reader }),
      { logger: ['error', 'fatal'], abortOnError: false },
    );
    try {
      return await work({ app, log });
    } finally {
      await app.close();
    }
  } finally {
    await past.close();
    await store.close();
    await log.close();
  }
}
