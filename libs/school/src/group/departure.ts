import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Outcome } from '#event-store';
import {
  type CommandContext,
  comparePositions,
  idFrom,
  type LocalDate,
  type Position,
  Refused,
} from '#kernel';
import { Records } from '../records.ts';
import { neverWas } from '../stays.ts';
import type { Group } from './group-state.ts';
import { LeaveGroup } from './leave-group.ts';
import { PupilGroups } from './pupil-groups.ts';

/** What became of one group in a pupil's departure or move. */
export class StepReport {
  groupId!: string;
  title!: string;
  step!: 'left' | 'joined';
  outcome!: 'done' | 'refused';
  /** Why it was refused, as a problem's code; null when done. */
  code!: string | null;
  /** The same as a sentence; null when done. */
  detail!: string | null;
  /** The recorded events; none when it was so already. */
  eventIds!: string[];
}

/** What several commands of one request came to. The same Idempotency-Key goes on where it was and tells the same. */
export class StepsAnswer {
  /** The Idempotency-Key that was sent. */
  commandId!: string;
  /** Pass it as `minPosition` to a query that must show all of it; null when nothing changed. */
  position!: string | null;
  steps!: StepReport[];
}

export interface Leaving {
  readonly groupId: string;
  readonly pupilId: string;
  readonly to: LocalDate;
  readonly order: string | null;
  /** The class that the pupil goes to; what belongs to it too is kept. */
  readonly movedTo: string | null;
}

/** A step of a job, with where it was recorded. */
export interface Step {
  readonly report: StepReport;
  readonly position: Position | null;
}

/**
 * A pupil leaves a group, and when it is a class, everything that stands on it: subgroups, individual teaching,
 * clubs of that class. One command per group, each with an id derived from the request's.
 */
@Injectable()
export class Departure {
  constructor(
    private readonly commands: CommandBus,
    private readonly records: Records,
    private readonly pupilGroups: PupilGroups,
  ) {}

  /** @throws Refused what leaving the group itself is refused with: then nothing has happened */
  async leave(leaving: Leaving, context: CommandContext): Promise<Step[]> {
    const { groupId, pupilId, to, order } = leaving;
    const left = await this.records.group(context.schoolId, groupId);
    const outcome = await this.commands.execute(new LeaveGroup(leaving, partOf(context, groupId)));
    const steps = [doneStep(left, 'left', outcome)];
    if (left.kind !== 'class') return steps;
    // Whatever the pupil had joined before leaving stands in the read model once that shows the leaving.
    const known = await this.pupilGroups.of(context.schoolId, [pupilId], outcome.receipt?.position);
    for (const dependent of known.filter((candidate) => standsOn(candidate, leaving))) {
      const part = { groupId: dependent.groupId, pupilId, to, order, movedTo: null };
      steps.push(
        await attempted(dependent, 'left', () =>
          this.commands.execute(new LeaveGroup(part, partOf(context, dependent.groupId))),
        ),
      );
    }
    return steps;
  }
}

/**
 * Whether the pupil's stay in this group ends with the one in the class. Stays that end on that day already are
 * among them: sent again, the job finds its own work and reports it.
 */
const standsOn = (dependent: Group, { groupId, pupilId, to, movedTo }: Leaving): boolean =>
  dependent.kind !== 'class' &&
  dependent.classIds.includes(groupId) &&
  (movedTo === null || !dependent.classIds.includes(movedTo)) &&
  dependent.members.some(
    (stay) =>
      stay.pupilId === pupilId && (stay.to === null || stay.to === to || (stay.to > to && !neverWas(stay))),
  );

/** The envelope of the part of a job that concerns one group. */
export const partOf = (context: CommandContext, groupId: string): CommandContext => ({
  ...context,
  commandId: idFrom(context.commandId, groupId),
  causationId: context.commandId,
});

/** Does a step and reports a refusal instead of throwing it. */
export async function attempted(
  group: Group,
  step: 'left' | 'joined',
  act: () => Promise<Outcome>,
): Promise<Step> {
  try {
    return doneStep(group, step, await act());
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { groupId, title } = group;
    const { code, detail } = error;
    return {
      report: { groupId, title, step, outcome: 'refused', code, detail, eventIds: [] },
      position: null,
    };
  }
}

const doneStep = ({ groupId, title }: Group, step: 'left' | 'joined', { receipt }: Outcome): Step => ({
  report: {
    groupId,
    title,
    step,
    outcome: 'done',
    code: null,
    detail: null,
    eventIds: [...(receipt?.eventIds ?? [])],
  },
  position: receipt?.position ?? null,
});

/** What the whole job came to. */
export const stepsAnswer = (commandId: string, steps: readonly Step[]): StepsAnswer => ({
  commandId,
  position: steps.reduce<Position | null>(
    (last, { position }) => (comparePositions(position, last) > 0 ? position : last),
    null,
  ),
  steps: steps.map(({ report }) => report),
});
