import { calculateObjectSize, type Document, ObjectId } from 'bson';
import { keyOf } from './bson-order.ts';
import type { Collection } from './collection.ts';
import type { Command, CommandDefinition } from './command.ts';
import { collectionOf, namespaceOf, writeStatement } from './command.ts';
import { isOperators, matcher } from './filter.ts';
import { projected, sorted } from './read-commands.ts';
import type { Row } from './row.ts';
import { notImplemented, ServerError } from './server-error.ts';
import { updateFrom } from './update-operators.ts';
import { MAX_DOCUMENT_BYTES } from './wire.ts';
import type { WriteUnit } from './write-unit.ts';

/** Manual: reference/limits, "Write Command Batch Limit Size". */
const MAX_STATEMENTS = 100_000;

/** Manual: reference/command/insert. */
const insert: CommandDefinition = {
  kind: 'write',
  inTransaction: true,
  fields: ['documents', 'ordered'],
  async run(command) {
    const collection = await writable(command);
    return statements(command, command.body.documents as Document[], (document) =>
      writeStatement(command, (unit) => {
        collection.insert(stored(document), unit);
        return { n: 1 };
      }),
    );
  },
};

/** Manual: reference/command/update. */
const update: CommandDefinition = {
  kind: 'write',
  inTransaction: true,
  fields: ['updates', 'ordered'],
  async run(command) {
    const updates = command.body.updates as Document[];
    const upserting = updates.some((one) => one.upsert === true);
    const collection = upserting ? await writable(command) : await collectionOf(command);
    return statements(command, updates, (statement) => {
      accept('update.updates', statement, ['q', 'u', 'multi', 'upsert']);
      return writeStatement(command, (unit) => updateOne(command, collection, statement, unit));
    });
  },
};

function updateOne(
  command: Command,
  collection: Collection | undefined,
  { q, u, multi, upsert }: Document,
  unit: WriteUnit,
): Document {
  const filter = q as Document;
  if (multi && !Array.isArray(u) && !isOperators(u))
    throw new ServerError(9, 'multi update is not supported for replacement-style update');
  const change = updateFrom(u as Document | Document[], command.now);
  const found = rowsFor(command, collection, filter, unit, multi ? Infinity : 1, Boolean(upsert));
  if (found.length === 0 && upsert && collection) {
    const document = stored(change(seedOf(filter), true));
    collection.insert(document, unit);
    return { n: 1, nModified: 0, upserted: document._id as unknown };
  }
  let modified = 0;
  for (const { row, document } of found) {
    const after = stored(change(document, false));
    if (keyOf(after) === keyOf(document)) continue; // "nModified": an update that changes nothing writes nothing
    collection?.write(row, after, unit);
    modified++;
  }
  return { n: found.length, nModified: modified };
}

/** Manual: reference/command/delete. */
const deleteDocuments: CommandDefinition = {
  kind: 'write',
  inTransaction: true,
  fields: ['deletes', 'ordered'],
  async run(command) {
    const collection = await collectionOf(command);
    return statements(command, command.body.deletes as Document[], (statement) => {
      accept('delete.deletes', statement, ['q', 'limit']);
      return writeStatement(command, (unit) => {
        const found = rowsFor(
          command,
          collection,
          statement.q as Document,
          unit,
          statement.limit === 1 ? 1 : Infinity,
        );
        for (const { row } of found) collection?.write(row, null, unit);
        return { n: found.length };
      });
    });
  },
};

/** Manual: reference/command/findAndModify. */
const findAndModify: CommandDefinition = {
  kind: 'write',
  inTransaction: true,
  fields: ['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert'],
  async run(command) {
    const before = command.answers?.get(0);
    if (before) return before;
    const { query = {}, sort, remove, update: u, fields, upsert } = command.body;
    const collection = upsert ? await writable(command) : await collectionOf(command);
    const filter = query as Document;
    const answer = await writeStatement(command, (unit): Document => {
      const all = rowsFor(command, collection, filter, unit, sort ? Infinity : 1, Boolean(upsert));
      const first = sort
        ? sorted(
            all.map((one) => one.document),
            sort as Document,
          )[0]
        : all[0]?.document;
      const found = all.find((one) => one.document === first);
      const show = projected(fields as Document | undefined);
      if (remove) {
        if (found) collection?.write(found.row, null, unit);
        return { lastErrorObject: { n: found ? 1 : 0 }, value: found ? show(found.document) : null };
      }
      const change = updateFrom(u as Document | Document[], command.now);
      if (!found && upsert && collection) {
        const inserted = stored(change(seedOf(filter), true));
        collection.insert(inserted, unit);
        return {
          lastErrorObject: { n: 1, updatedExisting: false, upserted: inserted._id as unknown },
          value: command.body.new ? show(inserted) : null,
        };
      }
      if (!found) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
      const after = stored(change(found.document, false));
      collection?.write(found.row, after, unit);
      return {
        lastErrorObject: { n: 1, updatedExisting: true },
        value: show(command.body.new ? after : found.document),
      };
    });
    command.answers?.set(0, answer);
    return answer;
  },
};

