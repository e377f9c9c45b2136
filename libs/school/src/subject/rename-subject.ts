import { Body, Controller, Param, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { setsUp } from '../access/who.ts';
import { SubjectFields } from './define-subject.ts';
import { subjectStream } from './subject.events.ts';
import { subject } from './subject.ts';

/** Refused: `not-found`, `invalid`. */
export class RenameSubject extends Command<Outcome> {
  constructor(
    readonly input: SubjectFields & { readonly subjectId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RenameSubject)
export class RenameSubjectHandler implements ICommandHandler<RenameSubject> {
  constructor(private readonly streams: Streams) {}

  execute({ input, context }: RenameSubject): Promise<Outcome> {
    const { subjectId, title, shortTitle, area = null } = input;
    return this.streams.execute(
      subjectStream(context.schoolId, subjectId),
      subject,
      { kind: 'RenameSubject', subjectId, title, shortTitle, area },
      context,
    );
  }
}

@Controller('subjects')
export class RenameSubjectRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Gives a subject other titles; pages of the past show them too. */
  @Put(':subjectId')
  @Access(setsUp)
  async rename(
    @Param('subjectId', IdPipe) subjectId: string,
    @Body() body: SubjectFields,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new RenameSubject({ ...body, subjectId }, context));
    return answerOf(context.commandId, outcome);
  }
}
