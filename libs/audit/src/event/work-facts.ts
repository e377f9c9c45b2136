import {
  type DatedWorkEvent,
  DEFAULT_WORK,
  defaultWorkOf,
  type LessonEvent,
  type WorkType,
} from '#journal/events';
import type { Recorded } from '#kernel';

/** What a mark is for. */
export interface WorkFacts {
  readonly workId: string;
  readonly workType: WorkType;
  readonly weight: number;
  readonly title: string | null;
  /** The work that every lesson has without anybody setting one. */
  readonly isDefault: boolean;
}

/** The work that an event is about, as it stood then; null when it is about none. */
export function workOf(event: Recorded, stream: readonly Recorded[]): WorkFacts | null {
  const earlier = stream.filter(({ revision }) => revision <= event.revision);
  return workBeyondLessons(earlier) ?? workInLesson(event, earlier);
}

/** A stream of its own tells of one work. */
function workBeyondLessons(earlier: readonly Recorded[]): WorkFacts | null {
  const set = (earlier as readonly Recorded<DatedWorkEvent>[]).findLast(
    ({ type }) => type === 'DatedWorkSet',
  );
  if (set?.type !== 'DatedWorkSet') return null;
  const { workId, workType, weight, title } = set.data;
  return { workId, workType, weight, title, isDefault: false };
}

function workInLesson({ data }: Recorded, stream: readonly Recorded[]): WorkFacts | null {
  const earlier = stream as readonly Recorded<LessonEvent>[];
  const { lessonId, markId, workId } = data as {
    readonly lessonId?: string;
    readonly markId?: string;
    readonly workId?: string;
  };
  const given =
    markId === undefined
      ? undefined
      : earlier.find((one) => one.type === 'MarkGiven' && one.data.markId === markId);
  const id = workId ?? (given?.data as { readonly workId?: string } | undefined)?.workId;
  if (id === undefined || lessonId === undefined) return null;
  const isDefault = id === defaultWorkOf(lessonId);
  const set = earlier.findLast((one) => one.type === 'WorkSet' && one.data.workId === id);
  if (set?.type === 'WorkSet') {
    const { workType, weight, title } = set.data;
    return { workId: id, workType, weight, title, isDefault };
  }
  return isDefault ? { workId: id, ...DEFAULT_WORK, isDefault } : null;
}
