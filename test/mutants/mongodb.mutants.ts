import type { Mutant } from './mutant.ts';

const here = 'libs/projecting/src/mongodb';
const contract = `${here}/mongo-read-store.spec.ts`;
const faults = 'test/projecting/mongodb.spec.ts';

/** Ways to break the MongoDB read store. */
export const mutants: readonly Mutant[] = [
  {
    name: 'no fence',
    file: `${here}/checkpoints.ts`,
    search: '{ _id, at: after, commit: { $ne: commit } },',
    replacement: '{ _id, commit: { $ne: commit } },',
    spec: contract,
  },
  {
    name: 'the fence before the transaction instead of inside it',
    file: `${here}/checkpoints.ts`,
    search: '{ $set: { at: checkpoint, commit } },\n        { session },',
    replacement: '{ $set: { at: checkpoint, commit } },\n        {},',
    spec: faults,
  },
  {
    name: 'a commit that stays at its checkpoint does not know itself again',
    file: `${here}/checkpoints.ts`,
    search: '{ _id, at: after, commit: { $ne: commit } },',
    replacement: '{ _id, at: after },',
    spec: faults,
  },
  {
    name: 'a commit of which the answer was lost does not know itself again',
    file: `${here}/checkpoints.ts`,
    search: 'if (standing?.commit === commit) return false;',
    replacement: '',
    spec: faults,
  },
  {
    name: 'a first checkpoint for a model that was dropped',
    file: `${here}/mongo-read-store.ts`,
    search: 'if (batch.after === null &&',
    replacement: 'if (false &&',
    spec: faults,
  },
  {
    name: 'a commit of unknown result is not tried again',
    file: `${here}/transaction.ts`,
    search: 'if (!isTransient(error) && !isUnknown(error)) throw error;',
    replacement: 'if (!isTransient(error)) throw error;',
    spec: faults,
  },
  {
    name: 'a transaction that was lost is not tried again',
    file: `${here}/transaction.ts`,
    search: 'if (!isTransient(error) && !isUnknown(error)) throw error;',
    replacement: 'if (!isUnknown(error)) throw error;',
    spec: faults,
  },
  {
    name: 'a commit in doubt is not settled before the checkpoint is told',
    file: `${here}/mongo-read-store.ts`,
    search: 'await this.#settle(room, slice);',
    replacement: '',
    spec: faults,
  },
  {
    name: 'a transaction that no majority confirms',
    file: `${here}/transaction.ts`,
    search: "writeConcern: { w: 'majority', wtimeoutMS",
    replacement: 'writeConcern: { w: 1, wtimeoutMS',
    spec: faults,
  },
  {
    name: 'reads at several moments',
    file: `${here}/mongo-read-store.ts`,
    search: 'startSession({ snapshot: true })',
    replacement: 'startSession()',
    spec: contract,
  },
  {
    name: 'collections dropped under their readers',
    file: `${here}/catalogue.ts`,
    search: '.getTime() + GRACE_MS',
    replacement: '.getTime() - GRACE_MS',
    spec: faults,
  },
  {
    name: 'a takeover that overwrites what another process changed meanwhile',
    file: `${here}/catalogue.ts`,
    search: 'replaceOne({ _id: name, revision }, next)',
    replacement: 'replaceOne({ _id: name }, next)',
    spec: faults,
  },
  {
    name: 'pages in ascending order only',
    file: `${here}/mongo-snapshot.ts`,
    search: 'const direction = descending ? -1 : 1;',
    replacement: 'const direction = 1;',
    spec: contract,
  },
  {
    name: 'pages that begin again with the last entry of the page before',
    file: `${here}/mongo-snapshot.ts`,
    search: "['$lt', '$lte'] : ['$gt', '$gte']",
    replacement: "['$lte', '$lte'] : ['$gte', '$gte']",
    spec: contract,
  },
  {
    name: 'index entries that stay when their document moves',
    file: `${here}/batch-writer.ts`,
    search: 'if (!has.has(id)) gone.push',
    replacement: 'if (false) gone.push',
    spec: contract,
  },
  {
    name: 'tallies that forget what stood there',
    file: `${here}/batch-writer.ts`,
    search: 'const sums = sum(before ?? {}, add);',
    replacement: 'const sums = sum({}, add);',
    spec: contract,
  },
  {
    name: 'a client that is not strict',
    file: `${here}/mongo-connection.ts`,
    search: 'strict: true',
    replacement: 'strict: false',
    spec: faults,
  },
  {
    name: 'a lease taken from a holder whose time is not over',
    file: `${here}/mongo-leases.ts`,
    search: "{ $lte: ['$until', '$$NOW'] }",
    replacement: "{ $lte: ['$until', { $add: ['$$NOW', 600_000] }] }",
    spec: faults,
  },
  {
    name: 'a lease renewed by whoever held it once',
    file: `${here}/mongo-leases.ts`,
    search: 'const mine = { _id: slice, holder: this.#holder, epoch };',
    replacement: 'const mine = { _id: slice };',
    spec: faults,
  },
];
