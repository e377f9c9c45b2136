import { calculateObjectSize, type Document, Long } from 'bson';
import { ServerError } from './server-error.ts';
import { MAX_DOCUMENT_BYTES } from './wire.ts';

/** Manual: reference/command/find, `batchSize`: 101 documents at first, and never more than 16 MiB. */
const FIRST_BATCH = 101;

interface OpenCursor {
  readonly namespace: string;
  readonly session: string | undefined;
  readonly rest: Document[];
}

/** Results that clients have not fetched yet. */
export class Cursors {
  private readonly open = new Map<string, OpenCursor>();
  private lastId = 0;

  /** The `cursor` field of a first answer; what does not fit in the batch stays open. */
  first(
    namespace: string,
    results: Document[],
    options: { batchSize?: number; singleBatch?: boolean; session?: string | undefined },
  ): Document {
    const rest = [...results];
    const firstBatch = take(rest, options.batchSize ?? FIRST_BATCH);
    if (rest.length === 0 || options.singleBatch) return { firstBatch, id: Long.ZERO, ns: namespace };
    const id = String(++this.lastId);
    this.open.set(id, { namespace, session: options.session, rest });
    return { firstBatch, id: Long.fromString(id), ns: namespace };
  }

  /** Manual: reference/command/getMore. @throws ServerError CursorNotFound */
  next(id: string, namespace: string, session: string | undefined, batchSize: number | undefined): Document {
    const cursor = this.open.get(id);
    if (cursor?.namespace !== namespace) throw new ServerError(43, `cursor id ${id} not found`);
    // reference/command/find, "Sessions": a session's cursor is read in that session only.
    if (cursor.session !== session)
      throw new ServerError(
        50738,
        `Cannot run getMore on cursor ${id}, which was created in session ${cursor.session ?? 'none'}, in session ${session ?? 'none'}`,
      );
    const nextBatch = take(cursor.rest, batchSize ?? Infinity);
    if (cursor.rest.length > 0) return { nextBatch, id: Long.fromString(id), ns: namespace };
    this.open.delete(id);
    return { nextBatch, id: Long.ZERO, ns: namespace };
  }

  kill(id: string): boolean {
    return this.open.delete(id);
  }

  killSession(session: string): void {
    for (const [id, cursor] of this.open) if (cursor.session === session) this.open.delete(id);
  }
}

function take(rest: Document[], count: number): Document[] {
  let bytes = 0;
  let taken = 0;
  while (taken < rest.length && taken < count) {
    bytes += calculateObjectSize(rest[taken] as Document);
    if (taken > 0 && bytes > MAX_DOCUMENT_BYTES) break;
    taken++;
  }
  return rest.splice(0, taken);
}
