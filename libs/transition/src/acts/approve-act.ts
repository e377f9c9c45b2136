import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Outcome } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { prepares } from '../access/who.ts';
import { SchoolFacts } from '../school-facts.ts';
import { Acts } from './acts.ts';
import { NumberedDocumentFields } from './agree-act.ts';

/** Refused: `not-found`, `no-draft`, `no-document`, `opinions-missing` (with `missing`), `approved-by-order`, `invalid`. */
export class ApproveAct extends Command<Outcome> {
  constructor(
    readonly input: { readonly actId: string; readonly document: NumberedDocumentFields },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ApproveAct)
export class ApproveActHandler implements ICommandHandler<ApproveAct> {
  constructor(
    private readonly acts: Acts,
    private readonly facts: SchoolFacts,
  ) {}

  async execute({ input: { actId, document }, context }: ApproveAct): Promise<Outcome> {
    const today = await this.facts.today(context.schoolId);
    return this.acts.execute(
      actId,
      (rules) => ({ kind: 'ApproveAct', actId, document, today, rules }),
      context,
    );
  }
}

@Controller('transition/acts')
export class ApproveActRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Records that the version being written was approved, by what number and date; the one before is replaced. */
  @Post(':actId/approval')
  @Access(prepares)
  async approve(
    @Param('actId', IdPipe) actId: string,
    @Body() document: NumberedDocumentFields,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new ApproveAct({ actId, document }, context));
    return answerOf(context.commandId, outcome);
  }
}
