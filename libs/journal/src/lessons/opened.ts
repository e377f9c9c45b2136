import type { Seals } from '#platform';
import type { StoredDoc } from '#projecting';

/*
 * Stored documents are looked through as bytes: the places looked for, and the ids and seals behind them, are ASCII.
 * Each is looked for without its first quote, since a text is searched many times faster for a beginning that is
 * rare in it.
 */

/** How sealed text stands in a stored document: inside a string the quotes would be escaped, and a seal holds none. */
const SEALED = Buffer.from('sealed":"');
/** The end of `"by":"`: no other name of a field with a text ends so. */
const BY = Buffer.from('y":"');
const QUOTE = 0x22;
const B = 0x62;

/** A seal in the JSON of a document: from the quote before its name to the quote after it. */
interface Found {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly subject: string;
  readonly sealed: string;
}

/**
 * The JSON of stored lessons or works as readers get it: `sealed` has become `text`, or null where the key was destroyed.
 * Nothing is parsed: few hold free text, and in those it is replaced where it stands.
 */
export async function opened(
  docs: readonly StoredDoc<Buffer>[],
  schoolId: string,
  seals: Seals,
  sealOf: (key: string) => string,
): Promise<readonly Buffer[]> {
  const bodies = docs.map(({ body }) => body);
  const found = docs.flatMap(({ key, body }, index) => sealsIn(body, index, sealOf(key)));
  if (found.length === 0) return bodies;
  const texts = await seals.unsealMany(schoolId, found);
  // From the last to the first, so that what is before keeps its place.
  for (let at = found.length - 1; at >= 0; at -= 1) {
    const { index, from, to } = found[at]!;
    const body = bodies[index]!;
    const text = Buffer.from(`"text":${JSON.stringify(texts[at] ?? null)}`);
    bodies[index] = Buffer.concat([body.subarray(0, from), text, body.subarray(to)]);
  }
  return bodies;
}

function sealsIn(body: Buffer, index: number, subject: string): readonly Found[] {
  const found: Found[] = [];
  for (let at = body.indexOf(SEALED); at >= 0; at = body.indexOf(SEALED, at)) {
    const start = at + SEALED.length;
    const end = body.indexOf(QUOTE, start);
    found.push({ index, from: at - 1, to: end + 1, subject, sealed: body.toString('latin1', start, end) });
    at = end;
  }
  return found;
}

/** Everyone whom the JSON of these lessons names as having recorded something. */
export function recordersIn(bodies: readonly Buffer[]): Set<string> {
  const found = new Set<string>();
  for (const body of bodies) {
    for (let at = body.indexOf(BY); at >= 0; at = body.indexOf(BY, at)) {
      const start = at + BY.length;
      const end = body.indexOf(QUOTE, start);
      if (body[at - 1] === B && body[at - 2] === QUOTE) found.add(body.toString('latin1', start, end));
      at = end;
    }
  }
  return found;
}
