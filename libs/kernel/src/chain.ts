import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Metadata } from './recorded.ts';

/** The chain hash before a stream's first event. */
export const CHAIN_START = '0'.repeat(64);

/**
 * The chain hash of one event: sha256 over the previous event's hash and everything the log says about this
 * one except its position, line by line. `dataJson` is the canonical JSON of its data (for sealed data: of the
 * sealed form), so the chain survives the destruction of a key and a move to the other store.
 * @returns 64 hex digits
 */
export function chainHash(
  previous: string,
  event: {
    stream: string;
    revision: number;
    id: string;
    type: string;
    dataJson: string;
    metadataJson: string;
  },
): string {
  return hash(
    'sha256',
    `${previous}\n${event.stream}\n${event.revision}\n${event.id}\n${event.type}\n${event.dataJson}\n${event.metadataJson}`,
  );
}

/** The metadata as the chain covers it: canonical JSON of everything but the hash itself. */
export function chainedMetadata(metadata: Metadata): string {
  const { chain: _chain, ...covered } = metadata;
  return canonicalJson(covered);
}
