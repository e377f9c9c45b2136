import type { PersonDetails } from '#school/events';
import type { Family } from './names.ts';

/** How a teacher keeps the journal: the reason why the criteria of a demo school differ. */
export interface Diligence {
  /** Chance that a lesson gets any entry at all. */
  readonly keeps: number;
  /** Chance that what is entered is entered within 24 hours. */
  readonly onTime: number;
  /** Chance that a lesson has a topic, and that it has homework. */
  readonly topic: number;
  readonly homework: number;
}

export interface DemoTeacher {
  readonly key: string;
  readonly details: PersonDetails;
  readonly department: number;
  readonly diligence: Diligence;
  readonly room: string;
}

export interface DemoPupil {
  readonly key: string;
  readonly details: PersonDetails;
  readonly family: Family;
  /** 0 … 1: how well the pupil does, how often ill, how often the family looks into the diary. */
  readonly ability: number;
  readonly health: number;
  readonly interest: number;
}

export interface DemoParent {
  readonly key: string;
  readonly details: PersonDetails;
  readonly children: readonly string[];
}

export interface DemoGroup {
  readonly key: string;
  readonly kind: 'class' | 'subgroup' | 'individual' | 'elective' | 'club' | 'extended-day';
  readonly title: string;
  readonly grade: number | null;
  readonly shift: 1 | 2;
  readonly classKeys: readonly string[];
  readonly classTeacher: string | null;
  readonly pupils: readonly string[];
}

export interface DemoRegister {
  readonly key: string;
  readonly subject: string;
  readonly groupKeys: readonly string[];
  readonly teacher: string;
}

export interface DemoSlot {
  readonly registerKey: string;
  readonly weekday: number;
  readonly number: number;
  readonly parity: 'every' | 'odd' | 'even';
  readonly room: string;
}

/** Everything that a demo school is, before anything happens in it. */
export interface SchoolPlan {
  readonly teachers: readonly DemoTeacher[];
  readonly leaders: Readonly<Record<'head' | 'deputy' | 'administrator' | 'auditor', DemoTeacher>>;
  readonly pupils: readonly DemoPupil[];
  readonly parents: readonly DemoParent[];
  readonly groups: readonly DemoGroup[];
  readonly registers: readonly DemoRegister[];
  /** By the key of the group whose timetable it is. */
  readonly timetables: ReadonlyMap<string, readonly DemoSlot[]>;
}
