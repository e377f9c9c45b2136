import type { Position as CommitAndPrepare } from '@eventstore/db-client';
import { orderOf, type Position, positionFrom } from '#kernel';

/** EventStoreDB's pair as our position: ordered by commit, with prepare behind the dot. */
export const positionOf = ({ commit, prepare }: CommitAndPrepare): Position =>
  positionFrom(commit, prepare.toString(16));

/** The pair to resume at. A position without a prepare part stands for one that equals its commit. */
export function commitAndPrepare(position: Position): CommitAndPrepare {
  const commit = orderOf(position);
  const [, rest] = position.split('.');
  return { commit, prepare: rest === undefined ? commit : BigInt(`0x${rest}`) };
}
