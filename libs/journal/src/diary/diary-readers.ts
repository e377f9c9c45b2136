import type { AccessRule } from '#platform';

/** Who reads a pupil's diary (route parameter `pupilId`). */
export const diaryReaders: AccessRule = {
  pupil: 'self',
  parent: 'own-child',
  'class-teacher': 'own-class-pupil',
  head: 'school',
  'deputy-head': 'school',
  auditor: 'school',
};
