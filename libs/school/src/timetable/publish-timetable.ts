import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler, QueryBus } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, idFrom, type LocalDate, Refused } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { Records } from '../records.ts';
import { type Parity, parities } from '../words.ts';
import { LAST_LESSON_NUMBER } from '../year/bells.ts';
import { GetTimetableWarnings, TimetableWarning } from './get-timetable-warnings.ts';
import { timetableStream } from './timetable.events.ts';
import { timetable } from './timetable.ts';

export class SlotFields {
  /** A register of the group, or of a part of the class. */
  @IsUUID()
  registerId!: string;

  /** 1 Monday … 6 Saturday. */
  @IsInt()
  @Min(1)
  @Max(6)
  weekday!: number;

  /** The number of the lesson in the bell schedule, 0 … 12. */
  @IsInt()
  @Min(0)
  @Max(LAST_LESSON_NUMBER)
  number!: number;

  /** In which weeks; the first week of the academic year is odd. */
  @IsIn(parities)
  parity!: Parity;

  /** «214», or null. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  room?: string | null;
}

export class PublishTimetableBody {
  /** A class, or a group with a timetable of its own; the lessons of subgroups stand in that of their class. */
  @IsUUID()
  groupId!: string;

  /** The first day. */
  @IsLocalDate()
  from!: LocalDate;

  /** The last day. Where versions overlap, the one published last is in force. */
  @IsLocalDate()
  to!: LocalDate;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(300)
  @ValidateNested({ each: true })
  @Type(() => SlotFields)
  slots!: SlotFields[];
}

/**
 * Publishes a version of a group's weekly timetable. Refused: `not-found`, `in-class-timetable`,
 * `register-elsewhere`, `register-closed`, `another-year`, `class-clash`, `invalid`.
 */
export class PublishTimetable extends Command<Outcome> {
  readonly timetableId: string;

  constructor(
    readonly input: PublishTimetableBody,
    readonly context: CommandContext,
  ) {
    super();
    this.timetableId = idFrom(context.commandId, 'timetable');
  }
}

@CommandHandler(PublishTimetable)
export class PublishTimetableHandler implements ICommandHandler<PublishTimetable> {
  constructor(
    private readonly streams: Streams,
    private readonly records: Records,
  ) {}

  async execute({ input, timetableId, context }: PublishTimetable): Promise<Outcome> {
    const { groupId, from, to } = input;
    const { schoolId } = context;
    const owner = await this.records.group(schoolId, groupId);
    const registerIds = [...new Set(input.slots.map((slot) => slot.registerId))];
    const found = await Promise.all(
      registerIds.map((registerId) => this.records.register(schoolId, registerId)),
    );
    const registers = new Map(found.map((register) => [register.registerId, register]));
    const slots = input.slots.map(({ room = null, ...slot }) => ({ ...slot, room }));
    return this.streams.execute(
      timetableStream(schoolId, groupId),
      timetable,
      { kind: 'PublishTimetable', timetableId, owner, from, to, slots, registers },
      context,
    );
  }
}

export class TimetablePublishedAnswer extends CommandAnswer {
  /** The new version's id. */
  timetableId!: string;

  /** What somebody should look at; null when it is not known yet: ask for the warnings of the version. */
  warnings!: TimetableWarning[] | null;
}

@Controller('timetables')
export class PublishTimetableRoute {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  /** Publishes a version of a weekly timetable; its lessons are planned from it. */
  @Post()
  @Access(setsUp)
  async publish(
    @Body() body: PublishTimetableBody,
    @Context() context: CommandContext,
  ): Promise<TimetablePublishedAnswer> {
    const command = new PublishTimetable(body, context);
    const answer = answerOf(context.commandId, await this.commands.execute(command));
    const { timetableId } = command;
    return { ...answer, timetableId, warnings: await this.#warnings(command, answer.position) };
  }

  /** The version is published whether or not the read models show it in time. */
  async #warnings(
    { timetableId, input, context }: PublishTimetable,
    position: string | null,
  ): Promise<TimetableWarning[] | null> {
    if (position === null) return [];
    const asked = new GetTimetableWarnings(context.schoolId, input.groupId, timetableId, {
      minPosition: position,
    });
    try {
      return (await this.queries.execute(asked)).warnings;
    } catch (error) {
      if (error instanceof Refused && error.code === 'not-yet-visible') return null;
      throw error;
    }
  }
}
