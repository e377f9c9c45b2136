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
import { serveThinClient } from './thin-client.ts';

export interface ServerOptions {
  readonly config: Config;
  /** The one clock of the process. Only a composition root chooses it; no setting can. */
  readonly clock: Clock;
  /** `false` leaves the thin client out, for what asks the API alone and runs before a build of the client. */
  readonly thinClient?: boolean;
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
export async function startServer({ config, clock, thinClient = true }: ServerOptions): Promise<Server> {
  const logger = new PinoLogger(config.logLevel);
  Logger.overrideLogger(logger);
  const failed = (error: Error): void => {
    logger.fatal(`The log has failed and the process stops: ${error.message}`);
    // Only a fresh start can tell what the disk holds.
    process.exit(70);
  };
  /** What is open, the last one first: how a server ends, and how a start that fails leaves nothing behind. */
  const open: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (let end = open.pop(); end !== undefined; end = open.pop()) await end();
  };
  try {
    const metrics = new Metrics();
    const log = new MeasuredEventStore(await openLog(config, clock, failed), metrics);
    open.push(() => log.close());
    const projecting = await openProjecting({ config, log, clock });
    open.push(() => projecting.close());
    const module = AppModule.on(config, metrics, { clock, log, reader: projecting.reader });
    const app = await NestFactory.create<NestFastifyApplication>(module, httpAdapter(config), {
      ...edgeOptions,
      logger,
      abortOnError: false,
    });
    open.push(() => app.close());
    await openEdge(app);
    serveDescription(app);
    if (thinClient && config.role !== 'projector') await serveThinClient(app);
    await app.init();
    open.push(() => projecting.stop());
    await projecting.attach(app);
    if (config.eventStoreUrl === null) {
      const socket = await serveOperator(socketOf(config), projecting.operator);
      open.push(async () => void socket.close());
    }
    await app.listen({ port: config.port, host: config.host });
    const url = await app.getUrl();
    logger.log({ msg: 'listening', url, role: config.role });
    return { app, url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Serves the checked-in description of the API at /api/docs. */
function serveDescription(app: NestFastifyApplication): void {
  const file = new URL(
    import.meta.url.endsWith('.ts') ? '../../../docs/openapi.json' : '../../../../docs/openapi.json',
    import.meta.url,
  );
  const document = JSON.parse(readFileSync(file, 'utf8')) as OpenAPIObject;
  SwaggerModule.setup('api/docs', app, document);
  // The page that shows it writes styles into itself; no other page may.
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    const policy = reply.raw.getHeader('content-security-policy');
    if (request.url.startsWith('/api/docs') && typeof policy === 'string') {
      const relaxed = policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
      reply.raw.setHeader('content-security-policy', relaxed);
    }
    done();
  });
}
