import { type Decider, Refused } from '#kernel';
import type { OrderNumberEvent } from './order.events.ts';

/** The numbers that orders took, by order. */
export type OrderNumbers = readonly OrderNumberEvent['data'][];

export interface TakeNumber {
  readonly kind: 'TakeNumber';
  readonly orderId: string;
  readonly number: string;
  readonly date: string;
}

/** No two orders of a year have the same number: taken before an order is issued, so that two at once cannot. */
export const orderNumbers: Decider<OrderNumbers, TakeNumber, OrderNumberEvent> = {
  name: 'transition/order-numbers',
  initial: [],

  decide({ orderId, number, date }, taken) {
    const other = taken.find(
      (one) =>
        one.orderId !== orderId && spelt(one.number) === spelt(number) && yearOf(one) === yearOf({ date }),
    );
    if (other !== undefined) {
      throw new Refused('number-taken', `The order ${other.number} of ${other.date} has this number.`, {
        errors: [{ field: 'number', rule: 'taken', detail: `${other.number} of ${other.date}` }],
      });
    }
    const own = taken.find((one) => one.orderId === orderId);
    if (own?.number === number && own.date === date) return [];
    return [{ type: 'OrderNumberTaken', data: { orderId, number, date } }];
  },

  evolve: (taken, { data }) => [...taken.filter(({ orderId }) => orderId !== data.orderId), data],
};

const spelt = (number: string): string => number.toLowerCase().replaceAll(/\s/g, '');
const yearOf = ({ date }: { readonly date: string }): string => date.slice(0, 4);
