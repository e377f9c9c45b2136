import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Where the build puts the thin client: beside the server's own files. */
const FOLDER = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../../dist/web' : '../../../web', import.meta.url),
);
const A_YEAR_S = 31_536_000;

/**
 * Serves the thin client (apps/web): its files, and its page at every address that is none of the API's.
 * @throws Error when it was not built
 */
export async function serveThinClient(app: NestFastifyApplication): Promise<void> {
  if (!existsSync(`${FOLDER}/index.html`)) {
    throw new Error(`The thin client is missing in ${FOLDER}: run "npm run build" first.`);
  }
  const server = app.getHttpAdapter().getInstance();
  await app.register(fastifyStatic, {
    root: FOLDER,
    decorateReply: !server.hasReplyDecorator('sendFile'),
    // A list of routes at start: what is not there is the page, or nothing.
    wildcard: false,
    index: false,
    setHeaders: (reply, path) => {
      // Names under assets/ carry a hash of the content; everything else is asked for again.
      const isNamedByContent = path.includes('/assets/');
      void reply.header(
        'cache-control',
        isNamedByContent ? `public, max-age=${A_YEAR_S}, immutable` : 'no-cache',
      );
    },
  });
  const page = (_: FastifyRequest, reply: FastifyReply): FastifyReply =>
    reply.header('cache-control', 'no-cache').sendFile('index.html');
  server.get('/', page);
  for (const place of PLACES) {
    server.get(`/${place}`, page);
    server.get(`/${place}/*`, page);
  }
}

/** The first parts of the client's own addresses: `/registers/…` is one, `/health/live` is not. */
const PLACES = [
  'accounts',
  'activate',
  'audit',
  'averages',
  'certificates',
  'class',
  'diary',
  'me',
  'morning',
  'readiness',
  'registers',
  'school',
  'substitutions',
  'timeliness',
  'today',
  'training',
  'transition',
] as const;
