import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Planner } from '#journal';
import { addDays, type LocalDate } from '#kernel';
import { yearStream } from '#school/events';
import { orderStream } from '#transition/events';
import { issuedOrder } from '../support/issued-order.ts';
import { ALGEBRA, idOf, JournalApp, SCHOOL, TODAY, type Visitor } from '../support/journal-app.ts';
import { lookAtCriteria, settlingOf } from '../support/settling.ts';

/** The last task of the plan sums up eight weeks without paper: the weeks before paper ended are none of them. */
let test: JournalApp;
let head: Visitor;
let settle: () => Promise<void>;

beforeAll(async () => {
  test = await JournalApp.start();
  settle = settlingOf(test);
  head = test.as('head', ['head']);
  await planTwoTerms();
  await test.as('substitute', ['deputy-head']).do('post', 'transition/plan', { start: TODAY });
});
afterAll(() => test.close());

async function planTwoTerms(): Promise<void> {
  const yearId = idOf('year');
  const terms = [
    { termId: 't1', title: '1', from: '2026-09-01', to: '2026-10-25' },
    { termId: 't2', title: '2', from: '2026-11-02', to: '2026-12-27' },
  ];
  await test.record(yearStream(SCHOOL, yearId), {
    type: 'TermsSet',
    data: { yearId, scheme: 'quarters', terms },
  });
  await test.app.get(Planner).plan({ yearId, groupIds: [idOf('5a')] }, test.context());
}

/** An entry on the day of its lesson: online, of which criterion 6 tells. */
async function keepOnline(tuesday: LocalDate): Promise<void> {
  test.goTo('15:00', tuesday);
  const path = `lessons/${test.lessonId(ALGEBRA, tuesday)}/held`;
  const held = { held: true, basedOn: null };
  expect((await test.as('teacher', ['teacher']).do('put', path, held)).status).toBe(200);
}

/** What the plan shows of the task after everything was looked at. */
async function monitoring(): Promise<{ status: string; completion: { seen: object } | null }> {
  await settle();
  await settle();
  await lookAtCriteria(test);
  const { tasks } = (await head.get('transition/plan')).body as { tasks: never[] };
  return tasks.find(({ taskId }) => taskId === 'monitoring')!;
}

it('monitoring waits for the order that ends paper, and counts the weeks since paper ended', async () => {
  // Weeks 41 to 43 and 45 to 49; between them are the holidays.
  for (let week = 0; week < 9; week += 1) {
    if (week !== 3) await keepOnline(addDays(TODAY, 7 * week));
  }
  test.goTo('09:00', '2026-12-07');
  expect(await monitoring()).toMatchObject({ status: 'waiting', completion: null });

  const date = '2026-12-07';
  const order = await issuedOrder(test, 'end-of-paper', { number: '40', date, paperEnds: '2026-12-14' });
  expect(await monitoring()).toMatchObject({ status: 'open', completion: null });

  // Had paper ended before these weeks, they would have done.
  await test.record(orderStream(SCHOOL, order), {
    type: 'OrderRepealed',
    data: { orderId: order, by: idOf('order 41'), from: date },
  });
  await issuedOrder(test, 'end-of-paper', { number: '41', date, paperEnds: '2026-10-05' });
  const { status, completion } = await monitoring();
  expect([status, completion]).toMatchObject([
    'done',
    {
      seen: {
        criterion: 6,
        weeks: ['41', '42', '43', '45', '46', '47', '48', '49'].map((week) => ({
          week: `2026-W${week}`,
          value: 100,
        })),
      },
    },
  ]);
});
