import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, idFrom } from '#kernel';
import { Access, answerOf, CommandAnswer, Context } from '#platform';
import { setsUp } from '../access/who.ts';
import { subjectStream } from './subject.events.ts';
import { subject } from './subject.ts';

export class SubjectFields {
  /** «Алгебра». */
  @IsString()
  @MaxLength(100)
  title!: string;

  /** For narrow columns: «Алг». */
  @IsString()
  @MaxLength(20)
  shortTitle!: string;

  /** The subject area of the curriculum, or null. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  area?: string | null;
}

/** Refused: `invalid`. */
export class DefineSubject extends Command<Outcome> {
  readonly subjectId: string;

  constructor(
    readonly input: SubjectFields,
    readonly context: CommandContext,
  ) {
    super();
    this.subjectId = idFrom(context.commandId, 'subject');
  }
}

@CommandHandler(DefineSubject)
export class DefineSubjectHandler implements ICommandHandler<DefineSubject> {
  constructor(private readonly streams: Streams) {}

  execute({ input, subjectId, context }: DefineSubject): Promise<Outcome> {
    const { title, shortTitle, area = null } = input;
    return this.streams.execute(
      subjectStream(context.schoolId, subjectId),
      subject,
      { kind: 'DefineSubject', subjectId, title, shortTitle, area },
      context,
    );
  }
}

export class SubjectDefinedAnswer extends CommandAnswer {
  /** The new subject's id. */
  subjectId!: string;
}

@Controller('subjects')
export class DefineSubjectRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Adds a subject to the school's list. */
  @Post()
  @Access(setsUp)
  async define(
    @Body() body: SubjectFields,
    @Context() context: CommandContext,
  ): Promise<SubjectDefinedAnswer> {
    const command = new DefineSubject(body, context);
    const outcome = await this.commands.execute(command);
    return { ...answerOf(context.commandId, outcome), subjectId: command.subjectId };
  }
}
