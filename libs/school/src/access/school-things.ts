import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Fold, Streams } from '#event-store';
import type { AnyFact, StreamName } from '#kernel';
import { NamedThings } from '#platform';
import { groupStream } from '../group/group.events.ts';
import { group } from '../group/group.ts';
import { personStream, type PersonKind } from '../person/person.events.ts';
import { person } from '../person/person.ts';
import { registerStream } from '../register/register.events.ts';
import { register } from '../register/register.ts';
import { subjectStream } from '../subject/subject.events.ts';
import { subject } from '../subject/subject.ts';
import { yearStream } from '../year/year.events.ts';
import { year } from '../year/year.ts';

/** What the ids in a path or a query name, as the streams say at this moment. */
@Injectable()
export class SchoolThings implements OnModuleInit {
  constructor(
    private readonly things: NamedThings,
    private readonly streams: Streams,
  ) {}

  onModuleInit(): void {
    const { things } = this;
    things.register('yearId', 'academic year', (schoolId, id) => this.#is(yearStream(schoolId, id), year));
    things.register('subjectId', 'subject', (schoolId, id) => this.#is(subjectStream(schoolId, id), subject));
    things.register('groupId', 'group', (schoolId, id) => this.#is(groupStream(schoolId, id), group));
    things.register('classId', 'class', (schoolId, id) =>
      this.#is(groupStream(schoolId, id), group, ({ kind }) => kind === 'class'),
    );
    things.register('registerId', 'register', (schoolId, id) =>
      this.#is(registerStream(schoolId, id), register),
    );
    things.register('teacherId', 'teacher', (schoolId, id) => this.#isPerson(schoolId, id, 'staff'));
    things.register('pupilId', 'pupil', (schoolId, id) => this.#isPerson(schoolId, id, 'pupil'));
    things.register('childId', 'child', (schoolId, id) => this.#isPerson(schoolId, id, 'pupil'));
    things.register('personId', 'person', (schoolId, id) => this.#is(personStream(schoolId, id), person));
  }

  #isPerson(schoolId: string, id: string, kind: PersonKind): Promise<boolean> {
    return this.#is(personStream(schoolId, id), person, (found) => found.kind === kind);
  }

  async #is<State, Event extends AnyFact>(
    stream: StreamName,
    fold: Fold<State | null, Event>,
    fits: (state: State) => boolean = () => true,
  ): Promise<boolean> {
    const { state } = await this.streams.load(stream, fold);
    return state !== null && fits(state);
  }
}
