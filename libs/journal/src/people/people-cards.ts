import type { LocalDate } from '#kernel';
import type { Directory, GroupCard, PersonName } from '#platform';
import type { Snapshot } from '#projecting';

/** A name as it is shown; all parts empty once the person was erased. */
export class PersonCard {
  personId!: string;
  familyName!: string;
  givenName!: string;
  patronymic!: string;
  erased!: boolean;
}

/** Days in a group; `to` is the last one, null while it lasts. */
export class StayCard {
  groupId!: string;
  from!: LocalDate;
  to!: LocalDate | null;
}

/** A pupil with the days in the groups that the page is about: those who left too. */
export class PupilCard extends PersonCard {
  stays!: StayCard[];
}

/** The order of names on every page, whatever the server's locale. */
const byName = new Intl.Collator('ru');

const cardOf = ({ personId, familyName, givenName, patronymic, erased }: PersonName): PersonCard => ({
  personId,
  familyName,
  givenName,
  patronymic,
  erased,
});

const compareNames = (a: PersonCard, b: PersonCard): number =>
  byName.compare(a.familyName, b.familyName) ||
  byName.compare(a.givenName, b.givenName) ||
  byName.compare(a.patronymic, b.patronymic) ||
  (a.personId < b.personId ? -1 : 1);

/** The cards of people in the order of their names. Ids that are no person of the school are left out. */
export async function cardsOf(
  directory: Directory,
  snapshot: Snapshot,
  schoolId: string,
  ids: Iterable<string>,
): Promise<PersonCard[]> {
  const names = await directory.people(snapshot, schoolId, [...new Set(ids)]);
  return [...names.values()].map(cardOf).sort(compareNames);
}

/** Everyone who was in one of the groups by this day, in the order of names. */
export async function pupilsOf(
  directory: Directory,
  snapshot: Snapshot,
  schoolId: string,
  groups: Iterable<GroupCard>,
  until: LocalDate,
): Promise<PupilCard[]> {
  const stays = new Map<string, StayCard[]>();
  for (const { groupId, members } of groups) {
    for (const { pupilId, from, to } of members) {
      if (from > until || (to !== null && to < from)) continue;
      const known = stays.get(pupilId);
      if (known === undefined) stays.set(pupilId, [{ groupId, from, to }]);
      else known.push({ groupId, from, to });
    }
  }
  const cards = await cardsOf(directory, snapshot, schoolId, stays.keys());
  return cards.map((card) => ({ ...card, stays: stays.get(card.personId)! }));
}
