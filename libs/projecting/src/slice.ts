import { partitionOf } from '#kernel';

/** A slice of the schools that one projector works on: `*` for all, or a range of partitions `00-1f`. */
export type Slice = string;

/** The slice of every school. */
export const ALL_SCHOOLS: Slice = '*';

const PARTITIONS = 256;

const digits = (partition: number): string => partition.toString(16).padStart(2, '0');

/** First and last partition of a slice. */
function boundsOf(slice: Slice): readonly [first: number, last: number] {
  if (slice === ALL_SCHOOLS) return [0, PARTITIONS - 1];
  const match = /^([0-9a-f]{2})-([0-9a-f]{2})$/.exec(slice);
  if (!match) throw new RangeError(`Not a slice of schools: ${slice}`);
  return [parseInt(match[1]!, 16), parseInt(match[2]!, 16)];
}

/** Whether the school belongs to the slice. */
export function covers(slice: Slice, schoolId: string): boolean {
  if (slice === ALL_SCHOOLS) return true;
  const [first, last] = boundsOf(slice);
  const partition = parseInt(partitionOf(schoolId), 16);
  return first <= partition && partition <= last;
}

/** What the names of the slice's streams begin with, for a subscription; undefined: any. */
export function streamPrefixesOf(slice: Slice): readonly string[] | undefined {
  if (slice === ALL_SCHOOLS) return undefined;
  const [first, last] = boundsOf(slice);
  return Array.from({ length: last - first + 1 }, (_, index) => `${digits(first + index)}.`);
}

/** All schools cut into so many slices of equal width; 1 gives `*`. `count` divides 256. */
export function slicesOf(count: number): readonly Slice[] {
  if (count === 1) return [ALL_SCHOOLS];
  const width = PARTITIONS / count;
  if (!Number.isInteger(width)) throw new RangeError(`256 partitions cannot be cut into ${count} slices`);
  return Array.from(
    { length: count },
    (_, index) => `${digits(index * width)}-${digits((index + 1) * width - 1)}`,
  );
}
