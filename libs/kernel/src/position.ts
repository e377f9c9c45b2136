/**
 * A place in the whole log: opaque, and ordered as a string. The first 16 hex digits are what orders it
 * (SQLite: the gapless sequence number; EventStoreDB: the commit position); an adapter may append more after
 * a dot. Positions of two stores cannot be compared, so nothing durable but checkpoints refers to them:
 * events refer to event ids.
 */
export type Position = string & { readonly __position: unique symbol };

const ORDERING_DIGITS = 16;

/** The position whose ordering part is `order`; `rest` is what the adapter needs to resume exactly there. */
export function positionFrom(order: bigint | number, rest = ''): Position {
  const digits = order.toString(16).padStart(ORDERING_DIGITS, '0');
  return (rest === '' ? digits : `${digits}.${rest}`) as Position;
}

/** The ordering part of a position as a number of the store's own. */
export function orderOf(position: Position): bigint {
  return BigInt(`0x${position.slice(0, ORDERING_DIGITS)}`);
}

/** Negative, zero or positive, as `a` stands before, at or after `b`; null stands before everything. */
export function comparePositions(a: Position | null, b: Position | null): number {
  const left = a === null ? '' : a.slice(0, ORDERING_DIGITS);
  const right = b === null ? '' : b.slice(0, ORDERING_DIGITS);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The position that a client sent, or null when the text is none. */
export function parsePosition(text: string): Position | null {
  return /^[0-9a-f]{16}(\.[0-9a-f]{1,16})?$/.test(text) ? (text as Position) : null;
}
