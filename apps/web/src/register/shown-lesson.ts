import { type Act, type LessonView, type WorkType } from '../outbox/act.ts';

/** What belongs to a whole lesson: all but its cells. */
export type WholeLesson = Omit<LessonView, 'attendance' | 'marks'>;

/** What the panel shows of a lesson, with what waits to be saved. */
export interface ShownLesson {
  readonly topic: string;
  readonly topicIsPlanned: boolean;
  readonly homework: string;
  readonly dueDate: string | null;
  readonly comment: string;
  readonly held: boolean;
  readonly rollCall: boolean;
  readonly works: readonly {
    readonly workId: string;
    readonly workType: WorkType;
    readonly weight: number;
    readonly title: string | null;
  }[];
}

/** @param acts of this lesson, in the order of being done */
export function shownLesson(lesson: WholeLesson, acts: readonly Act[]): ShownLesson {
  const wished = <K extends Act['wish']['kind']>(kind: K): Extract<Act['wish'], { kind: K }> | undefined =>
    acts.findLast(({ wish }) => wish.kind === kind)?.wish as Extract<Act['wish'], { kind: K }> | undefined;
  const topic = wished('topic');
  const homework = wished('homework');
  return {
    topic: topic?.text ?? lesson.topic?.topic ?? '',
    topicIsPlanned: topic === undefined && (lesson.topic?.planned ?? false),
    homework: homework?.text ?? lesson.homework?.text ?? '',
    dueDate: homework === undefined ? (lesson.homework?.dueDate ?? null) : homework.dueDate,
    comment: wished('comment')?.text ?? lesson.comment?.text ?? '',
    held: wished('held')?.held ?? lesson.held?.value === true,
    rollCall: wished('roll-call')?.taken ?? lesson.rollCall?.value === true,
    works: lesson.works.map((work) => {
      const wish = acts.findLast((act) => act.wish.kind === 'work' && act.wish.workId === work.workId)?.wish;
      return wish?.kind === 'work' ? { ...work, ...wish } : work;
    }),
  };
}
