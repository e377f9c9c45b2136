import type { ZipEntry } from './zip-entries.ts';

/** ZIP (and so DOCX, XLSX, JAR), RAR, 7z, gzip, xz, bzip2, and the containers of old office programs. */
const ARCHIVES: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x1f, 0x8b],
  [0xfd, 0x37, 0x7a, 0x58],
  [0x42, 0x5a, 0x68],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** Whether a part of a document is an archive, or another document, whatever it is called. */
export function isArchive(entry: ZipEntry): boolean {
  const head = entry.head(4);
  return ARCHIVES.some((magic) => magic.every((byte, index) => head[index] === byte));
}
