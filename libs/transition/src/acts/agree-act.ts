import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsString, MaxLength, ValidateNested } from 'class-validator';
import type { Outcome } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { prepares } from '../access/who.ts';
import { SchoolFacts } from '../school-facts.ts';
import { bodies, type Body as ActBody } from './act.events.ts';
import { Acts } from './acts.ts';

/** A document by its number and date. */
export class NumberedDocumentFields {
  @IsString()
  @MaxLength(40)
  number!: string;

  /** Today at the latest. */
  @IsLocalDate()
  date!: LocalDate;
}

export class AgreeActBody {
  /** Who gave the opinion: one of those whose opinion is asked for this act. */
  @IsIn(bodies)
  body!: ActBody;

  /** The protocol that it stands in. */
  @IsObject()
  @ValidateNested()
  @Type(() => NumberedDocumentFields)
  protocol!: NumberedDocumentFields;
}

/** Refused: `not-found`, `no-draft`, `no-document`, `opinion-given`, `invalid`. */
export class AgreeAct extends Command<Outcome> {
  constructor(
    readonly input: AgreeActBody & { readonly actId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(AgreeAct)
export class AgreeActHandler implements ICommandHandler<AgreeAct> {
  constructor(
    private readonly acts: Acts,
    private readonly facts: SchoolFacts,
  ) {}

  async execute({ input: { actId, body, protocol }, context }: AgreeAct): Promise<Outcome> {
    const today = await this.facts.today(context.schoolId);
    return this.acts.execute(
      actId,
      (rules) => ({ kind: 'AgreeAct', actId, body, protocol, today, rules }),
      context,
    );
  }
}

@Controller('transition/acts')
export class AgreeActRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Records the opinion that a body gave of the version being written. */
  @Post(':actId/opinions')
  @Access(prepares)
  async agree(
    @Param('actId', IdPipe) actId: string,
    @Body() body: AgreeActBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new AgreeAct({ ...body, actId }, context));
    return answerOf(context.commandId, outcome);
  }
}
