import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Schema } from '../../api/client.ts';
import { useHas } from '../../app/me.ts';

export type Order = Schema<'OrderAnswer'>;
export type OrderLine = Schema<'OrderLine'>;
export type OrderField = Schema<'OrderFieldLine'>;
export type OrderText = Schema<'OrderTextLine'>;
export type OrderLack = Schema<'OrderLackLine'>;
export type Paper = Schema<'PaperAnswer'>;
export type Block = Schema<'BlockLine'>;

/** Everything that the paper of an order follows from. */
const models = ['orders', 'offices', 'acts', 'transition-plan', 'consent', 'assessments', 'people'];

/** Who writes drafts: those who prepare the transition, and the head. */
export const useMayDraft = (): boolean => useHas('deputy-head', 'administrator', 'head');

/** The orders of the transition, as they were drafted. */
export const useOrders = (): UseQueryResult<Schema<'OrdersAnswer'>> =>
  useQuery({
    queryKey: ['transition', 'orders'],
    queryFn: ({ signal }) => get<Schema<'OrdersAnswer'>>('transition/orders', {}, signal),
    meta: { models: ['orders'] },
  });

/** One order: its fields, its texts, what it still lacks, what was frozen. */
export const useOrder = (orderId: string): UseQueryResult<Order> =>
  useQuery({
    queryKey: ['transition', 'orders', orderId],
    queryFn: ({ signal }) => get<Order>(`transition/orders/${orderId}`, {}, signal),
    meta: { models },
  });

/** What an order says, block by block, as of the version of its draft. */
export const useOrderPaper = (orderId: string, version: number): UseQueryResult<Paper> =>
  useQuery({
    queryKey: ['transition', 'orders', orderId, 'paper', version],
    queryFn: ({ signal }) => get<Paper>(`transition/orders/${orderId}/preview`, {}, signal),
    placeholderData: (before) => before,
    meta: { models },
  });

/** The page of an order. */
export const orderPath = (orderId: string): string => `/transition/orders/${orderId}`;
