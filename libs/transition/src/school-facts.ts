import { Injectable } from '@nestjs/common';
import { type Fold, Streams } from '#event-store';
import { type Clock, type Instant, type LocalDate, localDateOf, notFound, Refused } from '#kernel';
import { InjectClock } from '#platform';
import {
  type PersonEvent,
  type PersonKind,
  personStream,
  type SchoolEvent,
  schoolStream,
} from '#school/events';

interface SchoolCard {
  readonly name: string;
  readonly timeZone: string;
}

const school: Fold<SchoolCard | null, SchoolEvent> = {
  name: 'transition/school',
  initial: null,
  evolve: (card, event) => {
    const { name } = event.data;
    if (event.type === 'SchoolSetUp') return { name, timeZone: event.data.timeZone };
    return card && { ...card, name };
  },
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
    const card = await this.#card(schoolId);
    if (card === null) throw notFound('school', schoolId);
    return localDateOf(this.clock.now(), card.timeZone);
  }

  /** The date that the school's clocks showed at an instant. @throws Refused `not-found` */
  async dateAt(schoolId: string, instant: Instant): Promise<LocalDate> {
    const card = await this.#card(schoolId);
    if (card === null) throw notFound('school', schoolId);
    return localDateOf(Date.parse(instant), card.timeZone);
  }

  /** The school's full name; null: there is no such school, or the id can be none. */
  async schoolName(schoolId: string): Promise<string | null> {
    return /^[A-Za-z0-9-]{1,64}$/.test(schoolId) ? ((await this.#card(schoolId))?.name ?? null) : null;
  }

  /** @throws Refused `not-found` unless the school has this person, `not-staff`, `person-erased` (410) */
  async requireStaff(schoolId: string, personId: string): Promise<void> {
    const kind = await this.#kindOf(schoolId, personId);
    if (kind !== 'staff') throw new Refused('not-staff', `The person ${personId} is not of the staff.`);
  }

  /** Somebody of the staff may be a parent, too. @throws Refused `not-found`, `not-a-parent`, `person-erased` (410) */
  async requireParent(schoolId: string, personId: string): Promise<void> {
    const kind = await this.#kindOf(schoolId, personId);
    if (kind === 'pupil') throw new Refused('not-a-parent', `The person ${personId} is a pupil.`);
  }

  async #kindOf(schoolId: string, personId: string): Promise<PersonKind> {
    const { state } = await this.streams.load(personStream(schoolId, personId), person);
    if (state === null) throw notFound('person', personId);
    if (state.isErased) {
      throw new Refused('person-erased', `The person ${personId} has been erased.`, { status: 410 });
    }
    return state.kind;
  }

  async #card(schoolId: string): Promise<SchoolCard | null> {
    return (await this.streams.load(schoolStream(schoolId), school)).state;
  }
}
