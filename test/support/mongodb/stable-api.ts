import type { Document } from 'bson';
import { ServerError } from './server-error.ts';

/** Commands of Stable API V1 in MongoDB 8.0. Manual: reference/stable-api-changelog, "Database Commands". */
const V1_COMMANDS = new Set([
  'abortTransaction',
  'aggregate',
  'authenticate',
  'bulkWrite',
  'collMod',
  'commitTransaction',
  'count',
  'create',
  'createIndexes',
  'delete',
  'drop',
  'dropDatabase',
  'dropIndexes',
  'endSessions',
  'explain',
  'find',
  'findAndModify',
  'getMore',
  'insert',
  'hello',
  'killCursors',
  'listCollections',
  'listDatabases',
  'listIndexes',
  'ping',
  'refreshSessions',
  'update',
]);

/** Commands that a real server has outside V1 and that a program might try. Manual: reference/command. */
const OUTSIDE_V1 = new Set([
  'buildInfo',
  'collStats',
  'connectionStatus',
  'convertToCapped',
  'currentOp',
  'dbStats',
  'distinct',
  'getParameter',
  'isMaster',
  'ismaster',
  'mapReduce',
  'renameCollection', // in V1 only from MongoDB 8.1 on
  'replSetGetStatus',
  'replSetStepDown',
  'serverStatus',
  'setParameter',
  'validate',
]);

/** Fields of V1 commands that are not in V1: "the following … fields are not supported" on each command's page. */
const UNSTABLE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  // reference/command/find, "Stable API"
  find: ['awaitData', 'max', 'min', 'noCursorTimeout', 'returnKey', 'showRecordId', 'tailable'],
  // reference/command/create, "Stable API"
  create: ['autoIndexId', 'capped', 'indexOptionDefaults', 'max', 'size', 'storageEngine'],
};

/** reference/command/createIndexes, "Stable API". */
const UNSTABLE_INDEX_FIELDS = ['background', 'bucketSize', 'sparse', 'storageEngine'];

const STABLE_API_PAGE = 'https://dochub.mongodb.org/core/manual-versioned-api';

/**
 * Refuses what a client's API parameters do not allow. Manual: reference/stable-api, "Parameters" and
 * "Stable API Error Responses" (InvalidOptions, APIVersionError, APIStrictError).
 */
export function checkStableApi(name: string, body: Document): void {
  const { apiVersion, apiStrict, apiDeprecationErrors } = body as {
    apiVersion?: unknown;
    apiStrict?: boolean;
    apiDeprecationErrors?: boolean;
  };
  if (apiVersion === undefined) {
    if (apiStrict !== undefined || apiDeprecationErrors !== undefined)
      throw new ServerError(72, 'Provided apiStrict and/or apiDeprecationErrors without passing apiVersion');
    return;
  }
  if (apiVersion !== '1') throw new ServerError(322, 'API version must be "1"');
  if (apiStrict !== true) return;
  if (OUTSIDE_V1.has(name))
    throw new ServerError(
      323,
      `Provided apiStrict:true, but the command ${name} is not in API Version 1. Information on supported commands and migrations in API Version 1 can be found at ${STABLE_API_PAGE}`,
    );
  for (const field of UNSTABLE_FIELDS[name] ?? [])
    if (field in body)
      throw new ServerError(323, `BSON field '${name}.${field}' is not allowed with apiStrict:true.`);
  if (name === 'createIndexes') for (const index of body.indexes as Document[]) checkIndex(index);
}

function checkIndex(index: Document): void {
  for (const field of UNSTABLE_INDEX_FIELDS)
    if (field in index)
      throw new ServerError(
        323,
        `BSON field 'createIndexes.indexes.${field}' is not allowed with apiStrict:true.`,
      );
  // "Text indexes are not available in Stable API V1."
  if (Object.values(index.key as Document).includes('text'))
    throw new ServerError(323, 'The index type text is not allowed with apiStrict:true.');
}

/** Whether a real server knows a command by this name, implemented here or not. */
export const isRealCommand = (name: string): boolean => V1_COMMANDS.has(name) || OUTSIDE_V1.has(name);
