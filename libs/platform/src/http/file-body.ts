import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { invalidField, Refused } from '#kernel';

/** How the body of a request that is a file is told from one that is JSON. */
export const FILE_CONTENT_TYPE = 'application/octet-stream';

/**
 * A route whose body is the content of a file, sent as `application/octet-stream`. Nothing of it is read before the
 * guard has let the request through; the route reads it with `fileBody`.
 */
export const TakesFile = (): MethodDecorator =>
  applyDecorators(
    RouteConfig({ takesFile: true }),
    ApiConsumes(FILE_CONTENT_TYPE),
    ApiBody({ schema: { type: 'string', format: 'binary' } }),
  );

/** Whether the route of this request takes a file. */
export const takesFile = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as { readonly takesFile?: unknown }).takesFile === true;

/**
 * The content that a request carries. Reading stops where it becomes longer than `most` bytes.
 * @throws Refused `invalid` that names the field `file` and the rule `size` or `empty`; `upload-broken` when the client
 *   went away
 */
export function fileBody({ raw, headers }: FastifyRequest, most: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const tooLarge = (): Refused =>
      invalidField('file', 'size', `A file may have ${most / 1_048_576} MB at most.`);
    if (Number(headers['content-length'] ?? 0) > most) {
      reject(tooLarge());
      return;
    }
    const parts: Buffer[] = [];
    let length = 0;
    raw.on('data', (part: Buffer) => {
      length += part.length;
      // What still comes flows off unread, so that the client hears the answer.
      if (length <= most) parts.push(part);
      else reject(tooLarge());
    });
    raw.once('end', () => {
      if (length > 0) resolve(Buffer.concat(parts));
      else reject(invalidField('file', 'empty', 'The file is empty.'));
    });
    raw.once('close', () =>
      reject(new Refused('upload-broken', 'The file did not arrive whole.', { status: 400 })),
    );
  });
}
