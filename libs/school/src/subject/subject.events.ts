import { type Fact, type StreamName, streamOf } from '#kernel';

export type SubjectEvent =
  | Fact<'SubjectDefined', { subjectId: string; title: string; shortTitle: string; area: string | null }>
  | Fact<'SubjectRenamed', { subjectId: string; title: string; shortTitle: string; area: string | null }>;

export const subjectStream = (schoolId: string, subjectId: string): StreamName =>
  streamOf(schoolId, 'subject', subjectId);
