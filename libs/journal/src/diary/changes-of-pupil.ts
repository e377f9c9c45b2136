import type { Instant, LocalDate } from '#kernel';
import type { AbsenceCode } from '#school/events';
import type { CorrectionReason, WorkType } from '../lesson/lesson.events.ts';
import type { Work } from '../lesson/lesson-state.ts';
import type { DatedWorkDoc } from '../work/dated-works.projection.ts';
import {
  type AttendanceStep,
  type LessonDoc,
  type MarkDoc,
  type Step,
  workOf,
} from '../lessons/lesson-doc.ts';

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
  /** null: for a work beyond one lesson. */
  lessonId!: string | null;
  registerId!: string;
  subjectId!: string;
  /** The lesson's or the work's. */
  date!: LocalDate;
  /** The lesson's; null: a work beyond one lesson. */
  number!: number | null;
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
    if (mark.pupilId === pupilId) changes.push(...changesOfMark(mark, place, workOf(lesson, mark)));
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

/** Everything that a work beyond one lesson tells one pupil. */
export function changesInWork(work: DatedWorkDoc, pupilId: string): DiaryChange[] {
  const { registerId, subjectId, date } = work;
  const place = { lessonId: null, registerId, subjectId, date, number: null };
  return work.marks
    .filter((mark) => mark.pupilId === pupilId)
    .flatMap((mark) => changesOfMark(mark, place, work));
}

function changesOfMark(
  mark: MarkDoc,
  place: Pick<DiaryChange, 'lessonId' | 'registerId' | 'subjectId' | 'date' | 'number'>,
  { workType, weight, title }: Work,
): DiaryChange[] {
  const { markId, retakeOf, doneOn } = mark;
  return stepsOf(mark).map((step) => ({
    ...step,
    kind: 'mark',
    ...place,
    markId,
    ...(retakeOf === undefined ? {} : { retakeOf }),
    ...(doneOn === undefined ? {} : { doneOn }),
    workType,
    weight,
    title,
  }));
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
