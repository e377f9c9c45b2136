import type { Key, Snapshot, StoredDoc } from '#projecting';

/** The most that one look into an index brings. */
const PAGE = 10_000;

/** Every document of a model under a prefix of an index, optionally in a range of the part after it. */
export async function everyDoc(
  snapshot: Snapshot,
  model: string,
  schoolId: string,
  options: { readonly index: string; readonly prefix: Key; readonly from?: string; readonly to?: string },
): Promise<StoredDoc[]> {
  const docs: StoredDoc[] = [];
  let cursor: string | undefined;
  do {
    const page = await snapshot.find(model, schoolId, {
      ...options,
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    docs.push(...page.docs);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return docs;
}

/** The body of a document of ours. */
export const bodyOf = <Doc>(doc: StoredDoc): Doc => JSON.parse(doc.body) as Doc;
