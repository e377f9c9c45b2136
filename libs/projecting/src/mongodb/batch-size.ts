import type { Batch, BatchLimit } from '../read-store.ts';

/**
 * "As a best practice, no more than 1,000 documents should be modified within a transaction" (MongoDB, Performance
 * Best Practices: Transactions). A document of ours brings about two more along: index entries and tally rows.
 */
export const ADVISED: BatchLimit = { docs: 300, bytes: 8_000_000 };

/** What one event may touch at most; more would run into the server's limits of a transaction (60 s, its cache). */
const REFUSED_ABOVE: BatchLimit = { docs: 16_000, bytes: 64_000_000 };

/** MongoDB stores documents up to 16 MiB; some of it is left for what stands beside the body. */
const LARGEST_BODY_BYTES = 16_000_000;

const weightOf = ({ docs, tallies }: Batch): BatchLimit => ({
  docs: docs.length + tallies.length,
  bytes: docs.reduce((bytes, { body }) => bytes + (body?.length ?? 0), 0),
});

/** @throws RangeError when the batch cannot be written in one transaction */
export function refuseTooLarge(batch: Batch): void {
  const { docs, bytes } = weightOf(batch);
  const what = `A batch of ${batch.model.name} ${batch.model.version} after ${batch.after ?? 'its beginning'}`;
  if (docs > REFUSED_ABOVE.docs || bytes > REFUSED_ABOVE.bytes)
    throw new RangeError(
      `${what} has ${docs} documents and tally rows with ${bytes} characters: MongoDB takes at most ` +
        `${REFUSED_ABOVE.docs} and ${REFUSED_ABOVE.bytes} in one transaction`,
    );
  for (const { key, body } of batch.docs)
    if (body !== null && Buffer.byteLength(body) > LARGEST_BODY_BYTES)
      throw new RangeError(
        `${what} has a document ${key} of ${Buffer.byteLength(body)} bytes: MongoDB stores at most ${LARGEST_BODY_BYTES}`,
      );
}

/** Batches in their order, put together while one transaction should hold them. */
export function groupsOf(batches: readonly Batch[]): readonly (readonly Batch[])[] {
  const groups: Batch[][] = [];
  let room: BatchLimit = { docs: 0, bytes: 0 };
  for (const batch of batches) {
    const weight = weightOf(batch);
    room = { docs: room.docs - weight.docs, bytes: room.bytes - weight.bytes };
    const group = groups.at(-1);
    if (group && room.docs >= 0 && room.bytes >= 0) group.push(batch);
    else {
      groups.push([batch]);
      room = { docs: LARGEST_GROUP.docs - weight.docs, bytes: LARGEST_GROUP.bytes - weight.bytes };
    }
  }
  return groups;
}

/** What several models' batches may hold together. */
const LARGEST_GROUP: BatchLimit = { docs: 1_000, bytes: ADVISED.bytes };
