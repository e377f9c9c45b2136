import { invalidField } from '#kernel';
import { type KeyPart, MAX_KEY_PARTS } from '../projection.ts';
import type { EntryRow } from './room.ts';
import { PART_FIELDS } from './room.ts';

/** Where a page ended: the parts of its last entry and the key of its document. */
export type Place = readonly KeyPart[];

export const cursorOf = (last: EntryRow): string =>
  Buffer.from(JSON.stringify([...PART_FIELDS.map((field) => last[field]), last.k])).toString('base64url');

/** @throws Refused `invalid` when no page gave this cursor */
export function placeOf(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (isPlace(place)) return place;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalidField('cursor', 'cursor', 'This is not a cursor that an earlier page gave.');
}

const isPlace = (value: unknown): value is Place =>
  Array.isArray(value) &&
  value.length === MAX_KEY_PARTS + 1 &&
  typeof value[MAX_KEY_PARTS] === 'string' &&
  value.every((part) => typeof part === 'string' || typeof part === 'number');
