import { type Fact, type StreamName, streamOf } from '#kernel';

export type SchoolEvent =
  | Fact<'SchoolSetUp', { schoolId: string; name: string; shortName: string; timeZone: string }>
  | Fact<'SchoolRenamed', { schoolId: string; name: string; shortName: string }>;

export const schoolStream = (schoolId: string): StreamName => streamOf(schoolId, 'school', schoolId);
