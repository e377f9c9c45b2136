import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Streams } from '#event-store';
import { type Clock, isId, localDateOf, notFound } from '#kernel';
import {
  InjectClock,
  invalidRequest,
  NamedThings,
  type Principal,
  ScopeChecks,
  type ScopeSubject,
} from '#platform';
import { lesson } from '../lesson/lesson.ts';
import { lessonStream } from '../lesson/lesson.events.ts';
import { type Lesson, teachersOf } from '../lesson/lesson-state.ts';
import { isClassTeacher } from '../school-facts/group.ts';
import { SchoolFacts } from '../school-facts/school-facts.ts';

/**
 * Whose a lesson is (route parameter `lessonId`):
 * - `own-lesson`: who gives it, the substitutes while there are any. They write.
 * - `own-lesson-to-read`: they, and the teachers that it was planned with.
 * - `own-class-lesson`: the class teachers of its classes, now or to come.
 */
@Injectable()
export class LessonScopes implements OnModuleInit {
  constructor(
    private readonly scopes: ScopeChecks,
    private readonly things: NamedThings,
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
    @InjectClock() private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.things.register('lessonId', 'lesson', async (schoolId, lessonId) => {
      const { state } = await this.streams.load(lessonStream(schoolId, lessonId), lesson);
      return state !== null;
    });
    this.scopes.register('own-lesson', async (principal, subject) => {
      const { personId } = principal;
      const state = await this.#lessonOf(principal, subject);
      return personId !== null && teachersOf(state).includes(personId);
    });
    this.scopes.register('own-lesson-to-read', async (principal, subject) => {
      const { personId } = principal;
      const state = await this.#lessonOf(principal, subject);
      return (
        personId !== null &&
        (teachersOf(state).includes(personId) || state.plan.teacherIds.includes(personId))
      );
    });
    this.scopes.register('own-class-lesson', async (principal, subject) =>
      this.#isOfOwnClass(principal, await this.#lessonOf(principal, subject)),
    );
  }

  async #lessonOf({ schoolId }: Principal, { params }: ScopeSubject): Promise<Lesson> {
    const lessonId = idIn(params, 'lessonId');
    const { state } = await this.streams.load(lessonStream(schoolId, lessonId), lesson);
    if (state === null) throw notFound('lesson', lessonId);
    return state;
  }

  async #isOfOwnClass({ schoolId, personId }: Principal, { plan }: Lesson): Promise<boolean> {
    if (personId === null) return false;
    const today = localDateOf(this.clock.now(), await this.facts.timeZone(schoolId));
    for (const classId of plan.classIds) {
      const { state } = await this.facts.group(schoolId, classId);
      if (state !== null && isClassTeacher(state, personId, today)) return true;
    }
    return false;
  }
}

/** The id that a request names. @throws Refused 400 when it is none */
export function idIn(named: Readonly<Record<string, unknown>>, field: string): string {
  const value = named[field];
  if (isId(value)) return value.toLowerCase();
  throw invalidRequest([{ field, rule: 'isUuid', detail: `${field} must be a UUID` }]);
}
