import { type AbsenceCode, type Act, type LessonView, type Mark, placeOf } from '../outbox/act.ts';

/** A mark as the sheet shows it. */
export interface CellMark {
  /** null: on its way. */
  readonly markId: string | null;
  readonly value: Mark;
  readonly workId: string;
  readonly weight: number;
  /** A later mark took its place: it stays visible and counts no more. */
  readonly isRetaken: boolean;
  readonly doneOn: string | null;
}

/** What one cell of the sheet shows: a pupil on a lesson, with what waits to be saved. */
export interface Cell {
  readonly lessonId: string;
  readonly pupilId: string;
  readonly attendance: { readonly value: 'absent' | 'late'; readonly code: AbsenceCode | null } | null;
  readonly marks: readonly CellMark[];
  /** `waiting`: not everything in it is saved; `refused`: something was not accepted. */
  readonly state: 'saved' | 'waiting' | 'refused';
  /** The pupil belonged to none of the lesson's groups on its date. */
  readonly isAway: boolean;
}

interface Stay {
  readonly groupId: string;
  readonly from: string;
  readonly to: string | null;
}

/** Whether somebody with these stays belongs to a lesson. */
export const attends = (stays: readonly Stay[], { groupIds, date }: LessonView): boolean =>
  stays.some(
    ({ groupId, from, to }) => groupIds.includes(groupId) && from <= date && (to === null || date <= to),
  );

/** One pupil's cell of a lesson. @param acts of this lesson, in the order of being done */
export function cellOf(
  lesson: LessonView,
  pupilId: string,
  stays: readonly Stay[],
  acts: readonly Act[],
): Cell {
  const own = acts.filter(({ wish }) => 'pupilId' in wish && wish.pupilId === pupilId);
  return {
    lessonId: lesson.lessonId,
    pupilId,
    attendance: attendanceOf(lesson, pupilId, own),
    marks: marksOf(lesson, pupilId, own),
    state: own.some(({ state }) => state === 'refused')
      ? 'refused'
      : own.some(({ state }) => state === 'waiting')
        ? 'waiting'
        : 'saved',
    isAway: !attends(stays, lesson),
  };
}

function attendanceOf(lesson: LessonView, pupilId: string, acts: readonly Act[]): Cell['attendance'] {
  const wished = acts.findLast(({ wish }) => wish.kind === 'attendance')?.wish;
  if (wished?.kind === 'attendance') {
    return wished.value === 'present' ? null : { value: wished.value, code: wished.code };
  }
  const entry = lesson.attendance.findLast((candidate) => candidate.pupilId === pupilId);
  return entry === undefined || entry.value === null
    ? null
    : { value: entry.value, code: entry.code ?? null };
}

function marksOf(lesson: LessonView, pupilId: string, acts: readonly Act[]): CellMark[] {
  const given = lesson.marks.filter((mark) => mark.pupilId === pupilId);
  const weightOf = (workId: string): number =>
    lesson.works.find((work) => work.workId === workId)?.weight ?? 1;
  const retaken = new Set(
    given
      .filter(({ value, retakeOf }) => value !== null && retakeOf !== undefined)
      .map(({ retakeOf }) => retakeOf),
  );
  for (const { wish } of acts)
    if (wish.kind === 'mark' && wish.retakeOf !== undefined) retaken.add(wish.retakeOf);
  const wishes = new Map(acts.map(({ wish }) => [placeOf(wish), wish]));
  const standing = given.flatMap(({ markId, workId, value, doneOn }): CellMark[] => {
    const wish = wishes.get(placeOf({ kind: 'mark', pupilId, workId, markId, value: null }));
    const shown = wish?.kind === 'mark' ? wish.value : value;
    if (shown === null) return [];
    return [
      {
        markId,
        value: shown,
        workId,
        weight: weightOf(workId),
        isRetaken: retaken.has(markId),
        doneOn: doneOn ?? null,
      },
    ];
  });
  const isKnown = (id: string | null): boolean => given.some(({ markId }) => markId === id);
  const coming = [...wishes.values()].flatMap((wish): CellMark[] =>
    wish.kind !== 'mark' || wish.value === null || isKnown(wish.markId)
      ? []
      : [
          {
            markId: wish.markId,
            value: wish.value,
            workId: wish.workId,
            weight: weightOf(wish.workId),
            isRetaken: false,
            doneOn: wish.doneOn ?? null,
          },
        ],
  );
  return [...standing, ...coming];
}

/** Whether two states of a cell are told apart by what a person can see and what is counted. */
export const looksSame = (a: Cell, b: Cell): boolean =>
  a.state === b.state &&
  a.isAway === b.isAway &&
  a.attendance?.value === b.attendance?.value &&
  a.attendance?.code === b.attendance?.code &&
  a.marks.length === b.marks.length &&
  a.marks.every((mark, index) => marksLookSame(mark, b.marks[index]!));

const marksLookSame = (a: CellMark, b: CellMark): boolean =>
  a.value === b.value && a.weight === b.weight && a.isRetaken === b.isRetaken;

export const sameCell = (a: Cell, b: Cell): boolean =>
  looksSame(a, b) && a.marks.every((mark, index) => sameMark(mark, b.marks[index]!));

const sameMark = (a: CellMark, b: CellMark): boolean =>
  a.markId === b.markId && a.workId === b.workId && a.doneOn === b.doneOn;
