import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe, IsLocalDate } from '#platform';
import { setsUp } from '../access/who.ts';
import { Records } from '../records.ts';
import { registerStream } from './register.events.ts';
import { register } from './register.ts';

export class CloseRegisterBody {
  /** The last day, in the academic year. */
  @IsLocalDate()
  to!: LocalDate;
}

/** Refused: `not-found`, `register-closed`, `begins-later`, `invalid`. */
export class CloseRegister extends Command<Outcome> {
  constructor(
    readonly input: CloseRegisterBody & { readonly registerId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(CloseRegister)
export class CloseRegisterHandler implements ICommandHandler<CloseRegister> {
  constructor(
    private readonly streams: Streams,
    private readonly records: Records,
  ) {}

  async execute({ input, context }: CloseRegister): Promise<Outcome> {
    const { registerId, to } = input;
    const { schoolId } = context;
    const { yearId } = await this.records.register(schoolId, registerId);
    const year = await this.records.year(schoolId, yearId);
    return this.streams.execute(
      registerStream(schoolId, registerId),
      register,
      { kind: 'CloseRegister', registerId, to, year },
      context,
    );
  }
}

@Controller('registers')
export class CloseRegisterRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Ends a register before its year does; its teachers are released with it. */
  @Post(':registerId/closing')
  @HttpCode(200)
  @Access(setsUp)
  async close(
    @Param('registerId', IdPipe) registerId: string,
    @Body() body: CloseRegisterBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new CloseRegister({ ...body, registerId }, context));
    return answerOf(context.commandId, outcome);
  }
}
