import { type Decider, isTimeZone, invalidField, notFound, Refused } from '#kernel';
import { saying } from '../fields.ts';
import type { SchoolEvent } from './school.events.ts';

/** The tenant. */
export interface School {
  readonly schoolId: string;
  readonly name: string;
  readonly shortName: string;
  /** IANA name; fixed for ever, since dates of the past stand on it. */
  readonly timeZone: string;
}

interface Names {
  readonly name: string;
  readonly shortName: string;
}

export type SchoolCommand =
  | ({ readonly kind: 'SetUpSchool'; readonly schoolId: string; readonly timeZone: string } & Names)
  | ({ readonly kind: 'RenameSchool'; readonly schoolId: string } & Names);

export const school: Decider<School | null, SchoolCommand, SchoolEvent> = {
  name: 'school/school',
  initial: null,

  decide(command, current) {
    const names = { name: saying('name', command.name), shortName: saying('shortName', command.shortName) };
    switch (command.kind) {
      case 'SetUpSchool': {
        if (current !== null) {
          throw new Refused('school-exists', `The school ${command.schoolId} is already set up.`);
        }
        const { schoolId, timeZone } = command;
        if (!isTimeZone(timeZone)) {
          throw invalidField('timeZone', 'time-zone', `${timeZone} is not a time zone known here.`);
        }
        return [{ type: 'SchoolSetUp', data: { schoolId, ...names, timeZone } }];
      }
      case 'RenameSchool': {
        if (current === null) throw notFound('school', command.schoolId);
        if (current.name === names.name && current.shortName === names.shortName) return [];
        return [{ type: 'SchoolRenamed', data: { schoolId: command.schoolId, ...names } }];
      }
    }
  },

  evolve(current, event) {
    switch (event.type) {
      case 'SchoolSetUp': {
        const { schoolId, name, shortName, timeZone } = event.data;
        return { schoolId, name, shortName, timeZone };
      }
      case 'SchoolRenamed':
        return current && { ...current, name: event.data.name, shortName: event.data.shortName };
    }
  },
};
