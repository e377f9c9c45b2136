import type { SpokenAction } from '#journal';
import type { LocalDate } from '#kernel';

/** A dated lesson of the demo school, as the planner made it. Instants in ms since the epoch. */
export interface DemoLesson {
  readonly lessonId: string;
  readonly registerKey: string;
  readonly date: LocalDate;
  readonly number: number;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** One thing that somebody of the demo school does at an instant (ms). People and groups by their plan's keys. */
export type Act = { readonly at: number } & (
  | {
      readonly kind: 'record';
      readonly lessonId: string;
      readonly teacher: string;
      readonly actions: readonly SpokenAction[];
    }
  /** Corrects or revokes one of the marks that stand in the lesson. */
  | {
      readonly kind: 'mend-mark';
      readonly lessonId: string;
      readonly teacher: string;
      readonly how: 'correct' | 'revoke';
    }
  /** The deputy head's word on what was corrected in the lesson after the term. */
  | { readonly kind: 'review'; readonly lessonId: string; readonly verdict: 'approved' | 'returned' }
  | {
      readonly kind: 'substitute';
      readonly lessonId: string;
      readonly teacher: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'cancel';
      readonly lessonId: string;
      readonly reason: string;
      readonly document: string | null;
    }
  | {
      readonly kind: 'move';
      readonly lessonId: string;
      readonly date: LocalDate;
      readonly number: number;
      readonly starts: string;
      readonly ends: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'explain-absence';
      readonly pupil: string;
      readonly classTeacher: string;
      readonly from: LocalDate;
      readonly to: LocalDate;
      readonly code: 'ill' | 'excused';
      readonly document: string | null;
    }
  | { readonly kind: 'activate'; readonly who: string }
  | { readonly kind: 'visit'; readonly who: string }
  | { readonly kind: 'block'; readonly who: string; readonly reason: 'own-request' }
  | {
      readonly kind: 'change-class';
      readonly pupil: string;
      readonly from: string;
      readonly to: string;
      /** The subgroups that are left and joined with the classes. */
      readonly left: readonly string[];
      readonly joined: readonly string[];
      readonly on: LocalDate;
    }
);
