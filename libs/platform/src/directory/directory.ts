import type { LocalDate } from '#kernel';
import type { Snapshot } from '#projecting';

/** A name as it is shown; after erasure all parts are empty and `erased` is true. */
export interface PersonName {
  readonly personId: string;
  readonly kind: 'staff' | 'pupil' | 'parent';
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic: string;
  readonly erased: boolean;
}

export interface GroupCard {
  readonly groupId: string;
  readonly yearId: string;
  readonly kind: string;
  readonly title: string;
  readonly grade: number | null;
  readonly shift: 1 | 2;
  readonly classIds: readonly string[];
  readonly classTeachers: readonly {
    readonly personId: string;
    readonly from: LocalDate;
    readonly to: LocalDate | null;
  }[];
  /** In the order of joining; a pupil stands once per stay. */
  readonly members: readonly {
    readonly pupilId: string;
    readonly from: LocalDate;
    readonly to: LocalDate | null;
  }[];
}

export interface RegisterCard {
  readonly registerId: string;
  readonly yearId: string;
  readonly subjectId: string;
  readonly kind: string;
  readonly groupIds: readonly string[];
  readonly classIds: readonly string[];
  readonly teachers: readonly {
    readonly teacherId: string;
    readonly from: LocalDate;
    readonly to: LocalDate | null;
  }[];
  readonly grading: readonly { readonly grading: 'marks' | 'pass-fail' | 'none'; readonly from: LocalDate }[];
}

export interface SubjectCard {
  readonly subjectId: string;
  readonly title: string;
  readonly shortTitle: string;
}

/**
 * Names and cards of the school's people and structure, joined to pages at query. Implemented by the school
 * context over its read models, so that other contexts need nothing of it but this. Missing ids are left out.
 */
export abstract class Directory {
  /** The read models that the methods look at: name them in `Reader.read`. */
  abstract readonly models: readonly string[];
  abstract people(
    snapshot: Snapshot,
    schoolId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, PersonName>>;
  abstract groups(
    snapshot: Snapshot,
    schoolId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, GroupCard>>;
  /** Every group of the school that exists on some day of the period. */
  abstract groupsDuring(
    snapshot: Snapshot,
    schoolId: string,
    from: LocalDate,
    to: LocalDate,
  ): Promise<readonly GroupCard[]>;
  /** The groups that a pupil belongs to on some day of the period. */
  abstract groupsOf(
    snapshot: Snapshot,
    schoolId: string,
    pupilId: string,
    from: LocalDate,
    to: LocalDate,
  ): Promise<readonly GroupCard[]>;
  abstract registers(
    snapshot: Snapshot,
    schoolId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, RegisterCard>>;
  /** Every register of the academic years that the period touches, which was not closed before it. */
  abstract registersDuring(
    snapshot: Snapshot,
    schoolId: string,
    from: LocalDate,
    to: LocalDate,
  ): Promise<readonly RegisterCard[]>;
  abstract subjects(
    snapshot: Snapshot,
    schoolId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, SubjectCard>>;
  /** The children linked to a parent on this day. */
  abstract childrenOf(
    snapshot: Snapshot,
    schoolId: string,
    parentId: string,
    on: LocalDate,
  ): Promise<readonly string[]>;
  /** The IANA time zone of the school, for turning instants into its dates. */
  abstract timeZone(snapshot: Snapshot, schoolId: string): Promise<string>;
}
