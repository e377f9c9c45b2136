import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import type { Outcome } from '#event-store';
import { type CommandContext, invalidField, Refused } from '#kernel';
import { Access, answerOf, CommandAnswer, Context } from '#platform';
import { draftsOrders } from '../access/who.ts';
import { type OrderKind, orderIdOf, orderKinds } from './order.events.ts';
import { Orders } from './orders.ts';
import { newestEdition } from './orders-catalogue.ts';

export class DraftOrderBody {
  @IsIn(orderKinds)
  kind!: OrderKind;

  /** The issued order that this one changes or repeals: only for those two kinds. */
  @IsOptional()
  @IsUUID()
  concerns?: string | null;
}

export class OrderDraftedAnswer extends CommandAnswer {
  /** The new order's id. */
  orderId!: string;
}

/** Refused: `not-issued`, `already-repealed`, `invalid` (`concerns`). */
export class DraftOrder extends Command<Outcome> {
  readonly orderId: string;

  constructor(
    readonly input: DraftOrderBody,
    readonly context: CommandContext,
  ) {
    super();
    this.orderId = orderIdOf(context.commandId);
  }
}

@CommandHandler(DraftOrder)
export class DraftOrderHandler implements ICommandHandler<DraftOrder> {
  constructor(private readonly orders: Orders) {}

  async execute({ input: { kind, ...input }, orderId, context }: DraftOrder): Promise<Outcome> {
    const concerns = input.concerns?.toLowerCase() ?? null;
    await this.#check(context.schoolId, kind, concerns);
    const command = { kind: 'DraftOrder', orderId, order: kind, edition: newestEdition, concerns } as const;
    return this.orders.execute(command, context);
  }

  async #check(schoolId: string, kind: OrderKind, concerns: string | null): Promise<void> {
    const isAboutAnother = kind === 'amending' || kind === 'repealing';
    if (!isAboutAnother && concerns !== null) {
      throw invalidField('concerns', 'unknown', 'This kind of order names no other.');
    }
    if (!isAboutAnother) return;
    if (concerns === null) throw invalidField('concerns', 'empty', 'Name the order that this one is about.');
    const { issue, repeal } = await this.orders.require(schoolId, concerns);
    if (issue === null)
      throw new Refused('not-issued', 'The order that this one is about was not issued yet.');
    if (repeal !== null)
      throw new Refused('already-repealed', 'The order that this one is about was repealed.');
  }
}

@Controller('transition/orders')
export class DraftOrderRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Begins a draft: of the seed's order, of the one that ends paper, or of one that changes or repeals another. */
  @Post()
  @Access(draftsOrders)
  async draft(@Body() body: DraftOrderBody, @Context() context: CommandContext): Promise<OrderDraftedAnswer> {
    const command = new DraftOrder(body, context);
    const outcome = await this.commands.execute(command);
    return { ...answerOf(context.commandId, outcome), orderId: command.orderId };
  }
}
