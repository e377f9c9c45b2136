import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { FileType, StoredFile } from './stored-file.ts';

const mediaTypes: Readonly<Record<FileType, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** An attached file as an answer: to be saved, never shown in a page of ours, and able to do nothing if it is. */
export function serveFile(
  reply: FastifyReply,
  { name, type, sha256 }: StoredFile,
  content: Uint8Array,
): StreamableFile {
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
