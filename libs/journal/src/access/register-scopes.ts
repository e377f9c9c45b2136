import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Clock, isLocalDate, localDateOf, notFound } from '#kernel';
import { InjectClock, type Principal, Reader, ScopeChecks, type ScopeSubject } from '#platform';
import { findAll } from '../find-all.ts';
import type { LessonDoc } from '../lessons/lesson-doc.ts';
import { lessons } from '../lessons/lessons.projection.ts';
import { isClassTeacher } from '../school-facts/group.ts';
import type { RegisterFacts } from '../school-facts/register.ts';
import { SchoolFacts } from '../school-facts/school-facts.ts';
import { lastsOnOrAfter } from '#school/events';
import { idIn } from './lesson-scopes.ts';

/**
 * Whose register page it is (route parameter `registerId`, query `from`, `to`):
 * - `own-register-page`: the register's teachers, now or to come, and who gives one of its lessons in the period.
 * - `own-class-register`: the class teachers of its classes, now or to come.
 */
@Injectable()
export class RegisterScopes implements OnModuleInit {
  constructor(
    private readonly scopes: ScopeChecks,
    private readonly facts: SchoolFacts,
    private readonly reader: Reader,
    @InjectClock() private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.scopes.register('own-register-page', async (principal, subject) => {
      const { personId, schoolId } = principal;
      const register = await this.#registerOf(principal, subject);
      if (personId === null) return false;
      const today = await this.#today(schoolId);
      return (
        register.teachers.some((stay) => stay.teacherId === personId && lastsOnOrAfter(stay, today)) ||
        this.#givesLessonOf(register, schoolId, personId, subject)
      );
    });
    this.scopes.register('own-class-register', async (principal, subject) => {
      const { personId, schoolId } = principal;
      const register = await this.#registerOf(principal, subject);
      if (personId === null) return false;
      const today = await this.#today(schoolId);
      for (const classId of register.classIds) {
        const { state } = await this.facts.group(schoolId, classId);
        if (state !== null && isClassTeacher(state, personId, today)) return true;
      }
      return false;
    });
  }

  async #registerOf({ schoolId }: Principal, { params }: ScopeSubject): Promise<RegisterFacts> {
    const registerId = idIn(params, 'registerId');
    const { state } = await this.facts.register(schoolId, registerId);
    if (state === null) throw notFound('register', registerId);
    return state;
  }

  async #today(schoolId: string): Promise<string> {
    return localDateOf(this.clock.now(), await this.facts.timeZone(schoolId));
  }

  /** Whether the person gives one of the register's lessons in the period asked for: as a substitute. */
  async #givesLessonOf(
    { registerId }: RegisterFacts,
    schoolId: string,
    personId: string,
    { query: { from, to } }: ScopeSubject,
  ): Promise<boolean> {
    if (!isLocalDate(from) || !isLocalDate(to)) return false;
    const options = { index: 'byTeacher', prefix: [personId], from, to };
    return this.reader.read({ schoolId, models: [lessons.name] }, async ({ snapshot }) => {
      const given = await findAll<LessonDoc>(snapshot, lessons.name, schoolId, options);
      return given.some((lesson) => lesson.registerId === registerId && lesson.teacherIds.includes(personId));
    });
  }
}
