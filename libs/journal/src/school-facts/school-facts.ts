import { Injectable } from '@nestjs/common';
import { type Loaded, Streams } from '#event-store';
import { notFound } from '#kernel';
import {
  groupStream,
  type PersonKind,
  personStream,
  policyStream,
  registerStream,
  type SchoolPolicy,
  schoolStream,
  timetableStream,
  yearStream,
} from '#school/events';
import { type GroupFacts, groupFacts } from './group.ts';
import { personKind } from './person.ts';
import { schoolPolicy } from './policy.ts';
import { type RegisterFacts, registerFacts } from './register.ts';
import { schoolTimeZone } from './school.ts';
import { type TimetableVersion, timetableVersions } from './timetable.ts';
import { type YearFacts, yearFacts } from './year.ts';

/** What the journal reads from the school's streams when it decides: never from a read model. */
@Injectable()
export class SchoolFacts {
  constructor(private readonly streams: Streams) {}

  group(schoolId: string, groupId: string): Promise<Loaded<GroupFacts | null>> {
    return this.streams.load(groupStream(schoolId, groupId), groupFacts);
  }

  register(schoolId: string, registerId: string): Promise<Loaded<RegisterFacts | null>> {
    return this.streams.load(registerStream(schoolId, registerId), registerFacts);
  }

  async year(schoolId: string, yearId: string): Promise<YearFacts | null> {
    return (await this.streams.load(yearStream(schoolId, yearId), yearFacts)).state;
  }

  async timetable(schoolId: string, groupId: string): Promise<readonly TimetableVersion[]> {
    return (await this.streams.load(timetableStream(schoolId, groupId), timetableVersions)).state;
  }

  async policy(schoolId: string): Promise<SchoolPolicy> {
    return (await this.streams.load(policyStream(schoolId), schoolPolicy)).state;
  }

  async personKind(schoolId: string, personId: string): Promise<PersonKind | null> {
    return (await this.streams.load(personStream(schoolId, personId), personKind)).state;
  }

  /** @throws Refused `not-found` before the school was set up */
  async timeZone(schoolId: string): Promise<string> {
    const { state } = await this.streams.load(schoolStream(schoolId), schoolTimeZone);
    if (state === null) throw notFound('school', schoolId);
    return state;
  }
}
