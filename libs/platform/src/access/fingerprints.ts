import { createHmac } from 'node:crypto';
import { canonicalJson } from '#kernel';

/** Fields that never enter a fingerprint: a log that is kept for ever must not help to guess a password. */
const SECRET_FIELDS = new Set(['password', 'currentPassword', 'newPassword']);

/**
 * Tells a command that is sent again from another one under the same Idempotency-Key. Keyed, because requests
 * hold names and comments: a bare hash in an immutable log would let anyone test a guess at an erased name.
 */
export class Fingerprints {
  readonly #key: Uint8Array;

  /** @param key 32 bytes, the same for every replica and for ever */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** @returns 64 hex digits */
  of(request: {
    readonly method: string;
    /** The route's path with the names of its parameters. */
    readonly route: string;
    readonly params: unknown;
    readonly query: unknown;
    readonly body: unknown;
  }): string {
    const { method, route, params, query, body } = request;
    return createHmac('sha256', this.#key)
      .update(canonicalJson({ method, route, params, query, body: withoutSecrets(body) ?? null }))
      .digest('hex');
  }
}

function withoutSecrets(body: unknown): unknown {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !SECRET_FIELDS.has(name)));
}
