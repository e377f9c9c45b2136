import { type Fact, type LocalDate, type StreamName, streamOf } from '#kernel';

export const personKinds = ['staff', 'pupil', 'parent'] as const;
export type PersonKind = (typeof personKinds)[number];

/** What is sealed: canonical JSON of this, under the person's own key. */
export interface PersonDetails {
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic?: string;
  readonly birthDate?: LocalDate;
  readonly phone?: string;
  readonly email?: string;
  /** A staff member's position: «учитель математики». */
  readonly position?: string;
}

export type PersonEvent =
  | Fact<'PersonRegistered', { personId: string; kind: PersonKind; sealed: string }>
  | Fact<'PersonDetailsChanged', { personId: string; sealed: string }>
  /** In the parent's stream. */
  | Fact<'ParentLinked', { personId: string; childId: string; from: LocalDate }>
  | Fact<'ParentUnlinked', { personId: string; childId: string; to: LocalDate }>
  | Fact<'PersonErasureRequested', { personId: string; reason: string }>
  /** The key is gone: nothing sealed under it can be read again. */
  | Fact<'PersonErased', { personId: string }>;

export const personStream = (schoolId: string, personId: string): StreamName =>
  streamOf(schoolId, 'person', personId);
