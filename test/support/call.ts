/** What a server answered. */
export interface Answer {
  readonly status: number;
  /** The parsed JSON; the text of anything else. */
  readonly body: unknown;
}

/** A request as a test makes it. */
export interface Call {
  readonly method: string;
  /** With the prefix, if it has one: `/api/v1/school`, `/metrics`. */
  readonly path: string;
  readonly token?: string | null;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** The Idempotency-Key; a new one by default, for everything but GET. */
  readonly key?: string;
}

/** Makes a request of a server at an address. */
export async function callAt(address: string, call: Call): Promise<Answer> {
  const { method, path, token = null, query, body, key = crypto.randomUUID() } = call;
  const url = new URL(path, address);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'GET' ? {} : { 'idempotency-key': key }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { status } = response;
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return { status, body: '' };
  }
  const text = await response.text();
  return { status, body: text !== '' && type.includes('json') ? (JSON.parse(text) as unknown) : text };
}
