import type { Snapshot } from '#projecting';
import { everyDoc } from '../reading.ts';
import type { Order } from './order.ts';
import { orders } from './orders.projection.ts';

/** Every order that a snapshot shows, as they were drafted. */
export const ordersIn = (snapshot: Snapshot, schoolId: string): Promise<Order[]> =>
  everyDoc<Order>(snapshot, orders.name, schoolId, 'byTime');
