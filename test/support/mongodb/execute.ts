import type { Document, Timestamp } from 'bson';
import { keyOf } from './bson-order.ts';
import type { Command, CommandDefinition, ServerState } from './command.ts';
import { readCommands } from './read-commands.ts';
import type { View } from './row.ts';
import { errorReply, labelsOf, notImplemented, ServerError } from './server-error.ts';
import { Session, type Transaction } from './session.ts';
import { sessionCommands } from './session-commands.ts';
import { checkStableApi, isRealCommand } from './stable-api.ts';
import { structureCommands } from './structure-commands.ts';
import type { IncomingCommand } from './wire.ts';
import { writeCommands } from './write-commands.ts';

const COMMANDS: Readonly<Record<string, CommandDefinition>> = {
  ...readCommands,
  ...writeCommands,
  ...structureCommands,
  ...sessionCommands,
};

/** Fields that any command may carry. */
const COMMON_FIELDS = [
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  '$db',
  '$clusterTime',
  '$readPreference',
];

/** The part of the server's state that decides who may run what. */
export interface Node extends ServerState {
  readonly isReplicaSet: boolean;
  readonly isPrimary: boolean;
  readonly transactionLifetimeMs: number;
  now(): number;
}

/**
 * Runs one command and answers as a server does: never throws. With `failWith` it fails with that error code
 * where it would begin to do its work.
 */
export async function execute(node: Node, incoming: IncomingCommand, failWith?: number): Promise<Document> {
  const { body } = incoming;
  const name = Object.keys(body)[0] ?? '';
  let transaction: Transaction | undefined;
  try {
    const definition = definitionOf(name, body);
    checkRole(node, definition);
    const session = sessionOf(node, body);
    transaction = session && transactionOf(node, session, name, definition, body);
    if (failWith !== undefined) throw new ServerError(failWith, 'Failing command on request of a test');
    const retried = definition.kind === 'write' && isRetryableWrite(body);
    const command: Command = {
      name,
      db: incoming.db,
      body,
      now: new Date(node.now()),
      server: node,
      session,
      transaction,
      answers: retried ? session?.retryable(numberOf(body)) : undefined,
      deadline: body.maxTimeMS ? Date.now() + Number(body.maxTimeMS) : Infinity,
      ...readingFrom(node, transaction, definition, body),
    };
    return { ...(await definition.run(command)), ok: 1 };
  } catch (error) {
    const known = error instanceof ServerError ? error : { code: 8, message: String(error), more: {} };
    const ending = name === 'commitTransaction' || name === 'abortTransaction';
    // "If any operation in the transaction fails, … the transaction aborts" (core/transactions).
    if (!ending) transaction?.abort();
    const inTransaction = body.autocommit === false;
    return errorReply(
      known,
      labelsOf(known.code, { inTransaction, ending, retryableWrite: isRetryableWrite(body) }),
    );
  }
}

function definitionOf(name: string, body: Document): CommandDefinition {
  checkStableApi(name, body);
  const definition = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!definition) {
    if (isRealCommand(name)) throw notImplemented(`the command ${name}`);
    throw new ServerError(59, `no such command: '${name}'`);
  }
  for (const field of Object.keys(body).slice(1))
    if (!definition.fields.includes(field) && !COMMON_FIELDS.includes(field))
      throw notImplemented(`the field ${name}.${field}`);
  checkConcerns(body);
  return definition;
}

/** Read and write concerns known here; one node makes "majority" the same as "local". */
function checkConcerns({ readConcern, writeConcern }: Document): void {
  for (const field of Object.keys((readConcern ?? {}) as Document))
    if (!['level', 'atClusterTime', 'afterClusterTime', 'provenance'].includes(field))
      throw notImplemented(`readConcern.${field}`);
  const level = ((readConcern as Document | undefined)?.level ?? 'local') as string;
  if (!['local', 'majority', 'snapshot'].includes(level)) throw notImplemented(`read concern ${level}`);
  for (const [field, value] of Object.entries((writeConcern ?? {}) as Document))
    if (!['w', 'j', 'wtimeout'].includes(field) || (field === 'w' && value !== 'majority' && value !== 1))
      throw notImplemented(`writeConcern.${field}: ${String(value)}`);
}

/** Who may serve it. Manual: error codes 10107 NotWritablePrimary, 13435 NotPrimaryNoSecondaryOk. */
function checkRole(node: Node, { kind }: CommandDefinition): void {
  if (!node.isReplicaSet || node.isPrimary || kind === 'always') return;
  if (kind === 'read') throw new ServerError(13435, 'not primary and secondaryOk=false');
  throw new ServerError(10107, 'not primary');
}

function sessionOf(node: Node, { lsid }: Document): Session | undefined {
  if (lsid === undefined) return undefined;
  const key = keyOf((lsid as Document).id);
  let session = node.sessions.get(key);
  if (!session) node.sessions.set(key, (session = new Session(key)));
  return session;
}

const numberOf = (body: Document): bigint => BigInt(String(body.txnNumber));
const isRetryableWrite = (body: Document): boolean =>
  body.txnNumber !== undefined && body.autocommit === undefined;

function transactionOf(
  node: Node,
  session: Session,
  name: string,
  definition: CommandDefinition,
  body: Document,
): Transaction | undefined {
  if (body.txnNumber === undefined) return undefined;
  // core/transactions-production-consideration, "Availability": standalone deployments have no transactions.
  if (!node.isReplicaSet)
    throw new ServerError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  if (body.autocommit !== false) return undefined;
  if (!definition.inTransaction)
    throw new ServerError(263, `Cannot run '${name}' in a multi-document transaction.`);
  const ending = name === 'commitTransaction' || name === 'abortTransaction' ? name : null;
  // "You set the read concern at the transaction level": on its first command; the write concern on its last.
  if (body.writeConcern !== undefined && !ending)
    throw new ServerError(72, 'writeConcern is not allowed within a multi-statement transaction');
  if (body.startTransaction === true) {
    const level = ((body.readConcern as Document | undefined)?.level ?? 'local') as string;
    return session.start(numberOf(body), level, node.storage, node.transactionLifetimeMs);
  }
  if (body.readConcern !== undefined)
    throw new ServerError(72, 'Only the first command in a transaction may specify a readConcern');
  return session.continued(numberOf(body), ending);
}

/**
 * What a command reads. Manual, reference/read-concern-snapshot: outside transactions only find, aggregate and
 * distinct may read with "snapshot", at `atClusterTime` or at a time that the server chooses and tells.
 */
function readingFrom(
  node: Node,
  transaction: Transaction | undefined,
  definition: CommandDefinition,
  body: Document,
): { view: View; snapshotTime: Timestamp | undefined } {
  if (transaction) return { view: transaction.unit.view, snapshotTime: undefined };
  const concern = (body.readConcern ?? {}) as { level?: string; atClusterTime?: Timestamp };
  if (concern.level !== 'snapshot') {
    if (concern.atClusterTime)
      throw new ServerError(72, 'readConcern level must be snapshot for atClusterTime');
    return { view: node.storage.newest, snapshotTime: undefined };
  }
  if (!node.isReplicaSet)
    throw new ServerError(123, 'node needs to be a replica set member to use readConcern: snapshot');
  if (!definition.snapshotReads)
    throw new ServerError(
      72,
      `${Object.keys(body)[0]} does not support read concern snapshot outside a transaction`,
    );
  const snapshotTime = concern.atClusterTime ?? node.storage.clusterTime;
  return { view: node.storage.viewAt(snapshotTime), snapshotTime };
}
