import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import { issuedOrder } from '../testing/sample-dossier.ts';
import { type Issue, order, type OrderCommand, orderInForce } from './order.ts';
import type { OrderEvent } from './order.events.ts';
import { orderNumbers } from './order-numbers.ts';

const orderId = 'o';
const drafted: OrderEvent = {
  type: 'OrderDrafted',
  data: { orderId, kind: 'transition', edition: 1, concerns: null },
};
const filled: OrderEvent = {
  type: 'OrderFilled',
  data: { orderId, fields: [{ field: 'controlArea', value: 'УВР' }] },
};
const issue: Issue = issuedOrder.issue!;
const issued: OrderEvent = { type: 'OrderIssued', data: { orderId, kind: 'transition', ...issue } };
const repealed: OrderEvent = { type: 'OrderRepealed', data: { orderId, by: 'later', from: '2027-01-01' } };
const scan = { ...issue.pdf, sha256: 'a'.repeat(64), name: 'скан.pdf' };

const draft: OrderCommand = { kind: 'DraftOrder', orderId, order: 'transition', edition: 1, concerns: null };
const fill = (value: string | null, basedOn = 0): OrderCommand => ({
  kind: 'FillOrder',
  orderId,
  fields: [{ field: 'controlArea', value }],
  basedOn,
});
const edit = (text: string | null, basedOn = 0): OrderCommand => ({
  kind: 'EditText',
  orderId,
  part: 'help-regulations',
  text,
  basedOn,
});
const drop: OrderCommand = { kind: 'DropOrder', orderId, reason: 'ошибка' };
const issueIt = (basedOn = 0): OrderCommand => ({ kind: 'IssueOrder', orderId, issue, known: [], basedOn });
const attach: OrderCommand = { kind: 'AttachScan', orderId, file: scan };
const follow = (how: 'amended' | 'repealed', by = 'later'): OrderCommand => ({
  kind: 'FollowLater',
  orderId,
  how,
  later: { by, from: '2027-01-01' },
});

describe('an order', () => {
  it('is drafted once', () => {
    given(order)().when(draft).then(drafted);
    given(order)(drafted).when(draft).thenRefused('order-exists');
    given(order)().when(drop).thenRefused('not-found');
  });

  it('is filled on the version that a person saw; saying the same does nothing', () => {
    given(order)(drafted).when(fill('УВР')).then(filled);
    given(order)(drafted, filled).when(fill('УВР', 1)).then();
    given(order)(drafted, filled).when(fill('АХЧ', 0)).thenRefused('changed-meanwhile');
    given(order)(drafted, filled)
      .when(fill(null, 1))
      .then({
        type: 'OrderFilled',
        data: { orderId, fields: [{ field: 'controlArea', value: null }] },
      });
    given(order)(drafted).when(fill(null)).then();
  });

  it('is issued once, and then nothing but another order changes it', () => {
    given(order)(drafted).when(issueIt()).then(issued);
    given(order)(drafted, filled).when(issueIt(0)).thenRefused('changed-meanwhile');
    for (const command of [fill('АХЧ'), edit('# Свой'), drop, issueIt()]) {
      given(order)(drafted, issued).when(command).thenRefused('already-issued');
    }
  });

  it('says with its issue what the system knew and nobody said', () => {
    const known = [{ field: 'controlDeputy', value: 'deputy' }];
    given(order)(drafted)
      .when({ kind: 'IssueOrder', orderId, issue, known, basedOn: 0 })
      .then({ type: 'OrderFilled', data: { orderId, fields: known } }, issued);
  });

  it('has one signed copy, once it is issued', () => {
    given(order)(drafted).when(attach).thenRefused('not-issued');
    given(order)(drafted, issued)
      .when(attach)
      .then({ type: 'OrderScanAttached', data: { orderId, file: scan } });
    const attached: OrderEvent = { type: 'OrderScanAttached', data: { orderId, file: scan } };
    given(order)(drafted, issued, attached).when(attach).then();
    given(order)(drafted, issued, attached)
      .when({ kind: 'AttachScan', orderId, file: { ...scan, sha256: 'b'.repeat(64) } })
      .thenRefused('already-issued');
  });

  it('is not touched once it was dropped', () => {
    const dropped: OrderEvent = { type: 'OrderDropped', data: { orderId, reason: 'ошибка' } };
    given(order)(drafted).when(drop).then(dropped);
    given(order)(drafted, dropped).when(drop).then();
    given(order)(drafted, dropped).when(fill('УВР')).thenRefused('dropped');
  });

  it('is repealed by one order, amended by any, each once', () => {
    given(order)(drafted, issued).when(follow('repealed')).then(repealed);
    given(order)(drafted, issued, repealed).when(follow('repealed')).then();
    given(order)(drafted, issued, repealed).when(follow('repealed', 'other')).thenRefused('already-repealed');
    given(order)(drafted).when(follow('amended')).thenRefused('not-issued');
    const amended: OrderEvent = { type: 'OrderAmended', data: { orderId, by: 'later', from: '2027-01-01' } };
    given(order)(drafted, issued).when(follow('amended')).then(amended);
    given(order)(drafted, issued, amended).when(follow('amended')).then();
  });
});

describe('the order in force', () => {
  const later = { ...issuedOrder, orderId: 'later', issue: { ...issue, inForceFrom: '2026-11-01' } };
  const gone = { ...issuedOrder, repeal: { by: 'x', from: '2026-10-01' } };
  const inForce = (on: string, ...all: (typeof issuedOrder)[]) =>
    orderInForce(all, 'transition', on)?.orderId ?? null;

  it('is the issued one that came last, from its own day until the day of its repeal', () => {
    expect(inForce('2026-08-31', issuedOrder)).toBeNull();
    expect(inForce('2026-09-01', issuedOrder)).toBe(issuedOrder.orderId);
    expect(inForce('2026-10-31', later, issuedOrder)).toBe(issuedOrder.orderId);
    expect(inForce('2026-11-01', later, issuedOrder)).toBe('later');
    expect(inForce('2026-09-30', gone)).toBe(gone.orderId);
    expect(inForce('2026-10-01', gone)).toBeNull();
    expect(orderInForce([issuedOrder], 'end-of-paper', '2026-09-01')).toBeNull();
  });
});

describe('the numbers of orders', () => {
  const take = (id: string, number: string, date = '2026-09-01') =>
    ({ kind: 'TakeNumber', orderId: id, number, date }) as const;
  const taken = {
    type: 'OrderNumberTaken',
    data: { orderId: 'a', number: '17-о', date: '2026-09-01' },
  } as const;

  it('are no other order’s of the same year, however they are spelt', () => {
    given(orderNumbers)(taken).when(take('b', '17-О')).thenRefused('number-taken');
    given(orderNumbers)(taken).when(take('b', ' 17 -о')).thenRefused('number-taken');
    given(orderNumbers)(taken)
      .when(take('b', '17-о', '2027-01-11'))
      .then({
        type: 'OrderNumberTaken',
        data: { orderId: 'b', number: '17-о', date: '2027-01-11' },
      });
    given(orderNumbers)(taken).when(take('a', '17-о')).then();
  });

  it('are free again when their order takes another', () => {
    const other = {
      type: 'OrderNumberTaken',
      data: { orderId: 'a', number: '18', date: '2026-09-01' },
    } as const;
    given(orderNumbers)(taken, other)
      .when(take('b', '17-о'))
      .then({
        type: 'OrderNumberTaken',
        data: { orderId: 'b', number: '17-о', date: '2026-09-01' },
      });
  });
});
