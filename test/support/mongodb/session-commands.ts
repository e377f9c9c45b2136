import type { Document } from 'bson';
import { keyOf } from './bson-order.ts';
import type { CommandDefinition } from './command.ts';
import { ServerError } from './server-error.ts';

/** Manual: reference/command/hello. What a driver says of itself in the handshake is taken and not looked at. */
const hello: CommandDefinition = {
  kind: 'always',
  fields: [
    'helloOk',
    'client',
    'compression',
    'saslSupportedMechs',
    'backpressure',
    'topologyVersion',
    'maxAwaitTimeMS',
  ],
  run: (command) => command.server.hello(),
};

/** Manual: reference/command/ping. */
const ping: CommandDefinition = { kind: 'always', fields: [], run: () => ({}) };

/** Manual: reference/command/commitTransaction. Committing again what is committed answers ok. */
const commitTransaction: CommandDefinition = {
  kind: 'session',
  inTransaction: true,
  fields: ['recoveryToken'],
  run({ transaction }) {
    if (!transaction) throw new ServerError(125, 'commitTransaction must be run within a transaction');
    transaction.commit();
    return {};
  },
};

/** Manual: reference/command/abortTransaction. */
const abortTransaction: CommandDefinition = {
  kind: 'session',
  inTransaction: true,
  fields: ['recoveryToken'],
  run({ transaction }) {
    if (!transaction) throw new ServerError(125, 'abortTransaction must be run within a transaction');
    transaction.abort();
    return {};
  },
};

/** Manual: reference/command/endSessions. "If a session ends and it has an open transaction, the transaction aborts." */
const endSessions: CommandDefinition = {
  kind: 'always',
  fields: [],
  run({ body, server }) {
    for (const { id } of body.endSessions as Document[]) {
      const key = keyOf(id);
      server.sessions.get(key)?.end();
      server.sessions.delete(key);
      server.cursors.killSession(key);
    }
    return {};
  },
};

export const sessionCommands = { hello, ping, commitTransaction, abortTransaction, endSessions };
