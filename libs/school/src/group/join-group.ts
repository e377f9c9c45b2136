import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
} from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { Records } from '../records.ts';
import { groupStream } from './group.events.ts';
import { group } from './group.ts';
import { PupilGroups } from './pupil-groups.ts';

export class JoinGroupBody {
  /** All of them join, or none. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  pupilIds!: string[];

  /** The first day, in the time of the group. */
  @IsLocalDate()
  from!: LocalDate;

  /** The last day of a stay that is over; left out, the stay is open. */
  @IsOptional()
  @IsLocalDate()
  to?: LocalDate | null;

  /** The number of the order. */
  @IsOptional()
  @IsString()
  @MaxLength(50)
  order?: string | null;
}

/**
 * Refused, with every pupil who stands in the way in `errors`: `member-already`, `not-a-pupil`, `not-in-class`,
 * `in-another-class`, `person-erased`; `not-found`, `invalid`. A second class is refused as far as the read models
 * show the first.
 */
export class JoinGroup extends Command<Outcome> {
  constructor(
    readonly input: JoinGroupBody & { readonly groupId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(JoinGroup)
export class JoinGroupHandler implements ICommandHandler<JoinGroup> {
  constructor(
    private readonly streams: Streams,
    private readonly records: Records,
    private readonly pupilGroups: PupilGroups,
  ) {}

  async execute({ input, context }: JoinGroup): Promise<Outcome> {
    const { groupId, pupilIds, from, to = null, order = null } = input;
    const { schoolId } = context;
    const { kind, classIds } = await this.records.group(schoolId, groupId);
    const pupils = await this.records.people(schoolId, pupilIds);
    const classes = kind === 'class' ? [] : await this.records.groups(schoolId, classIds);
    const others = kind === 'class' ? await this.pupilGroups.of(schoolId, pupilIds) : [];
    const otherClasses = others.filter((other) => other.kind === 'class' && other.groupId !== groupId);
    return this.streams.execute(
      groupStream(schoolId, groupId),
      group,
      { kind: 'JoinGroup', groupId, pupils, from, to, order, classes, otherClasses },
      context,
    );
  }
}

@Controller('groups')
export class JoinGroupRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Takes pupils into a group, all in one step. */
  @Post(':groupId/members')
  @Access(setsUp)
  async join(
    @Param('groupId', IdPipe) groupId: string,
    @Body() body: JoinGroupBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new JoinGroup({ ...body, groupId }, context));
    return answerOf(context.commandId, outcome);
  }
}
