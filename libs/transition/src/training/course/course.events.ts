import { type Fact, type LocalDate, type LocalTime, type StreamName, streamOf } from '#kernel';

/** A part of a programme, with its hours. */
export interface ProgrammePart {
  readonly id: string;
  readonly kind: 'lecture' | 'practice' | 'test';
  readonly title: string;
  readonly hours: number;
}

/** How many hours of a session somebody attended. */
export interface HoursOf {
  readonly personId: string;
  readonly hours: number;
}

export type CourseEvent =
  /** The programme as it was then: a later edition of it changes no course. */
  | Fact<
      'CourseOpened',
      {
        courseId: string;
        title: string;
        programmeId: string;
        edition: number;
        parts: readonly ProgrammePart[];
      }
    >
  | Fact<'LearnersEnrolled', { courseId: string; personIds: readonly string[] }>
  | Fact<'LearnerWithdrawn', { courseId: string; personId: string }>
  | Fact<
      'CourseSessionPlanned',
      {
        courseId: string;
        courseSessionId: string;
        /** A part of the programme. */
        part: string;
        date: LocalDate;
        starts: LocalTime;
        hours: number;
        place: string | null;
      }
    >
  | Fact<'CourseSessionCancelled', { courseId: string; courseSessionId: string }>
  /** Who attended the session, all of them: it takes the place of what was said before. */
  | Fact<'CourseHoursAttended', { courseId: string; courseSessionId: string; attended: readonly HoursOf[] }>;

export const courseStream = (schoolId: string, courseId: string): StreamName =>
  streamOf(schoolId, 'course', courseId);
