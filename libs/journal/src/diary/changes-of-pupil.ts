import type { Instant, LocalDate } from '#kernel';
import type { AbsenceCode } from '#school/events';
import type { CorrectionReason, WorkType } from '../lesson/lesson.events.ts';
import { type AttendanceStep, type LessonDoc, type Step, workOf } from '../lessons/lesson-doc.ts';

/** What a diary shows of something that was recorded. */
export class DiaryChange {
  /** The event that recorded it. */
  eventId!: string;
  /** The server's clock, ISO 8601, UTC. */
  recordedAt!: Instant;
  by!: string;
  kind!: 'mark' | 'attendance' | 'homework';
  /** Given, set; corrected, set anew; revoked, cleared. */
  act!: 'given' | 'changed' | 'withdrawn';
  lessonId!: string;
  registerId!: string;
  subjectId!: string;
  /** The lesson's. */
  date!: LocalDate;
  number!: number;
  /** A mark, `absent` or `late`, the text of the homework. null: withdrawn; of attendance: was present after all. */
  value!: string | null;
  /** What stood before; null: nothing. */
  before!: string | null;
  /** Why it took the place of the one before: of marks and attendance. */
  reason?: CorrectionReason;
  /** Of an absence, as far as the teacher knows: now and before. */
  code?: AbsenceCode | null;
  codeBefore?: AbsenceCode | null;
  /** Of homework; null: the next lesson. */
  dueDate?: LocalDate | null;
  dueDateBefore?: LocalDate | null;
  /** Of a mark: which, and what for. */
  markId?: string;
  retakeOf?: string;
  /** The day the work was done, when it was another than the lesson's or the pupil was absent. */
  doneOn?: LocalDate;
  workType?: WorkType;
  weight?: number;
  title?: string | null;
}

/** Everything that one lesson tells one pupil: every value that marks and attendance had, and the homework. */
export function changesIn(lesson: LessonDoc, pupilId: string): DiaryChange[] {
  const { lessonId, registerId, subjectId, date, number, homework } = lesson;
  const place = { lessonId, registerId, subjectId, date, number };
  const changes: DiaryChange[] = [];
  for (const mark of lesson.marks) {
    if (mark.pupilId !== pupilId) continue;
    const { markId, retakeOf, doneOn } = mark;
    const { workType, weight, title } = workOf(lesson, mark);
    for (const step of stepsOf(mark)) {
      changes.push({
        ...step,
        kind: 'mark',
        ...place,
        markId,
        ...(retakeOf === undefined ? {} : { retakeOf }),
        ...(doneOn === undefined ? {} : { doneOn }),
        workType,
        weight,
        title,
      });
    }
  }
  for (const entry of lesson.attendance) {
    if (entry.pupilId !== pupilId) continue;
    const codes = [...(entry.before ?? []), entry].map(({ code }: AttendanceStep) => code ?? null);
    for (const [index, step] of stepsOf(entry).entries()) {
      const [code, codeBefore] = [codes[index]!, codes[index - 1] ?? null];
      changes.push({ ...step, kind: 'attendance', ...place, code, codeBefore });
    }
  }
  if (homework !== null) {
    const { eventId, recordedAt, by, text: value, dueDate, before } = homework;
    changes.push({
      eventId,
      recordedAt,
      by,
      kind: 'homework',
      act: before === undefined ? 'given' : 'changed',
      ...place,
      value,
      before: before?.text ?? null,
      dueDate,
      dueDateBefore: before?.dueDate ?? null,
    });
  }
  return changes;
}

type StepChange = Pick<DiaryChange, 'eventId' | 'recordedAt' | 'by' | 'act' | 'value' | 'before' | 'reason'>;

function stepsOf(entry: Step<string> & { readonly before?: readonly Step<string>[] }): StepChange[] {
  const steps = [...(entry.before ?? []), entry];
  return steps.map(({ eventId, recordedAt, by, value, reason }, index) => ({
    eventId,
    recordedAt,
    by,
    act: index === 0 ? 'given' : value === null ? 'withdrawn' : 'changed',
    value,
    before: steps[index - 1]?.value ?? null,
    ...(reason === undefined ? {} : { reason }),
  }));
}
