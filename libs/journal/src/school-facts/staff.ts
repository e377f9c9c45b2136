import { Refused } from '#kernel';
import type { SchoolFacts } from './school-facts.ts';

/** @throws Refused `not-found` (404) naming the first of them who is not a member of the staff */
export async function requireStaff(
  facts: SchoolFacts,
  schoolId: string,
  teacherIds: readonly string[],
): Promise<void> {
  for (const [index, teacherId] of teacherIds.entries()) {
    if ((await facts.personKind(schoolId, teacherId)) === 'staff') continue;
    const detail = `Nobody of the staff has the id ${teacherId}.`;
    const errors = [{ field: `teacherIds[${index}]`, rule: 'not-found', detail }];
    throw new Refused('not-found', detail, { status: 404, errors });
  }
}
