import { get } from './client.ts';

interface PageOfList<Item> {
  readonly items: readonly Item[];
  readonly cursor: string | null;
}

/** The most that the server puts into one page of a list. */
const PAGE = 500;

/**
 * Every item of a list, page by page.
 * @throws Problem
 */
export async function allPages<Item>(
  path: string,
  query: Readonly<Record<string, string | null | undefined>>,
  signal?: AbortSignal,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: PageOfList<Item> = await get(path, { ...query, limit: PAGE, cursor }, signal);
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== null);
  return items;
}
