import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsString, MaxLength } from 'class-validator';
import type { Outcome } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { draftsOrders } from '../access/who.ts';
import { Orders } from './orders.ts';

export class DropOrderBody {
  /** No names. */
  @IsString()
  @MaxLength(500)
  reason!: string;
}

/** Refused: `not-found`, `already-issued`, `invalid`. */
export class DropOrder extends Command<Outcome> {
  constructor(
    readonly input: DropOrderBody & { readonly orderId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(DropOrder)
export class DropOrderHandler implements ICommandHandler<DropOrder> {
  constructor(private readonly orders: Orders) {}

  execute({ input: { orderId, reason }, context }: DropOrder): Promise<Outcome> {
    return this.orders.execute({ kind: 'DropOrder', orderId, reason }, context);
  }
}

@Controller('transition/orders')
export class DropOrderRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Puts a draft away. */
  @Post(':orderId/drop')
  @Access(draftsOrders)
  async drop(
    @Param('orderId', IdPipe) orderId: string,
    @Body() body: DropOrderBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new DropOrder({ ...body, orderId }, context));
    return answerOf(context.commandId, outcome);
  }
}
