import { invalidField, type Recorded } from '#kernel';
import { nameWithin } from '../event/stream-names.ts';

/** A place in the order of an answer: newest first, by when it was recorded, then by stream, then by revision. */
export interface Place {
  /** ms since the epoch. */
  readonly at: number;
  /** The stream's name within the school; empty: before every stream. */
  readonly stream: string;
  readonly revision: number;
}

export const placeOf = ({ metadata, stream, revision }: Recorded): Place => ({
  at: Date.parse(metadata.recordedAt),
  stream: nameWithin(stream),
  revision,
});

/** Before everything that was recorded at this instant or earlier (ms). */
export const beforeAllAt = (at: number): Place => ({ at, stream: '', revision: 0 });

/** Negative, zero or positive, as `a` comes before, at or after `b`. Streams by code units. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.at !== b.at) return b.at - a.at;
  if (a.stream !== b.stream) return a.stream < b.stream ? -1 : 1;
  return b.revision - a.revision;
}

const CURSOR = /^(\d{1,15})\.(\d{1,9})\.([A-Za-z0-9-]{0,96})$/;

export const cursorOf = ({ at, stream, revision }: Place): string => `${at}.${revision}.${stream}`;

/** @throws Refused `invalid` for a text that no page gave */
export function placeFrom(cursor: string): Place {
  const match = CURSOR.exec(cursor);
  if (!match) throw invalidField('cursor', 'is-cursor', 'cursor must be the cursor of the page before.');
  return { at: Number(match[1]), revision: Number(match[2]), stream: match[3]! };
}
