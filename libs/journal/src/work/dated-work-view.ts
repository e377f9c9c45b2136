import type { LocalDate } from '#kernel';
import type { GroupKind } from '#school/events';
import type { WorkType } from '../lesson/lesson.events.ts';
import { type MarkView, TraceView } from '../lessons/lesson-view.ts';

/** A work beyond one lesson as a register page shows it. `eventId` is what `basedOn` of the work refers to. */
export class DatedWorkView extends TraceView {
  workId!: string;
  registerId!: string;
  subjectId!: string;
  kind!: GroupKind;
  groupIds!: string[];
  workType!: WorkType;
  /** In the average. */
  weight!: number;
  title!: string | null;
  date!: LocalDate;
  /** The lessons that it spans; none where it has only its date. */
  lessonIds!: string[];
  removed!: boolean;
  /** In the order of being given. */
  marks!: MarkView[];
}
