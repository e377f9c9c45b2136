import { projection } from '#projecting';
import type { PolicyEvent, SchoolPolicy } from '#school/events';

/** What of the school's policy a lesson's state depends on. */
export type LessonPolicy = Pick<SchoolPolicy, 'opensBeforeMinutes' | 'onlineFrom'>;

/** The key of the one document. */
export const LESSON_POLICY = 'policy';

/** The policy in force, as pages need it. No document: the default. */
export const lessonPolicy = projection<LessonPolicy, PolicyEvent>({
  name: 'lesson-policy',
  version: 1,
  key: () => LESSON_POLICY,
  evolve: {
    PolicySet: (_, { data }) => {
      const { opensBeforeMinutes, onlineFrom } = data.policy;
      return { opensBeforeMinutes, onlineFrom };
    },
  },
});
