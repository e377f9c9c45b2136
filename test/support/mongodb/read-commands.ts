import { type Document, Long } from 'bson';
import { compareValues } from './bson-order.ts';
import type { Command, CommandDefinition } from './command.ts';
import { collectionOf, namespaceOf } from './command.ts';
import { matcher, valueAt } from './filter.ts';
import { notImplemented, ServerError } from './server-error.ts';

async function matching(command: Command, filter: Document): Promise<Document[]> {
  const collection = await collectionOf(command);
  const matches = matcher(filter, command.now);
  return collection ? [...collection.find(filter, matches, command.view)].map((found) => found.document) : [];
}

/** Manual: reference/command/find. "match, sort, skip, limit, project". */
const find: CommandDefinition = {
  kind: 'read',
  inTransaction: true,
  snapshotReads: true,
  fields: ['filter', 'sort', 'projection', 'skip', 'limit', 'batchSize', 'singleBatch'],
  async run(command) {
    const { filter = {}, sort, projection, skip = 0, limit = 0, batchSize, singleBatch } = command.body;
    let found = await matching(command, filter as Document);
    if (sort) found = sorted(found, sort as Document);
    found = found.slice(skip as number, limit ? (skip as number) + (limit as number) : undefined);
    const cursor = command.server.cursors.first(
      namespaceOf(command),
      found.map(projected(projection as Document)),
      {
        ...(batchSize === undefined ? {} : { batchSize: batchSize as number }),
        singleBatch: Boolean(singleBatch),
        session: command.session?.id,
      },
    );
    // reference/read-concern-snapshot: the first read tells the time that later reads of the session ask for.
    return { cursor: command.snapshotTime ? { ...cursor, atClusterTime: command.snapshotTime } : cursor };
  },
};

/** Sorts a copy. Manual: reference/method/cursor.sort. */
export function sorted(documents: readonly Document[], sort: Document): Document[] {
  const paths = Object.entries(sort as Record<string, unknown>).map(([path, direction]) => {
    if (direction !== 1 && direction !== -1) throw notImplemented(`sorting by ${JSON.stringify(direction)}`);
    return { path, direction };
  });
  return [...documents].sort((a, b) => {
    for (const { path, direction } of paths) {
      const order = compareValues(valueAt(a, path), valueAt(b, path));
      if (order !== 0) return order * direction;
    }
    return 0;
  });
}

/** Manual: reference/command/find, `projection`: whole top-level fields to include or to leave out. */
export function projected(projection: Document | undefined): (document: Document) => Document {
  const entries = Object.entries(projection ?? {});
  if (entries.length === 0) return (document) => document;
  const wanted = new Map(
    entries.map(([path, value]) => {
      if (path.includes('.') || ![0, 1, true, false].includes(value as number))
        throw notImplemented('projections other than of whole fields');
      return [path, Boolean(value)];
    }),
  );
  const including =
    entries.some(([path, value]) => path !== '_id' && Boolean(value)) || wanted.get('_id') === true;
  if (including && [...wanted].some(([path, value]) => path !== '_id' && !value))
    throw new ServerError(31254, 'Cannot do exclusion on a field in inclusion projection');
  return (document) =>
    Object.fromEntries(
      Object.entries(document).filter(([name]) => wanted.get(name) ?? (including ? name === '_id' : true)),
    );
}

/** Manual: reference/command/count. In Stable API V1 since 6.0. */
const count: CommandDefinition = {
  kind: 'read',
  fields: ['query', 'limit', 'skip'],
  async run(command) {
    const {
      query = {},
      skip = 0,
      limit = 0,
    } = command.body as { query?: Document; skip?: number; limit?: number };
    const found = (await matching(command, query)).slice(skip, limit ? skip + limit : undefined);
    return { n: found.length };
  },
};

/** Manual: reference/command/getMore. */
const getMore: CommandDefinition = {
  kind: 'read',
  inTransaction: true,
  fields: ['collection', 'batchSize'],
  run(command) {
    const { getMore: id, collection, batchSize } = command.body as Record<string, unknown>;
    const namespace = namespaceOf(command, collection);
    const { cursors } = command.server;
    return {
      cursor: cursors.next(String(id), namespace, command.session?.id, batchSize as number | undefined),
    };
  },
};

/** Manual: reference/command/killCursors. */
const killCursors: CommandDefinition = {
  kind: 'always',
  inTransaction: true,
  fields: ['cursors'],
  run(command) {
    const ids = (command.body.cursors as (Long | number)[]).map((id) => Long.fromString(String(id)));
    const killed = ids.filter((id) => command.server.cursors.kill(id.toString()));
    const missing = ids.filter((id) => !killed.includes(id));
    return { cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [] };
  },
};

export const readCommands = { find, count, getMore, killCursors };
