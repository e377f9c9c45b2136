import type { AbsenceCode } from '#school/events';
import type { Attendance, Mark } from '../lesson/lesson.events.ts';
import type {
  AttendanceStepView,
  AttendanceView,
  LessonView,
  MarkStepView,
  MarkView,
  StatedStepView,
  StatedView,
} from '../lessons/lesson-view.ts';

export type CorrectedThing = 'held' | 'roll-call' | 'attendance' | 'mark';
/** `stated`: that the lesson was held, that the roll was called. */
export type CorrectedValue = Mark | Attendance | 'stated' | null;

type AnyStep = StatedStepView | AttendanceStepView | MarkStepView;

/** A value that took the place of another one after the term. */
export interface TermCorrectionStep {
  readonly step: AnyStep;
  readonly what: CorrectedThing;
  /** null: of the whole lesson. */
  readonly pupilId: string | null;
  readonly was: { readonly value: CorrectedValue; readonly code: AbsenceCode | null };
  readonly became: CorrectedValue;
  readonly becameCode: AbsenceCode | null;
  /** Whether nothing took its place. */
  readonly stands: boolean;
}

/** What of a lesson, or of a work, was corrected after the term: each entry's values in their order. */
export function termCorrectionsIn({
  held = null,
  rollCall = null,
  attendance = [],
  marks,
}: Pick<LessonView, 'marks'> & Partial<LessonView>): readonly TermCorrectionStep[] {
  return [
    ...(held === null ? [] : inEntry(held, 'held', null)),
    ...(rollCall === null ? [] : inEntry(rollCall, 'roll-call', null)),
    ...attendance.flatMap((entry) => {
      const isLast = attendance.findLast(({ pupilId }) => pupilId === entry.pupilId) === entry;
      return inEntry(entry, 'attendance', entry.pupilId, isLast);
    }),
    ...marks.flatMap((mark) => inEntry(mark, 'mark', mark.pupilId)),
  ];
}

function inEntry(
  entry: StatedView | AttendanceView | MarkView,
  what: CorrectedThing,
  pupilId: string | null,
  /** No other entry took its place. */
  isLast = true,
): readonly TermCorrectionStep[] {
  const steps: readonly AnyStep[] = [...(entry.before ?? []), entry];
  return steps.flatMap((step, index) => {
    if (!step.afterTerm) return [];
    const { value: became, code: becameCode } = said(step);
    const before = steps[index - 1];
    const was = before === undefined ? { value: null, code: null } : said(before);
    return [{ step, what, pupilId, was, became, becameCode, stands: isLast && step === entry }];
  });
}

const said = (step: AnyStep): { value: CorrectedValue; code: AbsenceCode | null } => ({
  value: step.value === true ? 'stated' : step.value,
  code: 'code' in step ? (step.code ?? null) : null,
});
