import { inflateRawSync } from 'node:zlib';

/** A file inside an archive. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes, as the directory says; what is inflated is bounded by it. */
  readonly size: number;
  /** The first bytes of the content: at most so many, inflated. */
  head(length: number): Uint8Array;
  /** The whole content. @throws Error when it is longer than the directory says, or cannot be inflated */
  content(): Uint8Array;
}

/** These bytes are no archive that is read here. */
export class NotAnArchive extends Error {
  override readonly name = 'NotAnArchive';
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const MOST_COMMENT = 65_535;
const MOST_ENTRIES = 5_000;
/** So many compressed bytes are enough for the beginning of a content, and inflate to half a megabyte at most. */
const HEAD_COMPRESSED = 512;

/**
 * What the directory of a ZIP archive lists, without inflating anything. Encrypted archives, those of several disks
 * and those of over 4 GiB are none.
 * @throws NotAnArchive
 */
export function zipEntries(bytes: Uint8Array): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  if (
    view.getUint16(end + 4, true) !== 0 ||
    view.getUint16(end + 8, true) !== count ||
    count > MOST_ENTRIES
  ) {
    throw new NotAnArchive('The archive is in parts, or has too many files');
  }
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY)
      throw new NotAnArchive('Its directory is broken');
    const nameLength = view.getUint16(at + 28, true);
    entries.push(entryAt(bytes, view, at, nameLength));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function endOf(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - MOST_COMMENT); at -= 1) {
    if (view.getUint32(at, true) === END && view.getUint16(at + 20, true) === last - at) return at;
  }
  throw new NotAnArchive('There is no directory at its end');
}

function entryAt(bytes: Uint8Array, view: DataView, at: number, nameLength: number): ZipEntry {
  const method = view.getUint16(at + 10, true);
  const compressed = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  const local = view.getUint32(at + 42, true);
  const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1;
  if (isEncrypted || (method !== 0 && method !== 8)) throw new NotAnArchive('It is packed in an unknown way');
  if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL) {
    throw new NotAnArchive('Its directory leads nowhere');
  }
  const begins = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (begins + compressed > bytes.length) throw new NotAnArchive('Its directory leads nowhere');
  const stored = bytes.subarray(begins, begins + compressed);
  return {
    name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
    size,
    head: (length) =>
      (method === 0 ? stored : inflatedHead(stored.subarray(0, HEAD_COMPRESSED))).subarray(0, length),
    content: () => (method === 0 ? stored : inflateRawSync(stored, { maxOutputLength: Math.max(1, size) })),
  };
}

/** As much as a beginning inflates to; nothing when it cannot be inflated. */
function inflatedHead(beginning: Uint8Array): Uint8Array {
  try {
    // Z_SYNC_FLUSH: the rest of the stream is not there, and that is no error.
    return inflateRawSync(beginning, { finishFlush: 2 });
  } catch {
    return new Uint8Array();
  }
}
