import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addDays, type Clock, localDateOf, notFound } from '#kernel';
import { Directory, InjectClock, type Principal, Reader, ScopeChecks, type ScopeSubject } from '#platform';
import { isClassTeacher } from '../school-facts/group.ts';
import { SchoolFacts } from '../school-facts/school-facts.ts';
import { lastsOnOrAfter } from '#school/events';
import { idIn } from './lesson-scopes.ts';

/** A class teacher keeps the class over the summer, until the next year has taken over. */
const SUMMER_DAYS = 100;

/**
 * Whose the absences are: `own-class-absence` – the class teachers, now or to come, of the class that the query
 * names (`groupId`), or of a class that the pupil of the query or the body (`pupilId`) is in.
 */
@Injectable()
export class AbsenceScopes implements OnModuleInit {
  constructor(
    private readonly scopes: ScopeChecks,
    private readonly facts: SchoolFacts,
    private readonly reader: Reader,
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.scopes.register('own-class-absence', async (principal, subject) => {
      const { schoolId, personId } = principal;
      const today = localDateOf(this.clock.now(), await this.facts.timeZone(schoolId));
      const classIds = await this.#classesOf(principal, subject, today);
      if (personId === null) return false;
      for (const classId of classIds) {
        const { state } = await this.facts.group(schoolId, classId);
        if (state !== null && isClassTeacher(state, personId, today)) return true;
      }
      return false;
    });
  }

  async #classesOf(
    { schoolId }: Principal,
    { query, body }: ScopeSubject,
    today: string,
  ): Promise<readonly string[]> {
    if (query['groupId'] !== undefined) {
      const groupId = idIn(query, 'groupId');
      const { state } = await this.facts.group(schoolId, groupId);
      if (state === null) throw notFound('group', groupId);
      return state.classIds;
    }
    const named = query['pupilId'] === undefined ? ((body ?? {}) as Record<string, unknown>) : query;
    const pupilId = idIn(named, 'pupilId');
    if ((await this.facts.personKind(schoolId, pupilId)) !== 'pupil') throw notFound('pupil', pupilId);
    const { models } = this.directory;
    const from = addDays(today, -SUMMER_DAYS);
    const groups = await this.reader.read({ schoolId, models }, ({ snapshot }) =>
      this.directory.groupsOf(snapshot, schoolId, pupilId, from, today),
    );
    const stays = groups.filter((group) =>
      group.members.some((stay) => stay.pupilId === pupilId && lastsOnOrAfter(stay, today)),
    );
    return stays.flatMap((group) => group.classIds);
  }
}
