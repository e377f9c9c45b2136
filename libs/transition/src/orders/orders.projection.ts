import type { Recorded } from '#kernel';
import { projection } from '#projecting';
import type { OrderEvent } from './order.events.ts';
import { type Order, order } from './order.ts';

const told = (doc: Order | null, event: Recorded<OrderEvent>): Order | null => order.evolve(doc, event);

/** Every order, folded as the rules fold it: raise the version when the decider's state changes. */
export const orders = projection<Order, OrderEvent>({
  name: 'orders',
  version: 2,
  key: (event) => event.data.orderId,
  evolve: {
    OrderDrafted: told,
    OrderFilled: told,
    OrderTextEdited: told,
    OrderDropped: told,
    OrderIssued: told,
    OrderScanAttached: told,
    OrderAmended: told,
    OrderRepealed: told,
  },
  indexes: { byTime: (doc) => [[doc.draftedAt]] },
});
