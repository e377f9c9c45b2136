import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** So many bytes are hashed (a millisecond or two) before others get their turn. */
const AT_ONCE = 1_048_576;

/** The SHA-256 of a content as 64 hex digits, in steps that leave the event loop room. */
export async function contentHash(content: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let from = 0; from < content.length; from += AT_ONCE) {
    if (from > 0) await setImmediate();
    hash.update(content.subarray(from, from + AT_ONCE));
  }
  return hash.digest('hex');
}
