import type { DemoSubject } from './curriculum.ts';
import type { Diligence } from './school-plan.ts';

/** Teachers who teach the same: what they can teach, how many they are, and their position. */
export interface Department {
  readonly position: string;
  readonly teaches: readonly string[];
  readonly teachers: number;
  readonly men: number;
}

/** The classes of a grade: their letters, the shift that they come in, how many pupils one has at least and at most. */
export interface GradeClasses {
  readonly letters: string;
  readonly shift: 1 | 2;
  readonly pupils: readonly [low: number, high: number];
}

/** A group that meets after lessons, or one pupil who is taught alone. */
export interface AfternoonGroup {
  readonly key: string;
  readonly kind: 'individual' | 'elective' | 'club' | 'extended-day';
  readonly title: string;
  readonly grade: number | null;
  readonly classKeys: readonly string[];
  /** Whether it takes the pupil of these classes who is the so-manieth, from 0 on. */
  readonly takes: (nth: number) => boolean;
  readonly subject: string;
  /** The teacher: a department, and who of it. */
  readonly department: number;
  readonly teacher: number;
  readonly at: readonly (readonly [weekday: number, number: number, parity?: 'odd' | 'even'])[];
}

/** How teachers keep the journal, and what share of them each way. */
export interface DiligenceShare extends Diligence {
  readonly weight: number;
}

/** What a demo school is like, before it is drawn. */
export interface SchoolDescription {
  /** Of everything that is drawn for it. */
  readonly seed: number;
  readonly name: string;
  readonly shortName: string;
  readonly timeZone: string;
  /** What its logins begin with: no two schools of a server have the same. */
  readonly loginPrefix: string;
  /** By grade. */
  readonly classes: Readonly<Record<number, GradeClasses>>;
  /** The first one teaches the primary classes. */
  readonly departments: readonly Department[];
  readonly subjects: readonly DemoSubject[];
  readonly afternoon: readonly AfternoonGroup[];
  readonly diligence: readonly DiligenceShare[];
  /** 0 … 1: how much the family cares that cares least to look into the diary. */
  readonly leastInterest: number;
  /** How often families look into the diary, by how much they care: 1 as in most schools. */
  readonly looks: number;
  /** Teachers who are ill for some days, and lessons that are moved or cancelled, at most. */
  readonly teachersIll: number;
  readonly lessonsChanged: number;
  /** The class whose teacher leaves topics and homework be in the last two weeks; null: none. */
  readonly lapseIn: string | null;
  /** Whose sign-ins are told, beside the leaders': of these registers and classes. */
  readonly told: {
    readonly teacherOf: string;
    readonly classTeacherOf: string;
    readonly pupilOf: string;
  };
  /** How far it has come on the road to a school without paper. */
  readonly road: 'half' | 'whole';
}
