import { IsOptional, IsString, MaxLength } from 'class-validator';
import { isLocalDate, type LocalDate, localDateOf } from '#kernel';
import { IsLocalDate, type PersonName } from '#platform';
import type { Key, Snapshot } from '#projecting';

/** What every query may be asked with. */
export class TransitionQuery {
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

  /** The school's date that the question is about: what is overdue, which timetable is in force. Default: today, or that of `asOf`. */
  @IsOptional()
  @IsLocalDate()
  on?: LocalDate;
}

/** The date that a question is about. @param now ms since the epoch */
export function dateOf({ on, asOf }: TransitionQuery, now: number, timeZone: string): LocalDate {
  if (on !== undefined && isLocalDate(on)) return on;
  // A position is no instant, though a lenient reader of dates would find a year in it.
  const moment = asOf?.includes('T') ? Date.parse(asOf) : Number.NaN;
  return localDateOf(Number.isNaN(moment) ? now : moment, timeZone);
}

/** Somebody of the staff by name; all parts are empty once erased. */
export class StaffCard {
  personId!: string;
  familyName!: string;
  givenName!: string;
  patronymic!: string;
  erased!: boolean;
}

const nobody = (personId: string): StaffCard => ({
  personId,
  familyName: '',
  givenName: '',
  patronymic: '',
  erased: true,
});

/** The card of a person whom something names. */
export function cardOf(names: ReadonlyMap<string, PersonName>, personId: string): StaffCard {
  const name = names.get(personId);
  if (name === undefined) return nobody(personId);
  const { familyName, givenName, patronymic, erased } = name;
  return { personId, familyName, givenName, patronymic, erased };
}

const byName = new Intl.Collator('ru', { numeric: true });

/** The order of titles and names, whatever the server's locale. */
export const compareTitles = (a: string, b: string): number => byName.compare(a, b);

/** The order of people by name. */
export const compareCards = (a: StaffCard, b: StaffCard): number =>
  byName.compare(a.familyName, b.familyName) ||
  byName.compare(a.givenName, b.givenName) ||
  byName.compare(a.patronymic, b.patronymic) ||
  (a.personId < b.personId ? -1 : 1);

const PAGE = 10_000;

/** Every document of a model under a prefix of an index. */
export async function everyDoc<Doc>(
  snapshot: Snapshot,
  model: string,
  schoolId: string,
  index: string,
  prefix: Key = [],
): Promise<Doc[]> {
  const docs: Doc[] = [];
  let cursor: string | undefined;
  do {
    const page = await snapshot.find(model, schoolId, {
      index,
      prefix,
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    docs.push(...page.docs.map(({ body }) => JSON.parse(body) as Doc));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return docs;
}
