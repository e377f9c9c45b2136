import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { addDays, type CommandContext, type LocalDate, Refused } from '#kernel';
import { Access, Context, IdPipe, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { requireDate } from '../fields.ts';
import { Records } from '../records.ts';
import { lastsOn } from '../stays.ts';
import { attempted, Departure, partOf, StepsAnswer, stepsAnswer } from './departure.ts';
import { group } from './group.ts';
import type { Group } from './group-state.ts';
import { JoinGroup } from './join-group.ts';

export class MovePupilBody {
  /** The class that the pupil comes to. */
  @IsUUID()
  toGroupId!: string;

  /** The first day there; the day before is the last in the old class. */
  @IsLocalDate()
  from!: LocalDate;

  /** The number of the order, at both ends. */
  @IsOptional()
  @IsString()
  @MaxLength(50)
  order?: string | null;
}

/**
 * A pupil leaves a class, with what stands on it, and joins another: a resumable job. It does not begin when the
 * other class would not take the pupil. Refused: `not-found`, `not-a-class`, `same-class`, what leaving and joining
 * are refused with, `not-yet-visible` (503: send it again).
 */
export class MovePupil extends Command<StepsAnswer> {
  constructor(
    readonly input: MovePupilBody & { readonly groupId: string; readonly pupilId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(MovePupil)
export class MovePupilHandler implements ICommandHandler<MovePupil> {
  constructor(
    private readonly commands: CommandBus,
    private readonly records: Records,
    private readonly departure: Departure,
  ) {}

  async execute({ input, context }: MovePupil): Promise<StepsAnswer> {
    const { groupId, pupilId, toGroupId, from, order = null } = input;
    requireDate('from', from);
    const [source, target] = await this.records.groups(context.schoolId, [groupId, toGroupId]);
    await this.#requireMovable(source!, target!, input, context);
    const to = addDays(from, -1);
    const steps = await this.departure.leave({ groupId, pupilId, to, order, movedTo: toGroupId }, context);
    const joined = await attempted(target!, 'joined', () =>
      this.commands.execute(
        new JoinGroup({ groupId: toGroupId, pupilIds: [pupilId], from, order }, partOf(context, toGroupId)),
      ),
    );
    return stepsAnswer(context.commandId, [...steps, joined]);
  }

  /** Asks the other class before anything is left. A pupil who has left already is being moved again: go on. */
  async #requireMovable(
    source: Group,
    target: Group,
    { groupId, pupilId, toGroupId, from, order = null }: MovePupil['input'],
    { schoolId }: CommandContext,
  ): Promise<void> {
    for (const one of [source, target]) {
      if (one.kind !== 'class') throw new Refused('not-a-class', `${one.title} is not a class.`);
    }
    if (groupId === toGroupId) throw new Refused('same-class', `The pupil is to stay in ${source.title}.`);
    if (!source.members.some((stay) => stay.pupilId === pupilId && lastsOn(stay, from))) return;
    const pupils = [await this.records.person(schoolId, pupilId)];
    group.decide(
      { kind: 'JoinGroup', groupId: toGroupId, pupils, from, to: null, order, classes: [], otherClasses: [] },
      target,
    );
  }
}

@Controller('groups')
export class MovePupilRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Moves a pupil to another class from a day on; old pages stay whole. */
  @Post(':groupId/members/:pupilId/move')
  @HttpCode(200)
  @Access(setsUp)
  move(
    @Param('groupId', IdPipe) groupId: string,
    @Param('pupilId', IdPipe) pupilId: string,
    @Body() body: MovePupilBody,
    @Context() context: CommandContext,
  ): Promise<StepsAnswer> {
    return this.commands.execute(new MovePupil({ ...body, groupId, pupilId }, context));
  }
}
