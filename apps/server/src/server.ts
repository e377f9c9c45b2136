import { readFileSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Clock } from '#kernel';
import {
  type Config,
  edgeOptions,
  httpAdapter,
  MeasuredEventStore,
  Metrics,
  openEdge,
  PinoLogger,
} from '#platform';
import { AppModule } from './app.module.ts';
import { serveOperator, socketOf } from './operating/operator-socket.ts';
import { openProjecting } from './projecting/start-projecting.ts';
import { openLog } from './stores/open-stores.ts';

export interface ServerOptions {
  readonly config: Config;
  /** The one clock of the process. Only a composition root chooses it; no setting can. */
  readonly clock: Clock;
}

/** A running server. */
export interface Server {
  readonly app: NestFastifyApplication;
  /** `http://host:port`, the port as it really is. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a server: opens the stores, starts projecting (role `all` and `projector`) and serves HTTP. In the role
 * `projector` HTTP serves health and metrics for whoever watches the process.
 * @throws Error with a clear sentence when a store cannot be opened
 */
export async function startServer({ config, clock }: ServerOptions): Promise<Server> {
  const logger = new PinoLogger(config.logLevel);
  Logger.overrideLogger(logger);
  const failed = (error: Error): void => {
    logger.fatal(`The log has failed and the process stops: ${error.message}`);
    // Only a fresh start can tell what the disk holds.
    process.exit(70);
  };
  const metrics = new Metrics();
  const log = new MeasuredEventStore(await openLog(config, clock, failed), metrics);
  const projecting = await openProjecting({ config, log, clock });
  const module = AppModule.on(config, metrics, { clock, log, reader: projecting.reader });
  const app = await NestFactory.create<NestFastifyApplication>(module, httpAdapter(config), {
    ...edgeOptions,
    logger,
    abortOnError: false,
  });
  await openEdge(app);
  serveDescription(app);
  await app.init();
  await projecting.attach(app);
  const socket =
    config.eventStoreUrl === null ? await serveOperator(socketOf(config), projecting.operator) : null;
  await app.listen({ port: config.port, host: config.host });
  const url = await app.getUrl();
  logger.log({ msg: 'listening', url, role: config.role });
  return {
    app,
    url,
    async close() {
      socket?.close();
      await projecting.stop();
      await app.close();
      await projecting.close();
      await log.close();
    },
  };
}

/** Serves the checked-in description of the API at /api/docs. */
function serveDescription(app: NestFastifyApplication): void {
  const file = new URL(
    import.meta.url.endsWith('.ts') ? '../../../docs/openapi.json' : '../../../../docs/openapi.json',
    import.meta.url,
  );
  const document = JSON.parse(readFileSync(file, 'utf8')) as OpenAPIObject;
  SwaggerModule.setup('api/docs', app, document);
  // Until a page stands here, whoever opens the address is shown what there is.
  app
    .getHttpAdapter()
    .getInstance()
    .get('/', (_, reply) => reply.redirect('/api/docs'));
}
