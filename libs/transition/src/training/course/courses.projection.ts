import type { Recorded } from '#kernel';
import { projection } from '#projecting';
import type { CourseEvent } from './course.events.ts';
import { type Course, course } from './course.ts';

const told = (doc: Course | null, event: Recorded<CourseEvent>): Course | null => course.evolve(doc, event);

/** Everybody who ever learned there: those enrolled, and those who attended and left. */
const everLearned = ({ learners, sessions }: Course): string[] => [
  ...new Set([
    ...learners,
    ...sessions.flatMap(({ attended }) => (attended ?? []).map(({ personId }) => personId)),
  ]),
];

/** Every course, folded as the rules fold it: raise the version when its decider's state changes. */
export const courses = projection<Course, CourseEvent>({
  name: 'courses',
  version: 1,
  key: (event) => event.data.courseId,
  evolve: {
    CourseOpened: told,
    LearnersEnrolled: told,
    LearnerWithdrawn: told,
    CourseSessionPlanned: told,
    CourseSessionCancelled: told,
    CourseHoursAttended: told,
  },
  indexes: {
    all: (doc) => [[doc.courseId]],
    byLearner: (doc) => everLearned(doc).map((personId) => [personId]),
  },
});
