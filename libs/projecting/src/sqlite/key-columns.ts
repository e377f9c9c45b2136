import { type Key, type KeyPart, MAX_KEY_PARTS } from '../projection.ts';

const UNREACHED = 0;

/** A key as the six columns of its row. @throws RangeError when it has more parts than there are columns */
export function columnsOf(key: Key): KeyPart[] {
  if (key.length > MAX_KEY_PARTS) {
    throw new RangeError(
      `A key has at most ${MAX_KEY_PARTS} parts, not ${key.length}: ${JSON.stringify(key)}`,
    );
  }
  const columns = [...key];
  while (columns.length < MAX_KEY_PARTS) columns.push(UNREACHED);
  return columns;
}
