import { Injectable } from '@nestjs/common';
import { type LocalDate } from '#kernel';
import { Directory, Reader } from '#platform';
import { families, type Family } from '../people/families.projection.ts';
import { type NameCard, nameCard } from '../people/name-card.ts';
import { SchoolRecords } from '../people/school-records.ts';
import { lastsOnOrAfter } from '#school/events';

/** Somebody whose slip lies in a class's pile. */
export interface GroupPerson {
  readonly personId: string;
  readonly as: 'pupil' | 'parent';
  /** A parent's children in this group. */
  readonly childIds: readonly string[];
  readonly name: NameCard | null;
}

/** The pupils of a group and their parents. */
@Injectable()
export class GroupPeople {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly records: SchoolRecords,
  ) {}

  /**
   * Pupils first, then parents, each person once.
   * @param minPosition what the links of parents and the names must show
   * @throws Refused `not-found` for the group
   */
  async of(
    schoolId: string,
    groupId: string,
    { parents, minPosition }: { parents: boolean; minPosition?: string | undefined },
  ): Promise<readonly GroupPerson[]> {
    const pupils = await this.records.pupilsOf(schoolId, groupId);
    const today = await this.records.today(schoolId);
    const models = [families.name, ...this.directory.models];
    return this.reader.read({ schoolId, models, minPosition }, async ({ snapshot }) => {
      const docs = parents ? await snapshot.getMany(families.name, schoolId, pupils) : [];
      const childIdsOf = parentsOf(
        docs.map(({ body }) => JSON.parse(body) as Family),
        today,
      );
      const names = await this.directory.people(snapshot, schoolId, [...pupils, ...childIdsOf.keys()]);
      const person = (as: GroupPerson['as'], personId: string): GroupPerson => ({
        personId,
        as,
        childIds: childIdsOf.get(personId) ?? [],
        name: nameCard(names.get(personId)),
      });
      return [
        ...pupils.map((pupilId) => person('pupil', pupilId)),
        ...[...childIdsOf.keys()].map((parentId) => person('parent', parentId)),
      ];
    });
  }
}

function parentsOf(found: readonly Family[], today: LocalDate): Map<string, string[]> {
  const childIdsOf = new Map<string, string[]>();
  for (const { childId, parents } of found) {
    for (const personId of new Set(
      parents.filter((link) => lastsOnOrAfter(link, today)).map((link) => link.personId),
    )) {
      childIdsOf.set(personId, [...(childIdsOf.get(personId) ?? []), childId]);
    }
  }
  return childIdsOf;
}
