import { Injectable } from '@nestjs/common';
import { type Fold, Streams } from '#event-store';
import { type AnyFact, notFound, type StreamName } from '#kernel';
import { groupStream } from './group/group.events.ts';
import { group } from './group/group.ts';
import type { Group } from './group/group-state.ts';
import { personStream } from './person/person.events.ts';
import { type Person, person } from './person/person.ts';
import { registerStream } from './register/register.events.ts';
import { register } from './register/register.ts';
import type { Register } from './register/register-state.ts';
import { schoolStream } from './school/school.events.ts';
import { type School, school } from './school/school.ts';
import { subjectStream } from './subject/subject.events.ts';
import { type Subject, subject } from './subject/subject.ts';
import { yearStream } from './year/year.events.ts';
import { type AcademicYear, year } from './year/year.ts';

/**
 * The things of a school as their streams tell them at this moment: what a command refers to, and what a scope
 * is decided by. Every method throws `not-found` for what is not there.
 */
@Injectable()
export class Records {
  constructor(private readonly streams: Streams) {}

  school(schoolId: string): Promise<School> {
    return this.#require('school', schoolId, schoolStream(schoolId), school);
  }

  year(schoolId: string, yearId: string): Promise<AcademicYear> {
    return this.#require('academic year', yearId, yearStream(schoolId, yearId), year);
  }

  group(schoolId: string, groupId: string): Promise<Group> {
    return this.#require('group', groupId, groupStream(schoolId, groupId), group);
  }

  /** In the order of the ids. */
  groups(schoolId: string, groupIds: readonly string[]): Promise<Group[]> {
    return Promise.all(groupIds.map((groupId) => this.group(schoolId, groupId)));
  }

  person(schoolId: string, personId: string): Promise<Person> {
    return this.#require('person', personId, personStream(schoolId, personId), person);
  }

  /** In the order of the ids. */
  people(schoolId: string, personIds: readonly string[]): Promise<Person[]> {
    return Promise.all(personIds.map((personId) => this.person(schoolId, personId)));
  }

  subject(schoolId: string, subjectId: string): Promise<Subject> {
    return this.#require('subject', subjectId, subjectStream(schoolId, subjectId), subject);
  }

  register(schoolId: string, registerId: string): Promise<Register> {
    return this.#require('register', registerId, registerStream(schoolId, registerId), register);
  }

  async #require<State, Event extends AnyFact>(
    what: string,
    id: string,
    stream: StreamName,
    fold: Fold<State | null, Event>,
  ): Promise<State> {
    const { state } = await this.streams.load(stream, fold);
    if (state === null) throw notFound(what, id);
    return state;
  }
}
