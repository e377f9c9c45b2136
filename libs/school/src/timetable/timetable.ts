import {
  addDays,
  canonicalJson,
  type Decider,
  invalidField,
  type LocalDate,
  notFound,
  Refused,
} from '#kernel';
import { requireDate, requireInside, requirePeriod } from '../fields.ts';
import type { Group } from '../group/group-state.ts';
import type { Register } from '../register/register-state.ts';
import type { Slot } from '../words.ts';
import { type PlannedSlot, slotsIn } from './slots.ts';
import type { TimetableEvent } from './timetable.events.ts';

/** A version of a group's weekly timetable, in force from–to. */
export interface TimetableVersion {
  readonly timetableId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly slots: readonly Slot[];
}

/** In the order of publication: on a date that several cover the last one is in force. */
export interface Timetable {
  readonly versions: readonly TimetableVersion[];
}

export type TimetableCommand =
  | {
      readonly kind: 'PublishTimetable';
      readonly timetableId: string;
      readonly owner: Group;
      readonly from: LocalDate;
      readonly to: LocalDate;
      readonly slots: readonly PlannedSlot[];
      /** Every register that the slots name. */
      readonly registers: ReadonlyMap<string, Register>;
    }
  | {
      readonly kind: 'EndTimetable';
      readonly timetableId: string;
      readonly groupId: string;
      readonly to: LocalDate;
    };

export const timetable: Decider<Timetable, TimetableCommand, TimetableEvent> = {
  name: 'school/timetable',
  initial: { versions: [] },

  decide(command, current) {
    switch (command.kind) {
      case 'PublishTimetable': {
        const { timetableId, owner, from, to } = command;
        if (owner.kind === 'subgroup') {
          throw new Refused(
            'in-class-timetable',
            'The lessons of a subgroup stand in the timetable of its classes.',
          );
        }
        requirePeriod('', command);
        requireInside('from', command, owner, `the time of ${owner.title}`);
        const slots = slotsIn(owner, from, command.slots, command.registers);
        const last = current.versions.at(-1);
        if (
          last &&
          last.from === from &&
          last.to === to &&
          canonicalJson(last.slots) === canonicalJson(slots)
        ) {
          return [];
        }
        const { groupId, yearId } = owner;
        return [{ type: 'TimetablePublished', data: { timetableId, groupId, yearId, from, to, slots } }];
      }
      case 'EndTimetable': {
        const { timetableId, groupId, to } = command;
        const version = current.versions.find((candidate) => candidate.timetableId === timetableId);
        if (version === undefined) throw notFound('timetable', timetableId);
        requireDate('to', to);
        if (version.to === to) return [];
        if (to > version.to || to < addDays(version.from, -1)) {
          throw invalidField(
            'to',
            'outside',
            `This version is in force from ${version.from} to ${version.to}.`,
          );
        }
        return [{ type: 'TimetableEnded', data: { timetableId, groupId, to } }];
      }
    }
  },

  evolve(current, event) {
    switch (event.type) {
      case 'TimetablePublished': {
        const { timetableId, from, to, slots } = event.data;
        return { versions: [...current.versions, { timetableId, from, to, slots }] };
      }
      case 'TimetableEnded':
        return {
          versions: current.versions.map((version) =>
            version.timetableId === event.data.timetableId ? { ...version, to: event.data.to } : version,
          ),
        };
    }
  },
};
