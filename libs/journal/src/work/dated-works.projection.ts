import type { FactOf, Recorded } from '#kernel';
import { projection } from '#projecting';
import type { GroupKind } from '#school/events';
import type { WorkType } from '../lesson/lesson.events.ts';
import {
  changed,
  correctionDaysOf,
  replaced,
  reviewed,
  reviewIn,
  set,
  traceOf,
  type Writable,
} from '../lessons/entry-steps.ts';
import type { MarkDoc, ReviewDoc, Trace } from '../lessons/lesson-doc.ts';
import type { DatedWorkEvent } from './work.events.ts';

/** A work beyond one lesson with its marks. Its stored JSON is joined into pages as it is. */
export interface DatedWorkDoc extends Trace {
  readonly workId: string;
  readonly registerId: string;
  readonly subjectId: string;
  readonly kind: GroupKind;
  readonly groupIds: readonly string[];
  readonly workType: WorkType;
  readonly weight: number;
  readonly title: string | null;
  readonly date: string;
  readonly lessonIds: readonly string[];
  /** Removed works are kept for the marks that were taken back. */
  readonly removed: boolean;
  /** In the order of being given. */
  readonly marks: readonly MarkDoc[];
}

/** Every work beyond one lesson: register page and diary. Holds sealed text as it came. */
export const datedWorks = projection<DatedWorkDoc, DatedWorkEvent>({
  name: 'dated-works',
  version: 2,
  key: (event) => event.data.workId,
  evolve: {
    DatedWorkSet: (work, event) => {
      const { basis: _basis, ...said } = event.data;
      return { ...said, ...traceOf(event), removed: false, marks: work?.marks ?? [] };
    },
    DatedWorkRemoved: (work, event) => work && { ...work, ...traceOf(event), removed: true },
    DatedWorkMarked: (work, event) => {
      if (work === null) return null;
      const { markId, pupilId, workId, value, doneOn, retakeOf } = event.data;
      const mark = { markId, pupilId, workId } as Writable<MarkDoc>;
      set(mark, event, value);
      if (doneOn !== undefined) mark.doneOn = doneOn;
      if (retakeOf !== undefined) mark.retakeOf = retakeOf;
      return { ...work, marks: [...work.marks, mark] };
    },
    DatedWorkMarkCorrected: (work, event) => work && withMark(work, event, event.data.value),
    DatedWorkMarkRevoked: (work, event) => work && withMark(work, event, null),
    DatedWorkCorrectionApproved: (work, event) =>
      work && withReview(work, event, reviewIn(event, 'approved')),
    DatedWorkCorrectionReturned: (work, event) =>
      work && withReview(work, event, reviewIn(event, 'returned', event.data.note)),
  },
  indexes: {
    byRegister: (work) => (work.removed ? [] : [[work.registerId, work.date]]),
    byGroup: (work) => (work.removed ? [] : work.groupIds.map((id) => [id, work.date])),
    /** By the day (UTC) on which a mark was last recorded. */
    byNews: (work) => {
      const day = dayOfNews(work);
      return day === null ? [] : work.groupIds.map((id) => [id, day]);
    },
    /** By the days (UTC) on which a mark was corrected after the term. */
    byCorrection: ({ marks }) => correctionDaysOf(marks).map((day) => [day]),
  },
});

const dayOfNews = ({ marks }: DatedWorkDoc): string | null =>
  marks
    .map(({ recordedAt }) => recordedAt.slice(0, 10))
    .toSorted()
    .at(-1) ?? null;

function withMark(
  work: DatedWorkDoc,
  event: Recorded<FactOf<DatedWorkEvent, 'DatedWorkMarkCorrected' | 'DatedWorkMarkRevoked'>>,
  value: MarkDoc['value'],
): DatedWorkDoc {
  const marks = replaced(
    work.marks,
    (mark) => mark.markId === event.data.markId,
    (mark) => changed(mark, event, value, event.data),
  );
  return { ...work, marks };
}

function withReview(
  work: DatedWorkDoc,
  { data }: Recorded<FactOf<DatedWorkEvent, 'DatedWorkCorrectionApproved' | 'DatedWorkCorrectionReturned'>>,
  review: ReviewDoc,
): DatedWorkDoc {
  const marks = replaced(
    work.marks,
    ({ markId }) => 'markId' in data && markId === data.markId,
    (mark) => reviewed(mark, data.correctionId, review),
  );
  return { ...work, marks };
}
