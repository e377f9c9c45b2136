import type { AccessRule } from '#platform';

/** Who sets the school up: its administrators. */
export const setsUp: AccessRule = { administrator: 'school' };

/** Who reads everything about the school. */
export const readsAll: AccessRule = {
  head: 'school',
  'deputy-head': 'school',
  administrator: 'school',
  auditor: 'school',
};

/** Who reads what concerns all who teach: timetables, policy. */
export const staffReads: AccessRule = { ...readsAll, teacher: 'school', 'class-teacher': 'school' };

/** Who reads what is no secret at school: its subjects, its policy. */
export const schoolReads: AccessRule = { ...staffReads, pupil: 'school', parent: 'school' };

/** Who reads the years and terms: a region officer's reports on readiness go by them, too. */
export const yearsRead: AccessRule = { ...schoolReads, 'region-officer': 'school' };
