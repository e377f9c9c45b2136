import { Problem, problemIn } from './problem.ts';
import type { components } from './schema';

/** A body or an answer of the API by its name in docs/openapi.json. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

const BASE = '/api/v1/';

/** The greatest position that this page's own commands were answered: queries wait until they show it. */
let ownPosition: string | null = null;

const addressOf = (path: string, query: Query): string => {
  const said = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  const search = new URLSearchParams(said.map(([name, value]) => [name, String(value)]));
  return said.length === 0 ? `${BASE}${path}` : `${BASE}${path}?${search}`;
};

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem('no-network', 0, 'The server could not be reached.');
  }
}

/**
 * What the server shows, not older than this page's own commands.
 * @throws Problem
 */
export async function get<Answer>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Answer> {
  const fresh = takesPosition(path) && (query['asOf'] ?? null) === null ? { minPosition: ownPosition } : {};
  const response = await reach(addressOf(path, { ...query, ...fresh }), signal ? { signal } : {});
  if (!response.ok) throw await problemIn(response);
  return (await response.json()) as Answer;
}

/** Sessions are not read models: they wait for nothing. */
const takesPosition = (path: string): boolean => !/^(sessions|accounts\/[^/]+\/sessions)/.test(path);

export interface Sending {
  /** The Idempotency-Key: the same key again does nothing twice. A new one by default. */
  readonly key?: string;
  /** When the device's clock said that it was done, for what waited for the network. ISO 8601. */
  readonly claimedAt?: string;
  readonly signal?: AbortSignal;
}

/**
 * A command.
 * @throws Problem
 */
export async function send<Answer = Schema<'CommandAnswer'>>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
  { key = crypto.randomUUID(), claimedAt, signal }: Sending = {},
): Promise<Answer> {
  return carry<Answer>(`${BASE}${path}`, {
    method,
    headers: {
      'idempotency-key': key,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(claimedAt === undefined ? {} : { 'claimed-at': claimedAt }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
}

/**
 * A command whose body is a file as it is.
 * @throws Problem
 */
export async function sendFile<Answer = Schema<'CommandAnswer'>>(
  method: 'POST' | 'PUT',
  path: string,
  query: Query,
  content: Blob,
): Promise<Answer> {
  return carry<Answer>(addressOf(path, query), {
    method,
    headers: { 'idempotency-key': crypto.randomUUID(), 'content-type': 'application/octet-stream' },
    body: content,
  });
}

async function carry<Answer>(address: string, init: RequestInit): Promise<Answer> {
  const response = await reach(address, init);
  if (!response.ok) throw await problemIn(response);
  const answer = (await response.json()) as Answer & { position?: string | null };
  notePosition(answer.position ?? null);
  return answer;
}

/** Positions are ordered as strings. */
export function notePosition(position: string | null): void {
  if (position !== null && (ownPosition === null || position > ownPosition)) ownPosition = position;
}

/** Somebody else signs in: what the one before had seen means nothing. */
export function forgetPosition(): void {
  ownPosition = null;
}
