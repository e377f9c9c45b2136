import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { Clock, LocalDate } from '#kernel';
import { Access, CurrentPrincipal, Directory, InjectClock, type Principal, Reader } from '#platform';
import { seesTransition } from '../access/who.ts';
import { dateOf, TransitionQuery } from '../reading.ts';
import { isInForce, type Order } from './order.ts';
import type { OrderKind } from './order.events.ts';
import { titleOf } from './order-title.ts';
import { orders } from './orders.projection.ts';
import { ordersIn } from './orders-in.ts';

/** How far an order has come. */
export const orderStates = ['draft', 'dropped', 'issued', 'amended', 'repealed'] as const;
export type OrderState = (typeof orderStates)[number];

/** One order of the list. */
export class OrderLine {
  orderId!: string;
  kind!: OrderKind;
  title!: string;
  state!: OrderState;
  /** On the date that the list is about. */
  inForce!: boolean;
  /** null: not issued. */
  number!: string | null;
  date!: string | null;
  inForceFrom!: string | null;
  /** The order that it changes, repeals or stands on. */
  concerns!: string | null;
  amendedBy!: string[];
  repealedBy!: string | null;
  /** ISO 8601, UTC. */
  draftedAt!: string;
}

export class OrdersAnswer {
  /** The school's date that it is about. */
  on!: LocalDate;
  /** As they were drafted. */
  items!: OrderLine[];
  /** The position of the log that it shows. */
  position!: string | null;
}

export class GetOrders extends Query<OrdersAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

@QueryHandler(GetOrders)
export class GetOrdersHandler implements IQueryHandler<GetOrders> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ schoolId, query }: GetOrders): Promise<OrdersAnswer> {
    const { minPosition, asOf } = query;
    const { directory } = this;
    const models = [orders.name, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const on = dateOf(query, this.clock.now(), await directory.timeZone(snapshot, schoolId));
      const all = await ordersIn(snapshot, schoolId);
      return { on, items: all.map((one) => orderLine(one, all, on)), position };
    });
  }
}

/** An order of the list. @param all the orders of the school, of which one may be about another */
export function orderLine(one: Order, all: readonly Order[], on: LocalDate): OrderLine {
  const { orderId, kind, issue, concerns, amendments, repeal, draftedAt } = one;
  return {
    orderId,
    kind,
    title: titleOf(one, all.find((other) => other.orderId === concerns) ?? null),
    state: stateOf(one, on),
    inForce: isInForce(one, on),
    number: issue?.number ?? null,
    date: issue?.date ?? null,
    inForceFrom: issue?.inForceFrom ?? null,
    concerns,
    amendedBy: amendments.map(({ by }) => by),
    repealedBy: repeal?.by ?? null,
    draftedAt,
  };
}

function stateOf({ issue, dropped, repeal, amendments }: Order, on: LocalDate): OrderState {
  if (issue === null) return dropped === null ? 'draft' : 'dropped';
  if (repeal !== null && repeal.from <= on) return 'repealed';
  return amendments.some(({ from }) => from <= on) ? 'amended' : 'issued';
}

@Controller('transition/orders')
export class GetOrdersRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The orders of the transition: drafts, issued ones, and what became of them. */
  @Get()
  @Access(seesTransition)
  orders(
    @CurrentPrincipal() { schoolId }: Principal,
    @QueryParams() query: TransitionQuery,
  ): Promise<OrdersAnswer> {
    return this.queries.execute(new GetOrders(schoolId, query));
  }
}
