import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Outcome } from '#event-store';
import type { CommandContext } from '#kernel';
import type { LaterOrder } from './order.ts';
import { Orders } from './orders.ts';

/** Records with an order that another one amended or repealed it. Doing it again does nothing. */
export class FollowOrder extends Command<Outcome> {
  constructor(
    readonly input: {
      readonly orderId: string;
      readonly how: 'amended' | 'repealed';
      readonly later: LaterOrder;
    },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(FollowOrder)
export class FollowOrderHandler implements ICommandHandler<FollowOrder> {
  constructor(private readonly orders: Orders) {}

  execute({ input: { orderId, how, later }, context }: FollowOrder): Promise<Outcome> {
    return this.orders.execute({ kind: 'FollowLater', orderId, how, later }, context);
  }
}
