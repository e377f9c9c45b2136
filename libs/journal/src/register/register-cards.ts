import type { LocalDate } from '#kernel';
import type { GroupCard, SubjectCard } from '#platform';
import type { Grading, GroupKind } from '#school/events';

export class SubjectCardView {
  subjectId!: string;
  title!: string;
  shortTitle!: string;
}

export class GroupCardView {
  groupId!: string;
  kind!: GroupKind;
  title!: string;
  /** null where pupils of several grades meet. */
  grade!: number | null;
}

/** How the register grades from a day on, until the next. */
export class GradingView {
  grading!: Grading;
  from!: LocalDate;
}

/** A teacher's days in a register; `to` is the last one, null while it lasts. */
export class RegisterTeacherView {
  teacherId!: string;
  from!: LocalDate;
  to!: LocalDate | null;
}

export const subjectView = ({ subjectId, title, shortTitle }: SubjectCard): SubjectCardView => ({
  subjectId,
  title,
  shortTitle,
});

export const groupView = ({ groupId, kind, title, grade }: GroupCard): GroupCardView => ({
  groupId,
  kind: kind as GroupKind,
  title,
  grade,
});
