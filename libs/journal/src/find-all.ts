import type { FindOptions, Snapshot, StoredDoc } from '#projecting';

const PAGE = 5_000;

/** Every stored document that an index lists, in the order of the index. */
export async function findStored(
  snapshot: Snapshot,
  model: string,
  schoolId: string,
  options: Omit<FindOptions, 'limit' | 'cursor'>,
): Promise<readonly StoredDoc[]> {
  const first = await snapshot.find(model, schoolId, { ...options, limit: PAGE });
  const docs = [...first.docs];
  for (let { cursor } = first; cursor !== undefined;) {
    const page = await snapshot.find(model, schoolId, { ...options, limit: PAGE, cursor });
    docs.push(...page.docs);
    cursor = page.cursor;
  }
  return docs;
}

/** The same, parsed. */
export const findAll = async <Doc>(
  snapshot: Snapshot,
  model: string,
  schoolId: string,
  options: Omit<FindOptions, 'limit' | 'cursor'>,
): Promise<readonly Doc[]> =>
  (await findStored(snapshot, model, schoolId, options)).map(({ body }) => JSON.parse(body) as Doc);
