/** What a server answered. */
export interface Answer {
  readonly status: number;
  /** The parsed JSON; the text of anything else. */
  readonly body: unknown;
  readonly headers: Headers;
}

/** A request as a test makes it. */
export interface Call {
  readonly method: string;
  /** With the prefix, if it has one: `/api/v1/school`, `/metrics`. */
  readonly path: string;
  readonly token?: string | null;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** The content of a file, in place of a body of JSON. */
  readonly content?: Uint8Array<ArrayBuffer>;
  /** The Idempotency-Key; a new one by default, for everything but GET. */
  readonly key?: string;
}

/** Calls the server at this address. Of a stream of events only that it began is answered. */
export async function callAt(
  address: string,
  { method, path, token = null, query, body, content, key = crypto.randomUUID() }: Call,
): Promise<Answer> {
  const url = new URL(path, address);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'GET' ? {} : { 'idempotency-key': key }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(content === undefined ? {} : { 'content-type': 'application/octet-stream' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(content === undefined ? {} : { body: content }),
  });
  const { status, headers } = response;
  const type = headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return { status, headers, body: '' };
  }
  const text = await response.text();
  return {
    status,
    headers,
    body: text !== '' && type.includes('json') ? (JSON.parse(text) as unknown) : text,
  };
}
