import { StreamableFile } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { FileContent, FileType } from './stored-file.ts';

const mediaTypes: Readonly<Record<FileType, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** Says in the API's description that a route answers with a file. */
export const ServesFile = (): MethodDecorator =>
  ApiOkResponse({
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  });

/** An attached file as an answer: to be saved, never shown in a page of ours, and able to do nothing if it is. */
export function serveFile(reply: FastifyReply, { file, content }: FileContent): StreamableFile {
  const { name, type, sha256 } = file;
  reply.headers({
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
    etag: `"${sha256}"`,
  });
  return new StreamableFile(content, {
    type: mediaTypes[type],
    disposition: `attachment; filename="document.${type}"; filename*=UTF-8''${encoded(name)}`,
    length: content.length,
  });
}

/** RFC 8187. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
