import { Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Outcome } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { prepares } from '../access/who.ts';
import { Acts } from './acts.ts';

/** Refused: `not-found`, `not-reviewed`, `not-needed`, `drafted-already`. */
export class DraftAct extends Command<Outcome> {
  constructor(
    readonly input: { readonly actId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(DraftAct)
export class DraftActHandler implements ICommandHandler<DraftAct> {
  constructor(private readonly acts: Acts) {}

  execute({ input: { actId }, context }: DraftAct): Promise<Outcome> {
    return this.acts.execute(actId, (rules) => ({ kind: 'DraftAct', actId, rules }), context);
  }
}

@Controller('transition/acts')
export class DraftActRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Begins a new version of a local act; the one in force stays in force until this one is approved. */
  @Post(':actId/versions')
  @Access(prepares)
  async draft(
    @Param('actId', IdPipe) actId: string,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    return answerOf(context.commandId, await this.commands.execute(new DraftAct({ actId }, context)));
  }
}
