import { createHash } from 'node:crypto';

/** `<pp>.<schoolId>.<category>-<id>`, pp = two hex digits that spread schools over 256 partitions. */
export type StreamName = string;

const partitions = new Map<string, string>();

/** The partition of a school, for ever: the first two hex digits of sha256(schoolId). */
export function partitionOf(schoolId: string): string {
  let partition = partitions.get(schoolId);
  if (partition === undefined) {
    partition = createHash('sha256').update(schoolId).digest('hex').slice(0, 2);
    partitions.set(schoolId, partition);
  }
  return partition;
}

/** What the names of all streams of a school begin with. */
export const schoolPrefix = (schoolId: string): string => `${partitionOf(schoolId)}.${schoolId}.`;

/** The stream of one thing of a school. `category` is lower-case letters and dashes, `id` a UUID or word. */
export const streamOf = (schoolId: string, category: string, id: string): StreamName =>
  `${schoolPrefix(schoolId)}${category}-${id}`;

const NAME = /^[0-9a-f]{2}\.[A-Za-z0-9-]{1,64}\.[a-z][a-z-]{0,30}-[A-Za-z0-9-]{1,64}$/;

/** Whether a text may name a stream; what it forbids is what a real EventStoreDB would accept and regret. */
export const isStreamName = (text: string): boolean => NAME.test(text);

/** The school that a stream belongs to. */
export const schoolOf = (stream: StreamName): string => stream.slice(3, stream.indexOf('.', 3));
