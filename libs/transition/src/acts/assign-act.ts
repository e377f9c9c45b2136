import { Body, Controller, Param, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional, IsUUID } from 'class-validator';
import type { Outcome } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { prepares } from '../access/who.ts';
import { SchoolFacts } from '../school-facts.ts';
import { Acts } from './acts.ts';

export class AssignActBody {
  /** Who is responsible; of the staff. */
  @IsUUID()
  personId!: string;

  /** The last day to have it approved by, or null. */
  @IsOptional()
  @IsLocalDate()
  due?: LocalDate | null;
}

/** Refused: `not-found`, `not-staff`, `person-erased`, `invalid`. */
export class AssignAct extends Command<Outcome> {
  constructor(
    readonly input: AssignActBody & { readonly actId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(AssignAct)
export class AssignActHandler implements ICommandHandler<AssignAct> {
  constructor(
    private readonly acts: Acts,
    private readonly facts: SchoolFacts,
  ) {}

  async execute({ input: { actId, personId, due = null }, context }: AssignAct): Promise<Outcome> {
    await this.facts.requireStaff(context.schoolId, personId);
    return this.acts.execute(actId, (rules) => ({ kind: 'AssignAct', actId, personId, due, rules }), context);
  }
}

@Controller('transition/acts')
export class AssignActRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Names who is responsible for a local act, and by when. */
  @Put(':actId/responsible')
  @Access(prepares)
  async assign(
    @Param('actId', IdPipe) actId: string,
    @Body() body: AssignActBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new AssignAct({ ...body, actId }, context));
    return answerOf(context.commandId, outcome);
  }
}
