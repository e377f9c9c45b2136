import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, idFrom, type LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { Records } from '../records.ts';
import { type GroupKind, groupKinds } from '../words.ts';
import { groupStream } from './group.events.ts';
import { group } from './group.ts';

export class FormGroupBody {
  @IsUUID()
  yearId!: string;

  @IsIn(groupKinds)
  kind!: GroupKind;

  /** «5А», «Английский, 1-я подгруппа». Never a pupil's name: titles are not sealed. */
  @IsString()
  @MaxLength(100)
  title!: string;

  /** 1 … 11 for a class; left out for other groups, which take it from their classes. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(11)
  grade?: number | null;

  /** By whose bells it learns; of subgroups and individual teaching, that of the class. */
  @IsIn([1, 2])
  shift!: 1 | 2;

  /**
   * The classes that its pupils come from: at least one for a subgroup, exactly one for individual teaching, as
   * many as there are for electives, clubs and extended-day groups (none: from any class), none for a class.
   */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(60)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  classIds?: string[];

  /** The first day, in the academic year. */
  @IsLocalDate()
  from!: LocalDate;

  /** The last day, in the academic year. */
  @IsLocalDate()
  to!: LocalDate;
}

/** Refused: `not-found`, `not-a-class`, `another-year`, `another-shift`, `invalid`. */
export class FormGroup extends Command<Outcome> {
  readonly groupId: string;

  constructor(
    readonly input: FormGroupBody,
    readonly context: CommandContext,
  ) {
    super();
    this.groupId = idFrom(context.commandId, 'group');
  }
}

@CommandHandler(FormGroup)
export class FormGroupHandler implements ICommandHandler<FormGroup> {
  constructor(
    private readonly streams: Streams,
    private readonly records: Records,
  ) {}

  async execute({ input, groupId, context }: FormGroup): Promise<Outcome> {
    const { kind: groupKind, title, grade = null, shift, from, to } = input;
    const { schoolId } = context;
    const year = await this.records.year(schoolId, input.yearId);
    const classes = await this.records.groups(schoolId, input.classIds ?? []);
    return this.streams.execute(
      groupStream(schoolId, groupId),
      group,
      { kind: 'FormGroup', groupId, groupKind, title, grade, shift, from, to, year, classes },
      context,
    );
  }
}

export class GroupFormedAnswer extends CommandAnswer {
  /** The new group's id. */
  groupId!: string;
}

@Controller('groups')
export class FormGroupRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Forms a class or another group for an academic year. */
  @Post()
  @Access(setsUp)
  async form(@Body() body: FormGroupBody, @Context() context: CommandContext): Promise<GroupFormedAnswer> {
    const command = new FormGroup(body, context);
    const outcome = await this.commands.execute(command);
    return { ...answerOf(context.commandId, outcome), groupId: command.groupId };
  }
}
