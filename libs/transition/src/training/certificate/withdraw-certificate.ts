import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsIn } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { prepares } from '../../access/who.ts';
import { training } from '../training.ts';
import { trainingStream, type WithdrawalReason, withdrawalReasons } from '../training.events.ts';

export class WithdrawCertificateBody {
  /** A word, never a text about the person. */
  @IsIn(withdrawalReasons)
  reason!: WithdrawalReason;
}

/** Refused: `not-found`. */
export class WithdrawCertificate extends Command<Outcome> {
  constructor(
    readonly input: WithdrawCertificateBody & { readonly personId: string; readonly certificateId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(WithdrawCertificate)
export class WithdrawCertificateHandler implements ICommandHandler<WithdrawCertificate> {
  constructor(private readonly streams: Streams) {}

  execute({ input: { personId, certificateId, reason }, context }: WithdrawCertificate): Promise<Outcome> {
    return this.streams.execute(
      trainingStream(context.schoolId, personId),
      training,
      { kind: 'WithdrawCertificate', personId, certificateId, reason },
      context,
    );
  }
}

@Controller('transition/training')
export class WithdrawCertificateRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Takes a certificate back, an outside one or the school's own: it counts no more, and its page confirms it no more. */
  @Post(':personId/certificates/:certificateId/withdrawal')
  @Access(prepares)
  async withdraw(
    @Param('personId', IdPipe) personId: string,
    @Param('certificateId', IdPipe) certificateId: string,
    @Body() { reason }: WithdrawCertificateBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const command = new WithdrawCertificate({ personId, certificateId, reason }, context);
    return answerOf(context.commandId, await this.commands.execute(command));
  }
}
