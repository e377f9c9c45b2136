import { type FactOf, type Recorded, schoolOf } from '#kernel';
import type { Reactor } from '#projecting';
import type { GroupEvent, RegisterEvent, TimetableEvent, YearEvent } from '#school/events';
import type { TimetableChange } from './plan-timetable.ts';

type SchoolEvent = TimetableEvent | YearEvent | RegisterEvent | GroupEvent;

/** Whatever changes which lessons there are, when they are and who gives them. */
const changes = [
  'TimetablePublished',
  'TimetableEnded',
  'TermsSet',
  'CalendarSet',
  'SchoolWeekSet',
  'BellScheduleSet',
  'BellScheduleWithdrawn',
  'RegisterTeacherAssigned',
  'RegisterTeacherReleased',
  'RegisterClosed',
  'GroupDissolved',
] as const;

type PlanningEvent = FactOf<SchoolEvent, (typeof changes)[number]>;

/** Has the lessons planned anew after each such change. */
export const lessonPlanner: Reactor<PlanningEvent> = {
  name: 'lesson-planner',
  on: changes,
  react: async (event) => [
    {
      schoolId: schoolOf(event.stream),
      step: 'plan',
      command: 'PlanTimetable',
      payload: changeOf(event),
    },
  ],
};

function changeOf(event: Recorded<PlanningEvent>): TimetableChange {
  const seenAt = event.position;
  switch (event.type) {
    case 'TimetablePublished': {
      const { yearId, groupId, from, to } = event.data;
      return { of: 'timetable', yearId, groupId, from, to };
    }
    case 'TimetableEnded':
    case 'GroupDissolved':
      return { of: 'group', groupId: event.data.groupId };
    case 'TermsSet':
    case 'CalendarSet':
    case 'SchoolWeekSet':
    case 'BellScheduleSet':
    case 'BellScheduleWithdrawn':
      return { of: 'year', yearId: event.data.yearId, seenAt };
    case 'RegisterTeacherAssigned':
    case 'RegisterTeacherReleased':
    case 'RegisterClosed':
      return { of: 'register', registerId: event.data.registerId };
  }
}
