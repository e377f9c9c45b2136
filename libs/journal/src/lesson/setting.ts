import { type Actor, idFrom, type LocalDate } from '#kernel';
import type { Grading, SchoolPolicy, Term } from '#school/events';
import { type GroupFacts, isMember } from '../school-facts/group.ts';
import { gradingOn, type RegisterFacts } from '../school-facts/register.ts';
import type { Basis, Imported, LessonPlan } from './lesson.events.ts';
import type { Recording } from './lesson-state.ts';

/** All that an action on a lesson depends on beside the lesson's own stream: read when deciding. */
export interface Setting {
  /** The server's clock, ms since the epoch. */
  readonly now: number;
  /** The date that the school's clocks show now. */
  readonly today: LocalDate;
  readonly actor: Actor;
  readonly commandId: string;
  readonly policy: SchoolPolicy;
  /** Of the register's year. Left out where nothing can have come after one: on the day of the lesson itself. */
  readonly terms: readonly Term[];
  /** The lesson's groups, by id. */
  readonly groups: ReadonlyMap<string, GroupFacts>;
  readonly register: RegisterFacts;
  /** Revisions of the streams of those groups and of the register. */
  readonly basis: Basis;
  /** Where entries come from when an import brings them; null when a person records them. */
  readonly imported: Imported | null;
}

/** The id of the entry that an action of a command makes; a roll call's exceptions are told apart by pupil. */
export const entryIdOf = (commandId: string, action: number, pupilId?: string): string =>
  pupilId === undefined ? idFrom(commandId, 'entry', action) : idFrom(commandId, 'entry', action, pupilId);

/** For whom something is, and on which day: a lesson's plan, or a work beyond lessons. */
export type Occasion = Pick<LessonPlan, 'groupIds' | 'date'>;

/** Whether the pupil belongs to one of the groups on the day. */
export const attends = ({ groupIds, date }: Occasion, pupilId: string, setting: Setting): boolean =>
  groupIds.some((groupId) => {
    const group = setting.groups.get(groupId);
    return group !== undefined && isMember(group, pupilId, date);
  });

/** Whether pupils of grade 1 are among those it is for. */
export const isForGradeOne = ({ groupIds }: Occasion, setting: Setting): boolean =>
  groupIds.some((groupId) => setting.groups.get(groupId)?.grade === 1);

/** How the register grades on the day. Where nobody has said: nothing in grade 1, else marks. */
export const gradingOf = (occasion: Occasion, setting: Setting): Grading =>
  gradingOn(setting.register, occasion.date) ?? (isForGradeOne(occasion, setting) ? 'none' : 'marks');

/** What goes into an entry of an import. */
export const importedPart = (setting: Setting): { imported?: Imported } =>
  setting.imported === null ? {} : { imported: setting.imported };

/** The event id that stands on values set by the very command that is being decided. */
export const THIS_COMMAND = '';

/** The recording of a fact that this command is about to make. */
export const thisCommand = ({ actor, now }: Setting): Recording => ({
  eventId: THIS_COMMAND,
  accountId: actor.accountId,
  by: actor.personId ?? actor.accountId,
  at: now,
  order: Number.MAX_SAFE_INTEGER,
});
