import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EventStore, type Receipt } from '#event-store';
import { MemoryEventStore } from '#event-store/testing';
import { newId } from '#kernel';
import { ReactorRunner, SqliteReadStore } from '#projecting';
import { transitionReactors } from '#transition';
import { type OrderKind, orderStream } from '#transition/events';
import { reactionsOf } from '../../apps/server/src/projecting/reactions.ts';
import { openAccountOf } from '../support/account-of.ts';
import { issuedOrder } from '../support/issued-order.ts';
import { idOf, JournalApp, SCHOOL, type Visitor } from '../support/journal-app.ts';
import { until } from '../support/library/patience.ts';

/** A log before which the power goes: of this type nothing is recorded until it is back. */
class CutLog extends MemoryEventStore {
  cutBefore: string | null = null;

  override append(...args: Parameters<EventStore['append']>): Promise<Receipt> {
    const isCut = args[1].some(({ type }) => type === this.cutBefore);
    return isCut ? Promise.reject(new Error('The power went')) : super.append(...args);
  }
}

let test: JournalApp;
let log: CutLog;
let head: Visitor;
let deputy: Visitor;

beforeAll(async () => {
  test = await JournalApp.start(CutLog);
  log = test.log as CutLog;
  head = test.as('head', ['head']);
  deputy = test.as('substitute', ['deputy-head']);
  await test.person('head', 'staff', 'Соколов');
  await openAccountOf(test, 'head', 'head');
});
afterAll(() => test.close());

/** Runs the reactor as a server does that begins with an empty read store: every fact is delivered anew. */
async function redeliver(): Promise<void> {
  const reactor = transitionReactors.find(({ name }) => name === 'order-follower')!;
  const store = SqliteReadStore.open({ memory: true });
  const ending = new AbortController();
  const dispatch = reactionsOf(test.app);
  const runner = new ReactorRunner({ reactor, log, store, dispatch, clock: test.clock });
  const last = (await log.readAll({ after: null, limit: 1_000_000 })).events.findLast(
    ({ type }) => type === 'OrderIssued',
  )!;
  const running = runner.run(ending.signal);
  await until(async () => (runner.status().checkpoint ?? '') >= last.position, 'every order that was issued');
  ending.abort();
  await running;
  await store.close();
}

const marksOf = async (orderId: string): Promise<object[]> =>
  (await log.readStream(orderStream(SCHOOL, orderId)))
    .filter(({ type }) => type === 'OrderAmended' || type === 'OrderRepealed')
    .map(({ type, data }) => ({ type, ...data }));
const stateOf = async (orderId: string): Promise<string> =>
  ((await head.get(`transition/orders/${orderId}`)).body as { state: string }).state;

describe('issuing an order that was cut short before the order that it is about knew of it', () => {
  const cases: [OrderKind, string, string, object[]][] = [
    ['amending', 'OrderAmended', 'amended', [{ field: 'changes', values: ['Пункт 6 исключить.'] }]],
    ['repealing', 'OrderRepealed', 'repealed', [{ field: 'acquaintsStaff', value: idOf('substitute') }]],
  ];

  it.each(cases)('marks it once when it is delivered again: %s', async (kind, mark, state, fields) => {
    const concerns = await issuedOrder(test, 'transition', { number: `1-${kind}`, date: '2026-10-06' });
    const { body } = await deputy.do('post', 'transition/orders', { kind, concerns });
    const { orderId } = body as { orderId: string };
    const because = { field: 'because', value: 'В связи с опиской' };
    const filled = { fields: [because, ...fields], basedOn: 0 };
    expect((await deputy.do('put', `transition/orders/${orderId}/fields`, filled)).status).toBe(200);

    log.cutBefore = mark;
    const key = newId();
    const issue = { number: `2-${kind}`, date: '2026-10-06', basedOn: 1 };
    const cut = await head.do('post', `transition/orders/${orderId}/issue`, issue, key);
    expect([cut.status, await stateOf(orderId), await stateOf(concerns)]).toEqual([500, 'issued', 'issued']);
    log.cutBefore = null;

    // The head's client asks again; the server that starts anew has the mark made.
    const again = await head.do('post', `transition/orders/${orderId}/issue`, issue, key);
    expect([again.status, again.body]).toMatchObject([201, { repeated: true }]);
    await redeliver();
    expect(await stateOf(concerns)).toBe(state);
    await redeliver();
    expect(await marksOf(concerns)).toEqual([
      { type: mark, orderId: concerns, by: orderId, from: '2026-10-06' },
    ]);
  });

  it('marks it once when nothing was cut short', async () => {
    const [concerned] = [idOf('order 1-amending')];
    const before = await marksOf(concerned);
    const { body } = await deputy.do('post', 'transition/orders', { kind: 'amending', concerns: concerned });
    const { orderId } = body as { orderId: string };
    const fields = [
      { field: 'because', value: 'В связи с опиской' },
      { field: 'changes', values: ['Пункт 7 исключить.'] },
    ];
    await deputy.do('put', `transition/orders/${orderId}/fields`, { fields, basedOn: 0 });
    const issue = { number: '3', date: '2026-10-06', basedOn: 1 };
    expect((await head.do('post', `transition/orders/${orderId}/issue`, issue)).status).toBe(201);
    await redeliver();
    expect(await marksOf(concerned)).toEqual([
      ...before,
      { type: 'OrderAmended', orderId: concerned, by: orderId, from: '2026-10-06' },
    ]);
  });
});
