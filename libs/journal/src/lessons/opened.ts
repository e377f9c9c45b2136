import type { Seals } from '#platform';
import type { StoredDoc } from '#projecting';
import { sealOf } from '../lesson/record-entries.ts';

/**
 * How sealed text stands in a stored lesson; inside a string the quotes would be escaped. Without the first quote:
 * a text is searched many times faster for a beginning that is rare in it.
 */
const SEALED = 'sealed":"';
/** The end of `"by":"`, for the same reason: no other name of a field with a text ends so. */
const BY = 'y":"';

/**
 * The JSON of stored lessons as readers get it: `sealed` has become `text`. Few lessons hold free text; the others
 * are handed on as they are stored, without being parsed.
 */
export async function openedLessons(
  docs: readonly StoredDoc[],
  schoolId: string,
  seals: Seals,
): Promise<readonly string[]> {
  const bodies = docs.map(({ body }) => body);
  const found: {
    readonly holder: Record<string, unknown>;
    readonly subject: string;
    readonly sealed: string;
  }[] = [];
  const parsed = new Map<number, unknown>();
  for (const [index, { key, body }] of docs.entries()) {
    if (!body.includes(SEALED)) continue;
    const lesson: unknown = JSON.parse(body, function (this: Record<string, unknown>, name, value: unknown) {
      if (name === 'sealed' && typeof value === 'string') {
        found.push({ holder: this, subject: sealOf(key), sealed: value });
      }
      return value;
    });
    parsed.set(index, lesson);
  }
  if (found.length === 0) return bodies;
  const texts = await seals.unsealMany(schoolId, found);
  for (const [index, { holder }] of found.entries()) {
    delete holder['sealed'];
    holder['text'] = texts[index] ?? null;
  }
  for (const [index, lesson] of parsed) bodies[index] = JSON.stringify(lesson);
  return bodies;
}

/** Everyone whom the JSON of these lessons names as having recorded something. */
export function recordersIn(bodies: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const body of bodies) {
    for (let at = body.indexOf(BY); at >= 0; at = body.indexOf(BY, at)) {
      const start = at + BY.length;
      const end = body.indexOf('"', start);
      if (body.startsWith('"b', at - 2)) found.add(body.slice(start, end));
      at = end;
    }
  }
  return found;
}
