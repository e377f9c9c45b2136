import { type Document, UUID } from 'bson';
import { keyOf } from './bson-order.ts';
import { type Collection, ID_INDEX } from './collection.ts';
import { changeStructure, type Command, type CommandDefinition, namespaceOf } from './command.ts';
import { matcher } from './filter.ts';
import type { IndexSpec } from './ordered-index.ts';
import { notImplemented, ServerError } from './server-error.ts';

/** Manual: reference/limits, "Number of Indexed Fields in a Compound Index". */
const MAX_INDEX_FIELDS = 32;

/**
 * Manual: reference/command/create. Options besides the name are not implemented; so a collection that exists has
 * the same, and making it again does nothing ("Collection or View with Same Name and Options").
 */
const create: CommandDefinition = {
  kind: 'structure',
  inTransaction: true,
  fields: [],
  run(command) {
    const namespace = namespaceOf(command);
    if (command.transaction) throw notImplemented('creating a collection inside a transaction');
    if (!command.server.storage.collection(namespace)) command.server.storage.create(namespace);
    return {};
  },
};

/** Manual: reference/command/createIndexes. */
const createIndexes: CommandDefinition = {
  kind: 'structure',
  inTransaction: true,
  fields: ['indexes', 'commitQuorum'],
  async run(command) {
    const namespace = namespaceOf(command);
    const { storage } = command.server;
    const existing = storage.collection(namespace);
    const wanted = (command.body.indexes as Document[]).map(specOf);
    const missing = wanted.filter((spec) => !existing || !isThere(existing, spec));
    const before = existing?.indexes.length ?? 0;
    if (missing.length === 0)
      return { numIndexesBefore: before, numIndexesAfter: before, note: 'all indexes already exist' };
    if (command.transaction) throw inTransaction(command, existing);
    const collection = existing ?? storage.create(namespace);
    await changeStructure(command, existing, () => {
      for (const spec of missing) collection.addIndex(spec);
    });
    return {
      numIndexesBefore: existing ? before : 1,
      numIndexesAfter: collection.indexes.length,
      createdCollectionAutomatically: !existing,
    };
  },
};

/**
 * Manual: core/transactions, "Create Collections and Indexes in a Transaction": the index must be on a
 * non-existing collection or on a new one of the same transaction, with read concern "local"; existing indexes
 * may be asked for again.
 */
function inTransaction(command: Command, existing: Collection | undefined): ServerError {
  if (existing)
    return new ServerError(
      263,
      `Cannot create new indexes on existing collection ${existing.namespace} in a multi-document transaction.`,
    );
  if (command.transaction?.readConcern !== 'local')
    return new ServerError(263, 'Creating indexes in a transaction requires read concern "local"');
  return notImplemented('creating a collection inside a transaction');
}

function specOf(index: Document): IndexSpec {
  const { key, name, unique = false, ...others } = index;
  delete others.v;
  for (const option of Object.keys(others)) throw notImplemented(`the index option ${option}`);
  if (typeof name !== 'string')
    throw new ServerError(9, "The 'name' field is a required property of an index");
  const parts = Object.entries(key as Document);
  if (parts.length === 0 || parts.length > MAX_INDEX_FIELDS)
    throw new ServerError(67, `An index has 1 to ${MAX_INDEX_FIELDS} fields, not ${parts.length}`);
  for (const [, direction] of parts)
    if (direction !== 1 && direction !== -1)
      throw notImplemented(`the index type ${JSON.stringify(direction)}`);
  return { name, key: key as Record<string, number>, unique: Boolean(unique) };
}

/** Whether the very index is there. Manual: reference/command/createIndexes, "Index Names" (errors 85, 86). */
function isThere(collection: Collection, wanted: IndexSpec): boolean {
  const sameKey = (a: IndexSpec): boolean => keyOf(a.key) === keyOf(wanted.key);
  const named = collection.indexes.find((index) => index.name === wanted.name);
  if (named && (!sameKey(named) || named.unique !== (wanted.unique || named.name === ID_INDEX.name)))
    throw new ServerError(86, `An existing index has the same name as the requested index: ${wanted.name}`);
  const keyed = collection.indexes.find(sameKey);
  if (keyed && keyed.name !== wanted.name)
    throw new ServerError(85, `Index already exists with a different name: ${keyed.name}`);
  return named !== undefined;
}

/** Manual: reference/command/listIndexes. */
const listIndexes: CommandDefinition = {
  kind: 'read',
  fields: ['cursor'],
  run(command) {
    const namespace = namespaceOf(command);
    const collection = command.server.storage.collection(namespace);
    if (!collection) throw new ServerError(26, `ns does not exist: ${namespace}`);
    const indexes = collection.indexes.map(({ name, key, unique }) => ({
      v: 2,
      key: { ...key },
      name,
      ...(unique && name !== ID_INDEX.name ? { unique } : {}),
    }));
    return { cursor: command.server.cursors.first(namespace, indexes, { batchSize: indexes.length }) };
  },
};

/** Manual: reference/command/listCollections. */
const listCollections: CommandDefinition = {
  kind: 'read',
  fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  run(command) {
    const { storage, cursors } = command.server;
    const matches = matcher((command.body.filter ?? {}) as Document, command.now);
    const all = storage
      .namesIn(command.db)
      .map((name) =>
        command.body.nameOnly
          ? { name, type: 'collection' }
          : {
              name,
              type: 'collection',
              options: {},
              info: { readOnly: false, uuid: new UUID() },
              idIndex: ID_INDEX,
            },
      )
      .filter(matches);
    return { cursor: cursors.first(`${command.db}.$cmd.listCollections`, all, { batchSize: all.length }) };
  },
};

/** Manual: reference/command/drop. "Starting in MongoDB 7.0 … returns ok: 1 for a collection that does not exist". */
const drop: CommandDefinition = {
  kind: 'structure',
  fields: [],
  async run(command) {
    const namespace = namespaceOf(command);
    const { storage } = command.server;
    const collection = storage.collection(namespace);
    if (!collection) return {};
    const nIndexesWas = collection.indexes.length;
    await changeStructure(command, collection, () => storage.drop(namespace));
    return { nIndexesWas, ns: namespace };
  },
};

/** Manual: reference/command/dropDatabase. */
const dropDatabase: CommandDefinition = {
  kind: 'structure',
  fields: [],
  async run(command) {
    const { storage } = command.server;
    for (const name of storage.namesIn(command.db)) {
      const namespace = `${command.db}.${name}`;
      await changeStructure(command, storage.collection(namespace), () => storage.drop(namespace));
    }
    return { dropped: command.db };
  },
};

export const structureCommands = { create, createIndexes, listIndexes, listCollections, drop, dropDatabase };