/**
 * The collection to write to, made when it is not there yet: "If the collection does not currently exist,
 * insert operations will create the collection" (tutorial/insert-documents).
 */
async function writable(command: Command): Promise<Collection> {
  const collection = await collectionOf(command);
  if (collection) return collection;
  if (command.transaction) throw notImplemented('creating a collection inside a transaction');
  return command.server.storage.create(namespaceOf(command));
}

/**
 * Runs a write command's statements in order and gathers their counts and errors. Manual: reference/command/insert,
 * "Output"; a retryable write's statements that were done before are answered from memory (core/retryable-writes).
 */
async function statements(
  command: Command,
  all: readonly Document[],
  run: (statement: Document) => Promise<Document>,
): Promise<Document> {
  if (all.length === 0 || all.length > MAX_STATEMENTS)
    throw new ServerError(
      72,
      `Write batch sizes must be between 1 and ${MAX_STATEMENTS}. Got ${all.length} operations.`,
    );
  const sums: Document = { n: 0 };
  const upserted: Document[] = [];
  const writeErrors: Document[] = [];
  for (const [index, statement] of all.entries()) {
    try {
      const answer = command.answers?.get(index) ?? (await run(statement));
      command.answers?.set(index, answer);
      sums.n += answer.n as number;
      if ('nModified' in answer)
        sums.nModified = ((sums.nModified as number) ?? 0) + (answer.nModified as number);
      if ('upserted' in answer) upserted.push({ index, _id: answer.upserted as unknown });
    } catch (error) {
      // A duplicate key is a write error of the statement; anything else fails the command as a whole.
      if (!(error instanceof ServerError) || error.code !== 11000) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.more });
      command.transaction?.abort();
      if (command.body.ordered !== false || command.transaction) break;
    }
  }
  return {
    ...sums,
    ...(upserted.length > 0 ? { upserted } : {}),
    ...(writeErrors.length > 0 ? { writeErrors } : {}),
  };
}

function rowsFor(
  command: Command,
  collection: Collection | undefined,
  filter: Document,
  unit: WriteUnit,
  limit: number,
  upsert = false,
): { row: Row; document: Document }[] {
  // reference/operator/query/expr is not allowed in the query predicate of an upsert (error 224).
  if (upsert && '$expr' in filter)
    throw new ServerError(224, '$expr is not allowed in the query predicate for an upsert');
  const matches = matcher(filter, command.now);
  const found: { row: Row; document: Document }[] = [];
  if (!collection) return found;
  for (const one of collection.find(filter, matches, unit.view)) {
    found.push(one);
    if (found.length >= limit) break;
  }
  return found;
}

/** What an upsert starts from: the equality clauses of the filter (reference/command/update, "Upsert"). */
function seedOf(filter: Document): Document {
  return Object.fromEntries(
    Object.entries(filter)
      .filter(([name, condition]) => !name.startsWith('$') && (!isOperators(condition) || '$eq' in condition))
      .map(([name, condition]) => {
        if (name.includes('.')) throw notImplemented('upserts with dotted paths in the filter');
        return [name, isOperators(condition) ? (condition.$eq as unknown) : (condition as unknown)];
      }),
  );
}

/** A document as it is stored: with an _id, and no larger than a document may be. */
function stored(document: Document): Document {
  const whole = '_id' in document ? document : { _id: new ObjectId(), ...document };
  if (Array.isArray(whole._id)) throw new ServerError(53, "The '_id' value cannot be of type array");
  const size = calculateObjectSize(whole);
  // reference/limits, "BSON Document Size": 16 mebibytes.
  if (size > MAX_DOCUMENT_BYTES)
    throw new ServerError(
      10334,
      `BSONObj size: ${size} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}(16MB)`,
    );
  return whole;
}

function accept(where: string, statement: Document, fields: readonly string[]): void {
  for (const field of Object.keys(statement))
    if (!fields.includes(field)) throw notImplemented(`the field ${where}.${field}`);
}

export const writeCommands = { insert, update, delete: deleteDocuments, findAndModify };
