import type { FindOptions, FoundPage, Snapshot, StoredDoc } from '#projecting';

const PAGE = 5_000;

type Options = Omit<FindOptions, 'limit' | 'cursor'>;

/** Every stored document that an index lists, in the order of the index. */
async function everyPage<Body>(
  options: Options,
  find: (options: FindOptions) => Promise<FoundPage<Body>>,
): Promise<readonly StoredDoc<Body>[]> {
  const first = await find({ ...options, limit: PAGE });
  const docs = [...first.docs];
  for (let { cursor } = first; cursor !== undefined;) {
    const page = await find({ ...options, limit: PAGE, cursor });
    docs.push(...page.docs);
    cursor = page.cursor;
  }
  return docs;
}

/** Every document that an index lists, as the bytes that are stored. */
export const findStored = (
  snapshot: Snapshot,
  model: string,
  schoolId: string,
  options: Options,
): Promise<readonly StoredDoc<Buffer>[]> =>
  everyPage(options, (page) => snapshot.findBytes(model, schoolId, page));

/** The same, parsed. */
export const findAll = async <Doc>(
  snapshot: Snapshot,
  model: string,
  schoolId: string,
  options: Options,
): Promise<readonly Doc[]> =>
  (await everyPage(options, (page) => snapshot.find(model, schoolId, page))).map(
    ({ body }) => JSON.parse(body) as Doc,
  );
