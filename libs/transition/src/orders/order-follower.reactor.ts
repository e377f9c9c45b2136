import { schoolOf } from '#kernel';
import type { Reactor } from '#projecting';
import type { FollowOrder } from './follow-order.ts';
import type { OrderEvent } from './order.events.ts';

/** Has the order that another one amends or repeals know of it, also when issuing was cut short in between. */
export const orderFollower: Reactor<OrderEvent> = {
  name: 'order-follower',
  on: ['OrderIssued'],
  react: async ({ type, data, stream }) => {
    if (type !== 'OrderIssued' || data.concerns === null) return [];
    const { kind, concerns, orderId: by, inForceFrom: from } = data;
    if (kind !== 'amending' && kind !== 'repealing') return [];
    const how = kind === 'amending' ? 'amended' : 'repealed';
    const payload: FollowOrder['input'] = { orderId: concerns, how, later: { by, from } };
    return [{ schoolId: schoolOf(stream), step: 'follow', command: 'FollowOrder', payload }];
  },
};
