import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, idFrom, invalidField, type LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { Records } from '../records.ts';
import { type Grading, gradings } from '../words.ts';
import { registerStream } from './register.events.ts';
import { register } from './register.ts';

export class FirstTeacherFields {
  /** Somebody of the staff. */
  @IsUUID()
  teacherId!: string;

  /** The first day, in the academic year; that of the year when left out. */
  @IsOptional()
  @IsLocalDate()
  from?: LocalDate | null;
}

export class OpenRegisterBody {
  @IsUUID()
  subjectId!: string;

  /** Several when classes (or subgroups …) are taught together: all of one kind and year. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  groupIds!: string[];

  /** Those who teach it; none yet is possible. */
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => FirstTeacherFields)
  teachers!: FirstTeacherFields[];

  /** Left out: none for grade 1, clubs and extended-day groups, marks for others. */
  @IsOptional()
  @IsIn(gradings)
  grading?: Grading | null;
}

/** Refused: `not-found`, `kinds-differ`, `another-year`, `group-dissolved`, `not-staff`, `person-erased`, `invalid`. */
export class OpenRegister extends Command<Outcome> {
  readonly registerId: string;

  constructor(
    readonly input: OpenRegisterBody,
    readonly context: CommandContext,
  ) {
    super();
    this.registerId = idFrom(context.commandId, 'register');
  }
}

@CommandHandler(OpenRegister)
export class OpenRegisterHandler implements ICommandHandler<OpenRegister> {
  constructor(
    private readonly streams: Streams,
    private readonly records: Records,
  ) {}

  async execute({ input, registerId, context }: OpenRegister): Promise<Outcome> {
    const { subjectId, groupIds, grading = null } = input;
    const { schoolId } = context;
    await this.records.subject(schoolId, subjectId);
    const groups = await this.records.groups(schoolId, groupIds);
    const [first] = groups;
    if (first === undefined)
      throw invalidField('groupIds', 'empty', 'A register belongs to at least one group.');
    const year = await this.records.year(schoolId, first.yearId);
    const teachers = await Promise.all(
      input.teachers.map(async ({ teacherId, from = null }) => ({
        teacher: await this.records.person(schoolId, teacherId),
        from,
      })),
    );
    return this.streams.execute(
      registerStream(schoolId, registerId),
      register,
      { kind: 'OpenRegister', registerId, subjectId, groups, year, teachers, grading },
      context,
    );
  }
}

export class RegisterOpenedAnswer extends CommandAnswer {
  /** The new register's id. */
  registerId!: string;
}

@Controller('registers')
export class OpenRegisterRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Opens a page of the journal: groups and a subject, for the groups' academic year. */
  @Post()
  @Access(setsUp)
  async open(
    @Body() body: OpenRegisterBody,
    @Context() context: CommandContext,
  ): Promise<RegisterOpenedAnswer> {
    const command = new OpenRegister(body, context);
    const outcome = await this.commands.execute(command);
    return { ...answerOf(context.commandId, outcome), registerId: command.registerId };
  }
}
