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
  /** Of the staff: «учитель математики». */
  readonly jobTitle?: string;
}

export const erasureReasons = [
  'consent-withdrawn',
  'no-longer-needed',
  'registered-by-mistake',
  'court',
] as const;
export type ErasureReason = (typeof erasureReasons)[number];

export type PersonEvent =
  | Fact<'PersonRegistered', { personId: string; kind: PersonKind; sealed: string }>
  | Fact<'PersonDetailsChanged', { personId: string; sealed: string }>
  /** In the stream of the parent, who may be of the staff. */
  | Fact<'ParentLinked', { personId: string; childId: string; from: LocalDate }>
  /** `to` is the last day, folded with `withLastDay`. */
  | Fact<'ParentUnlinked', { personId: string; childId: string; to: LocalDate }>
  /** The reason is a word, never a text about the person. */
  | Fact<'PersonErasureRequested', { personId: string; reason: ErasureReason }>
  /** The key is gone: nothing sealed under it can be read again. */
  | Fact<'PersonErased', { personId: string }>;

export const personStream = (schoolId: string, personId: string): StreamName =>
  streamOf(schoolId, 'person', personId);
