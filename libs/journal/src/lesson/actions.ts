import type { LocalDate } from '#kernel';
import type { AbsenceCode } from '#school/events';
import type { Attendance, CorrectionReason, Mark, WorkType } from './lesson.events.ts';

/**
 * The event whose value the person saw, or null when they saw none. When another one stands now, nobody's work is
 * overwritten: the action is refused with both values. May be missing only where no person looked: the system's
 * own actions and imports.
 */
export interface Seen {
  readonly basedOn?: string | null | undefined;
}

/** Why something recorded is changed. May be missing when the same account mends its own fresh entry. */
export interface Because {
  readonly reason?: CorrectionReason | undefined;
  /** Required with `other`. Sealed under the lesson's own key. */
  readonly note?: string | undefined;
}

/** What one pupil's attendance is said to be. `code`: only with `absent`, as far as the teacher knows it. */
export interface AttendanceOf extends Seen, Because {
  readonly pupilId: string;
  readonly value: 'present' | Attendance;
  readonly code: AbsenceCode | null;
}

/** One thing a teacher does on a lesson. */
export type LessonAction =
  /** `planned`: from the curriculum plan. Empty text clears. */
  | ({ readonly kind: 'set-topic'; readonly topic: string; readonly planned: boolean } & Seen)
  | ({ readonly kind: 'set-homework'; readonly text: string; readonly dueDate: LocalDate | null } & Seen)
  /** Sealed under the lesson's own key; empty clears. */
  | ({ readonly kind: 'set-comment'; readonly sealed: string } & Seen)
  | ({ readonly kind: 'state-held' } & Seen)
  | ({ readonly kind: 'withdraw-held' } & Seen & Because)
  /** Everyone whose attendance is not said otherwise, here or before, was present. */
  | { readonly kind: 'take-roll-call'; readonly exceptions: readonly AttendanceOf[] }
  | ({ readonly kind: 'withdraw-roll-call' } & Seen & Because)
  | ({ readonly kind: 'set-attendance' } & AttendanceOf)
  | ({
      readonly kind: 'set-work';
      readonly workId: string;
      readonly workType: WorkType;
      readonly weight: number;
      readonly title: string | null;
    } & Seen)
  | ({ readonly kind: 'remove-work'; readonly workId: string } & Seen)
  /** `workId` null: the lesson's default work, or with `retakeOf` the work of the mark that is retaken. */
  | ({
      readonly kind: 'give-mark';
      readonly workId: string | null;
      readonly pupilId: string;
      readonly value: Mark;
      readonly doneOn?: LocalDate | undefined;
      readonly retakeOf?: string | undefined;
    } & Seen)
  | ({ readonly kind: 'correct-mark'; readonly markId: string; readonly value: Mark } & Seen & Because)
  | ({ readonly kind: 'revoke-mark'; readonly markId: string } & Seen & Because);

/** One action out of the union, by its kind. */
export type ActionOf<Kind extends LessonAction['kind']> = Extract<LessonAction, { readonly kind: Kind }>;

/** What an import may do: add, never correct what a person recorded. */
export const importable: readonly LessonAction['kind'][] = [
  'set-topic',
  'set-homework',
  'set-comment',
  'state-held',
  'take-roll-call',
  'set-attendance',
  'set-work',
  'give-mark',
];
