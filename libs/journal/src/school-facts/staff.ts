import { invalidField } from '#kernel';
import type { SchoolFacts } from './school-facts.ts';

/** @throws Refused `invalid` naming the first of them who is not a member of the staff */
export async function requireStaff(
  facts: SchoolFacts,
  schoolId: string,
  teacherIds: readonly string[],
): Promise<void> {
  for (const [index, teacherId] of teacherIds.entries()) {
    if ((await facts.personKind(schoolId, teacherId)) === 'staff') continue;
    throw invalidField(`teacherIds[${index}]`, 'staff', `Nobody of the staff has the id ${teacherId}.`);
  }
}
