import { Injectable } from '@nestjs/common';
import { notFound, Refused } from '#kernel';
import type { Place } from '../lesson/arranging.ts';
import type { LessonPlan } from '../lesson/lesson.events.ts';
import { existsOn, type GroupFacts } from '../school-facts/group.ts';
import { teachersOn } from '../school-facts/register.ts';
import { SchoolFacts } from '../school-facts/school-facts.ts';
import { requireStaff } from '../school-facts/staff.ts';
import { Placement, type PlaceWish } from './placement.ts';

/** Plans single lessons outside the timetable. */
@Injectable()
export class LessonPlans {
  constructor(
    private readonly facts: SchoolFacts,
    private readonly placement: Placement,
  ) {}

  /**
   * The plan of a lesson of a register, at a place or where somebody wishes it: for the register's groups that
   * exist on that date, given by the teachers named or else by the register's.
   * @throws Refused `not-found`, `register-closed`, `no-groups`, `invalid`, `no-bell`
   */
  async planOf(
    schoolId: string,
    registerId: string,
    where: { readonly wish: PlaceWish } | { readonly place: Place },
    teacherIds: readonly string[] | undefined,
  ): Promise<LessonPlan> {
    const register = (await this.facts.register(schoolId, registerId)).state;
    if (register === null) throw notFound('register', registerId);
    const { date } = 'wish' in where ? where.wish : where.place;
    if (register.closedTo !== null && register.closedTo < date) {
      throw new Refused('register-closed', `The register was closed on ${register.closedTo}.`);
    }
    const groups: GroupFacts[] = [];
    for (const groupId of register.groupIds) {
      const { state } = await this.facts.group(schoolId, groupId);
      if (state !== null && existsOn(state, date)) groups.push(state);
    }
    if (groups.length === 0) {
      throw new Refused('no-groups', `None of the register's groups exists on ${date}.`);
    }
    const groupIds = groups.map((group) => group.groupId);
    if (teacherIds !== undefined) await requireStaff(this.facts, schoolId, teacherIds);
    const place =
      'wish' in where ? await this.placement.placeOf(schoolId, register, groupIds, where.wish) : where.place;
    const { subjectId, kind, classIds } = register;
    return {
      registerId,
      subjectId,
      kind,
      groupIds,
      classIds,
      teacherIds: teacherIds ?? teachersOn(register, date),
      ...place,
    };
  }
}
