import { orderOf, parsePosition } from '#kernel';

/** What an open page is told of a read model. */
export interface Told {
  readonly model: string;
  readonly position: string;
  /** Absent: ask for everything that the page shows. */
  readonly keys?: readonly string[];
}

/** The order of a position as it stands in answers. */
export const place = (position: string): bigint => orderOf(parsePosition(position)!);

/**
 * Reads a stream of changes until it tells what is waited for.
 * @throws Error when the answer is no stream of changes, or when it ends before
 */
export async function changeTold(stream: Response, isIt: (told: Told) => boolean): Promise<Told> {
  const type = stream.headers.get('content-type') ?? '';
  if (stream.status !== 200 || !type.startsWith('text/event-stream'))
    throw new Error(`No stream of changes: ${stream.status} ${type}`);
  const text = new TextDecoder();
  let rest = '';
  for await (const chunk of stream.body!) {
    const events = (rest + text.decode(chunk, { stream: true })).split('\n\n');
    rest = events.pop()!;
    for (const event of events) {
      const data = /^event: change\ndata: (.*)$/m.exec(event)?.[1];
      if (data === undefined) continue;
      const told = JSON.parse(data) as Told;
      if (isIt(told)) return told;
    }
  }
  throw new Error('The stream of changes ended');
}

/** Whether it tells of a document at a position or later. */
export const tellsOf =
  (key: string, from: string) =>
  ({ position, keys = [] }: Told): boolean =>
    keys.includes(key) && place(position) >= place(from);
