import { Injectable } from '@nestjs/common';
import { type LocalDate, notFound } from '#kernel';
import { Directory, type GroupCard, type PersonName, type RegisterCard, type SubjectCard } from '#platform';
import type { Snapshot, StoredDoc } from '#projecting';
import { bodyOf, everyDoc } from '../documents.ts';
import { groups } from '../group/group.projection.ts';
import type { Group } from '../group/group-state.ts';
import { people } from '../person/person.projection.ts';
import type { Person } from '../person/person.ts';
import { registers } from '../register/register.projection.ts';
import type { Register } from '../register/register-state.ts';
import { SCHOOL_CARD, type SchoolCard, schoolCard } from '../school/school.projection.ts';
import { lastsOn, touches } from '../stays.ts';
import { subjects } from '../subject/subject.projection.ts';
import type { Subject } from '../subject/subject.ts';
import { Names } from './names.ts';

/** The directory over the school's own read models. */
@Injectable()
export class SchoolDirectory extends Directory {
  readonly models = [people, groups, registers, subjects, schoolCard].map(({ name }) => name);

  constructor(private readonly names: Names) {
    super();
  }

  async people(
    snapshot: Snapshot,
    schoolId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, PersonName>> {
    const docs = await snapshot.getMany(people.name, schoolId, [...new Set(ids)]);
    return new Map((await this.names.of(schoolId, docs)).map((name) => [name.personId, name]));
  }

  async groups(
    snapshot: Snapshot,
    schoolId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, GroupCard>> {
    return byId<Group>(await snapshot.getMany(groups.name, schoolId, [...new Set(ids)]));
  }

  async groupsDuring(
    snapshot: Snapshot,
    schoolId: string,
    from: LocalDate,
    to: LocalDate,
  ): Promise<readonly GroupCard[]> {
    const docs = await everyDoc(snapshot, groups.name, schoolId, { index: 'byLastDay', prefix: [], from });
    return docs.map((doc) => bodyOf<Group>(doc)).filter((group) => touches(group, from, to));
  }

  async groupsOf(
    snapshot: Snapshot,
    schoolId: string,
    pupilId: string,
    from: LocalDate,
    to: LocalDate,
  ): Promise<readonly GroupCard[]> {
    const docs = await everyDoc(snapshot, groups.name, schoolId, { index: 'byMember', prefix: [pupilId] });
    return docs
      .map((doc) => bodyOf<Group>(doc))
      .filter(
        (group) =>
          touches(group, from, to) &&
          group.members.some((stay) => stay.pupilId === pupilId && touches(stay, from, to)),
      );
  }

  async registers(
    snapshot: Snapshot,
    schoolId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, RegisterCard>> {
    return byId<Register>(await snapshot.getMany(registers.name, schoolId, [...new Set(ids)]));
  }

  async registersDuring(
    snapshot: Snapshot,
    schoolId: string,
    from: LocalDate,
    to: LocalDate,
  ): Promise<readonly RegisterCard[]> {
    const found: Register[] = [];
    const yearIds = (await this.groupsDuring(snapshot, schoolId, from, to)).map(({ yearId }) => yearId);
    for (const yearId of new Set(yearIds)) {
      const docs = await everyDoc(snapshot, registers.name, schoolId, { index: 'byYear', prefix: [yearId] });
      found.push(...docs.map((doc) => bodyOf<Register>(doc)));
    }
    return found.filter(({ closedOn }) => closedOn === null || from <= closedOn);
  }

  async subjects(
    snapshot: Snapshot,
    schoolId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, SubjectCard>> {
    return byId<Subject>(await snapshot.getMany(subjects.name, schoolId, [...new Set(ids)]));
  }

  async childrenOf(
    snapshot: Snapshot,
    schoolId: string,
    parentId: string,
    on: LocalDate,
  ): Promise<readonly string[]> {
    const doc = await snapshot.get(people.name, schoolId, parentId);
    if (doc === null) return [];
    const links = bodyOf<Person>(doc).children.filter((link) => lastsOn(link, on));
    return [...new Set(links.map((link) => link.childId))];
  }

  async timeZone(snapshot: Snapshot, schoolId: string): Promise<string> {
    const doc = await snapshot.get(schoolCard.name, schoolId, SCHOOL_CARD);
    if (doc === null) throw notFound('school', schoolId);
    return bodyOf<SchoolCard>(doc).timeZone;
  }
}

const byId = <Doc>(docs: readonly StoredDoc[]): ReadonlyMap<string, Doc> =>
  new Map(docs.map((doc) => [doc.key, bodyOf<Doc>(doc)]));
