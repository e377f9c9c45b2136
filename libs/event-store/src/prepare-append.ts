import { Buffer } from 'node:buffer';
import { type AnyFact, canonicalJson, idFrom, isStreamName, type CommandContext } from '#kernel';
import { AppendTooLarge, InvalidAppend } from './errors.ts';
import { type ExpectedRevision, MAX_APPEND_BYTES } from './event-store.ts';

export interface PreparedFact {
  readonly id: string;
  readonly type: string;
  /** Canonical JSON. */
  readonly dataJson: string;
}

/**
 * Checks an append before anything is sent and gives every fact its id and bytes: the same for every adapter.
 * @throws InvalidAppend, AppendTooLarge
 */
export function prepareAppend(
  stream: string,
  facts: readonly AnyFact[],
  expected: ExpectedRevision,
  context: CommandContext,
): PreparedFact[] {
  if (!isStreamName(stream)) throw new InvalidAppend(`Not a stream name: ${stream}`);
  if (facts.length === 0) throw new InvalidAppend(`${stream}: an append needs at least one fact`);
  if (expected !== 'none' && !(Number.isSafeInteger(expected) && expected >= 0)) {
    throw new InvalidAppend(`${stream}: not a revision: ${String(expected)}`);
  }
  let bytes = 0;
  const prepared = facts.map((fact, index) => {
    if (fact.type === '') throw new InvalidAppend(`${stream}: a fact without a type`);
    const dataJson = canonicalJson(fact.data);
    bytes += Buffer.byteLength(dataJson);
    return {
      id: idFrom(context.actor.accountId, context.commandId, stream, index),
      type: fact.type,
      dataJson,
    };
  });
  if (bytes > MAX_APPEND_BYTES) throw new AppendTooLarge(bytes, MAX_APPEND_BYTES);
  return prepared;
}
