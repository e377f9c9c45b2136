import { Injectable } from '@nestjs/common';
import { type Fold, Streams } from '#event-store';
import { type Clock, type LocalDate, localDateOf, notFound, Refused } from '#kernel';
import { InjectClock } from '#platform';
import {
  type GroupEvent,
  groupStream,
  type PersonEvent,
  type PersonKind,
  personStream,
  type SchoolEvent,
  schoolStream,
} from '#school/events';
import { lastsOnOrAfter, type Stay, withLastDay } from '#school/events';

/** What this context asks of the school's own streams, as they stand now. */
@Injectable()
export class SchoolRecords {
  constructor(
    private readonly streams: Streams,
    @InjectClock() private readonly clock: Clock,
  ) {}

  /** Today by the school's clocks. @throws Refused `not-found` before the school was set up */
  async today(schoolId: string): Promise<LocalDate> {
    return localDateOf(this.clock.now(), await this.timeZone(schoolId));
  }

  /** IANA name. @throws Refused `not-found` before the school was set up */
  async timeZone(schoolId: string): Promise<string> {
    const { state } = await this.streams.load(schoolStream(schoolId), timeZoneOfSchool);
    if (state === null) throw notFound('school', schoolId);
    return state;
  }

  /** @throws Refused `not-found`, `person-erased` (410) */
  async kindOf(schoolId: string, personId: string): Promise<PersonKind> {
    const { state } = await this.streams.load(personStream(schoolId, personId), personStanding);
    if (state === null) throw notFound('person', personId);
    if (state.erased) {
      throw new Refused('person-erased', `The person ${personId} has been erased.`, { status: 410 });
    }
    return state.kind;
  }

  /** The pupils who are in the group today or come later, each once. @throws Refused `not-found` */
  async pupilsOf(schoolId: string, groupId: string): Promise<readonly string[]> {
    const { state, revision } = await this.streams.load(groupStream(schoolId, groupId), members);
    if (revision < 0) throw notFound('group', groupId);
    const today = await this.today(schoolId);
    return [...new Set(state.filter((stay) => lastsOnOrAfter(stay, today)).map(({ pupilId }) => pupilId))];
  }
}

const timeZoneOfSchool: Fold<string | null, SchoolEvent> = {
  name: 'accounts/time-zone',
  initial: null,
  evolve: (zone, event) => (event.type === 'SchoolSetUp' ? event.data.timeZone : zone),
};

interface PersonStanding {
  readonly kind: PersonKind;
  readonly erased: boolean;
}

const personStanding: Fold<PersonStanding | null, PersonEvent> = {
  name: 'accounts/person-standing',
  initial: null,
  evolve: (person, event) => {
    if (event.type === 'PersonRegistered') return { kind: event.data.kind, erased: false };
    const erased = event.type === 'PersonErasureRequested' || event.type === 'PersonErased';
    return person && erased ? { ...person, erased } : person;
  },
};

const members: Fold<readonly (Stay & { readonly pupilId: string })[], GroupEvent> = {
  name: 'accounts/members',
  initial: [],
  evolve: (stays, event) => {
    if (event.type === 'MemberJoined') {
      return [...stays, { pupilId: event.data.pupilId, from: event.data.from, to: null }];
    }
    if (event.type !== 'MemberLeft') return stays;
    const { pupilId, to } = event.data;
    return withLastDay(stays, to, (stay) => stay.pupilId === pupilId);
  },
};
