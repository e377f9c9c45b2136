import type { Recorded } from '#kernel';
import { projection } from '#projecting';
import { neverWas } from '../stays.ts';
import type { RegisterEvent } from './register.events.ts';
import { register } from './register.ts';
import type { Register } from './register-state.ts';

const told = (doc: Register | null, event: Recorded<RegisterEvent>): Register | null =>
  register.evolve(doc, event);

/**
 * Every register with its teachers and its grading. Folded as the rules fold it: raise the version when the
 * decider's state changes.
 */
export const registers = projection<Register, RegisterEvent>({
  name: 'registers',
  version: 1,
  key: (event) => event.data.registerId,
  evolve: {
    RegisterOpened: told,
    RegisterTeacherAssigned: told,
    RegisterTeacherReleased: told,
    GradingSet: told,
    RegisterClosed: told,
  },
  indexes: {
    byYear: (doc) => [[doc.yearId]],
    byGroup: (doc) => doc.groupIds.map((groupId) => [groupId, doc.yearId]),
    byClass: (doc) => doc.classIds.map((classId) => [classId, doc.yearId]),
    byTeacher: (doc) =>
      [...new Set(doc.teachers.filter((stay) => !neverWas(stay)).map((stay) => stay.teacherId))].map(
        (teacherId) => [teacherId, doc.yearId],
      ),
  },
});
