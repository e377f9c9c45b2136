import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import fastifyCookie from '@fastify/cookie';
import { Logger, type NestApplicationOptions } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { errorCodes, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Config } from '../config/config.ts';
import { Metrics } from '../metrics/metrics.ts';
import { FILE_CONTENT_TYPE, takesFile } from './file-body.ts';
import { problemOf } from './problem.ts';
import { sendProblem } from './problem.filter.ts';
import type { GuardedRequest } from './request.ts';
import { RouteTable } from './route-table.ts';

/** What stands before every route but health and metrics. */
export const API_PREFIX = 'api/v1';

/** A command's data is at most 1 MiB; JSON over HTTP may be somewhat longer. */
const BODY_LIMIT = 2 * 1_048_576;
/** How long a client may take to send a request (ms). */
const REQUEST_TIMEOUT_MS = 30_000;
/** What still runs when the server closes may end within this time (ms); then its connection is cut. */
const CLOSING_MS = 3_000;
/** Ids are UUIDs, school ids and positions at most 64 characters. */
const MAX_PARAM_LENGTH = 128;

/** Goes into `NestFactory.create`: bodies are JSON, or a file where a route takes one, which `httpAdapter` sees to. */
export const edgeOptions: NestApplicationOptions = { bodyParser: false, return503OnClosing: true };

/** Fastify as this product wants it: JSON or a file, bounded, and problem+json for what never reaches a route. */
export function httpAdapter({ trustedProxies }: Pick<Config, 'trustedProxies'>): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    genReqId: () => randomUUID(),
    frameworkErrors: (error: Error, _: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, problemOf(error)),
    clientErrorHandler: (error, socket) => answerBroken(error, socket),
  });
  const server = adapter.getInstance();
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // Clients that always say application/json may still send nothing.
    if (body === '') done(null, undefined);
    else void parse(request, body as string, done);
  });
  // Only let through: the route reads it, once the guard knows who sends it.
  server.addContentTypeParser(FILE_CONTENT_TYPE, (request, _payload, done) => {
    done(takesFile(request) ? null : new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(), undefined);
  });
  return adapter;
}

/** What every HTTP server of this product does beside its routes. Call it before `init` or `listen`. */
export async function openEdge(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  app.get(RouteTable).watch(server);
  app.setGlobalPrefix(API_PREFIX, { exclude: ['health/live', 'health/ready', 'metrics'] });
  app.useSecurityHeaders({
    contentSecurityPolicy: {
      directives: {
        fontSrc: ["'self'"],
        frameAncestors: ["'none'"],
        styleSrc: ["'self'"],
        // A school's own server may have no certificate inside its building.
        upgradeInsecureRequests: false,
      },
    },
    strictTransportSecurity: { includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
  });
  app.enableCsrfProtection();
  await app.register(fastifyCookie);
  // Browsers open connections ahead of need; one that never asked for anything would hold a closing server up.
  server.addHook('preClose', (done) => {
    setTimeout(() => server.server.closeAllConnections(), CLOSING_MS).unref();
    done();
  });
  const metrics = app.get(Metrics);
  const logger = new Logger('Http');
  server.addHook('onResponse', (request, reply, done) => {
    observe(request, reply, metrics, logger);
    done();
  });
}

/** Counts every answer; writes a line for those that changed something or failed on our side. */
function observe(request: GuardedRequest, reply: FastifyReply, metrics: Metrics, logger: Logger): void {
  // A stream of changes ends when its page closes: hours are no answering time.
  if (String(reply.raw.getHeader('content-type')).startsWith('text/event-stream')) return;
  const { method } = request;
  const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
  const status = reply.statusCode;
  metrics.httpSeconds.observe({ method, route, status }, reply.elapsedTime / 1_000);
  if (status < 500 && (method === 'GET' || method === 'HEAD' || method === 'OPTIONS')) return;
  logger.log({
    msg: 'request',
    requestId: request.id,
    method,
    route,
    status,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    schoolId: request.principal?.schoolId,
    accountId: request.principal?.accountId,
    commandId: request.commandContext?.commandId,
  });
}

/** Answers what is not even HTTP, as far as the connection still takes it. */
function answerBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, reason, code] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ([431, 'Request Header Fields Too Large', 'headers-too-large'] as const)
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ([408, 'Request Timeout', 'request-timeout'] as const)
        : ([400, 'Bad Request', 'malformed-request'] as const);
  const body = JSON.stringify({ type: `/problems/${code}`, title: reason, status, detail: `${reason}.` });
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
