import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { invalidField } from '#kernel';

/** What every query may be asked with. */
export class ReadQuery {
  /** A receipt's position: answer only once the page shows it. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  minPosition?: string;

  /** An instant (ISO 8601) or a position: answer as it was then. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  asOf?: string;
}

/** What every list may be asked with. */
export class ListQuery extends ReadQuery {
  /** The most items in the answer. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit: number = 100;

  /** The `cursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  cursor?: string;
}

/** What every answer to a query carries. */
export class ReadAnswer {
  /** The position of the log that the answer shows; null before anything happened. */
  position!: string | null;
}

/** What every list carries beside its items. */
export class ListAnswer extends ReadAnswer {
  /** Ask for the next page with it; null on the last page. */
  cursor!: string | null;
}

/**
 * One page of what is sorted already. The cursor is the id of the last item, so that it tells nothing.
 * @throws Refused `invalid` when the cursor's item is no longer in the list
 */
export function pageOf<Item>(
  items: readonly Item[],
  { limit, cursor }: Pick<ListQuery, 'limit' | 'cursor'>,
  idOf: (item: Item) => string,
): { items: Item[]; cursor: string | null } {
  const before = cursor === undefined ? -1 : items.findIndex((item) => idOf(item) === cursor);
  if (cursor !== undefined && before < 0) {
    throw invalidField('cursor', 'unknown', 'The list has changed. Start again from its first page.');
  }
  const page = items.slice(before + 1, before + 1 + limit);
  const last = page.at(-1);
  return { items: page, cursor: last !== undefined && before + 1 + limit < items.length ? idOf(last) : null };
}

/** The order of titles and names in every list, whatever the server's locale: «5А» before «10А». */
export const byTitle = new Intl.Collator('ru', { numeric: true });
