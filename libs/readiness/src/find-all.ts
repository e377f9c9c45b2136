import type { FindOptions, Snapshot } from '#projecting';

const PAGE = 5_000;

/** Every document that an index lists, parsed, page by page. */
export async function* findAll<Doc>(
  snapshot: Snapshot,
  model: string,
  schoolId: string,
  options: Omit<FindOptions, 'limit' | 'cursor'>,
): AsyncGenerator<Doc> {
  let cursor: string | undefined;
  do {
    const page = await snapshot.find(model, schoolId, {
      ...options,
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const doc of page.docs) yield JSON.parse(doc.body) as Doc;
    cursor = page.cursor;
  } while (cursor !== undefined);
}
