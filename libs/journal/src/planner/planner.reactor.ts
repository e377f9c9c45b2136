import { Injectable } from '@nestjs/common';
import { type Recorded, schoolOf } from '#kernel';
import type { Reaction, Reactor } from '#projecting';
import type { GroupEvent, RegisterEvent, TimetableEvent, YearEvent } from '#school/events';
import { holdersOf } from '../school-facts/register.ts';
import { SchoolFacts } from '../school-facts/school-facts.ts';
import type { TimetableChange } from './plan-timetable.ts';

type PlanningEvent = Extract<
  TimetableEvent | YearEvent | RegisterEvent | GroupEvent,
  {
    type:
      | 'TimetablePublished'
      | 'TimetableEnded'
      | 'TermsSet'
      | 'CalendarSet'
      | 'SchoolWeekSet'
      | 'BellScheduleSet'
      | 'BellScheduleWithdrawn'
      | 'RegisterTeacherAssigned'
      | 'RegisterTeacherReleased'
      | 'RegisterClosed'
      | 'GroupDissolved';
  }
>;

/** Whatever changes which lessons there are, when, and who gives them, has the lessons planned anew. */
@Injectable()
export class PlannerReactor implements Reactor<PlanningEvent> {
  readonly name = 'planner';
  readonly on = [
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

  constructor(private readonly facts: SchoolFacts) {}

  async react(event: Recorded<PlanningEvent>): Promise<readonly Reaction[]> {
    const schoolId = schoolOf(event.stream);
    const changes = await this.#changesOf(schoolId, event);
    return changes.map((change) => ({
      schoolId,
      step: change.yearId,
      command: 'PlanTimetable',
      payload: { ...change, seenAt: event.position } satisfies TimetableChange,
    }));
  }

  async #changesOf(
    schoolId: string,
    event: Recorded<PlanningEvent>,
  ): Promise<readonly Omit<TimetableChange, 'seenAt'>[]> {
    switch (event.type) {
      case 'TimetablePublished': {
        const { yearId, groupId, from, to } = event.data;
        return [{ yearId, groupIds: [groupId], from, to }];
      }
      case 'TimetableEnded': {
        const { groupId } = event.data;
        const versions = await this.facts.timetable(schoolId, groupId);
        const years = new Set(versions.map(({ yearId }) => yearId));
        return [...years].map((yearId) => ({ yearId, groupIds: [groupId] }));
      }
      case 'GroupDissolved': {
        const { state } = await this.facts.group(schoolId, event.data.groupId);
        if (state === null) return [];
        const { yearId, groupId, classIds } = state;
        return [{ yearId, groupIds: [...new Set([groupId, ...classIds])] }];
      }
      case 'TermsSet':
      case 'CalendarSet':
      case 'SchoolWeekSet':
      case 'BellScheduleSet':
      case 'BellScheduleWithdrawn':
        return [{ yearId: event.data.yearId, groupIds: null }];
      case 'RegisterTeacherAssigned':
      case 'RegisterTeacherReleased':
      case 'RegisterClosed': {
        const { registerId } = event.data;
        const { state } = await this.facts.register(schoolId, registerId);
        return state === null ? [] : [{ yearId: state.yearId, groupIds: holdersOf(state), registerId }];
      }
    }
  }
}
