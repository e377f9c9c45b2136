import { Controller, Param, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import { type Clock, type CommandContext, type IsoWeek, localDateOf, Refused } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, InjectClock } from '#platform';
import { SchoolFacts } from '../school-facts/school-facts.ts';
import { acknowledgement } from './acknowledgement.ts';
import { diaryStream } from './acknowledgement.events.ts';

/** Refused: `invalid`, `week-not-begun`. By whom, the context says. */
export class AcknowledgeWeek extends Command<Outcome> {
  constructor(
    readonly pupilId: string,
    readonly week: IsoWeek,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(AcknowledgeWeek)
export class AcknowledgeWeekHandler implements ICommandHandler<AcknowledgeWeek> {
  constructor(
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
    @InjectClock() private readonly clock: Clock,
  ) {}

  async execute({ pupilId, week, context }: AcknowledgeWeek): Promise<Outcome> {
    const { schoolId, actor } = context;
    const parentId = actor.personId;
    if (parentId === undefined)
      throw new Refused('forbidden', 'Only a parent acknowledges.', { status: 403 });
    const today = localDateOf(this.clock.now(), await this.facts.timeZone(schoolId));
    const command = { kind: 'AcknowledgeWeek', pupilId, week, parentId, today } as const;
    return this.streams.execute(diaryStream(schoolId, pupilId), acknowledgement, command, context);
  }
}

@Controller('diaries/:pupilId/weeks/:week/acknowledgement')
export class AcknowledgeWeekRoute {
  constructor(private readonly commands: CommandBus) {}

  /** «Ознакомлен»: a parent has read an ISO week of the diary. The second time changes nothing. */
  @Put()
  @Access({ parent: 'own-child' })
  async acknowledge(
    @Param('pupilId', IdPipe) pupilId: string,
    @Param('week') week: string,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new AcknowledgeWeek(pupilId, week, context));
    return answerOf(context.commandId, outcome);
  }
}
