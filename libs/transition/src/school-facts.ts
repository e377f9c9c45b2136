import { Injectable } from '@nestjs/common';
import { type Fold, Streams } from '#event-store';
import { type Clock, type LocalDate, localDateOf, notFound, Refused } from '#kernel';
import { InjectClock } from '#platform';
import { type PersonEvent, type PersonKind, personStream, type SchoolEvent, schoolStream } from '#school/events';

const timeZone: Fold<string | null, SchoolEvent> = {
  name: 'transition/time-zone',
  initial: null,
  evolve: (zone, event) => (event.type === 'SchoolSetUp' ? event.data.timeZone : zone),
};

interface Known {
  readonly kind: PersonKind;
  readonly isErased: boolean;
}

const person: Fold<Known | null, PersonEvent> = {
  name: 'transition/person',
  initial: null,
  evolve: (known, event) => {
    if (event.type === 'PersonRegistered') return { kind: event.data.kind, isErased: false };
    if (event.type === 'PersonErasureRequested') return known && { ...known, isErased: true };
    return known;
  },
};

/** What commands of this context need to know of the school, as its streams tell it at this moment. */
@Injectable()
export class SchoolFacts {
  constructor(
    private readonly streams: Streams,
    @InjectClock() private readonly clock: Clock,
  ) {}

  /** The date that the school's clocks show. @throws Refused `not-found` */
  async today(schoolId: string): Promise<LocalDate> {
    const { state } = await this.streams.load(schoolStream(schoolId), timeZone);
    if (state === null) throw notFound('school', schoolId);
    return localDateOf(this.clock.now(), state);
  }

  /** @throws Refused `not-found` unless the school has this person, `not-staff`, `person-erased` (410) */
  async requireStaff(schoolId: string, personId: string): Promise<void> {
    const { state } = await this.streams.load(personStream(schoolId, personId), person);
    if (state === null) throw notFound('person', personId);
    if (state.kind !== 'staff') throw new Refused('not-staff', `The person ${personId} is not of the staff.`);
    if (state.isErased) {
      throw new Refused('person-erased', `The person ${personId} has been erased.`, { status: 410 });
    }
  }
}
