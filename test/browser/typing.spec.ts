import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { addDays } from '#kernel';
import { daysAround } from '../support/days-around.ts';
import { SmallSchool } from '../support/small-school.ts';
import { launchChromium } from './support/chromium.ts';
import { type ClassOf, classOf } from './support/class-of.ts';
import { SchoolServer } from './support/school-server.ts';
import { Visitor } from './support/visitor.ts';

/* A page of 35 × 60 cells on a classroom computer four times slower than this machine. */

jest.setTimeout(120_000);

const PUPILS = 35;
const LESSONS = 60;
/** So many columns are typed down, one after the other: the 95th of 100 keys is not to be one of two. */
const TYPED = 2;
const SLOWER = 4;
/** A practised hand: more than six keys a second. */
const BETWEEN_KEYS_MS = 150;
/** What a key may take on an idle machine, 95 of 100. */
const GOAL_MS = 50;
/**
 * This machine is rarely idle while it tests, and a slow frame is slow for every page: a key may then take as long as it
 * takes in the same minute in a table of the same size that no program stands behind. What else the machine does is
 * not the page's fault: the best of so many tries counts.
 */
const TRIES = 3;

let browser: Browser;
let server: SchoolServer;
let school: SmallSchool;
let taught: ClassOf;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), SchoolServer.make()]);
  const days = daysAround(Date.now());
  school = await SmallSchool.on(server, days, []);
  taught = await classOf(school, {
    pupils: PUPILS,
    teachers: [school.holder('teacher')],
    lessonsADay: 6,
    from: addDays(days.today, -14),
    to: days.today,
    today: days.today,
  });
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

it('every key in a page of 35 × 60 is answered before a person can notice', async () => {
  const visitor = await Visitor.of(browser, server.url);
  const { page } = visitor;
  await visitor.signIn(school.holder('teacher').login);
  const past: number[] = [];
  for (let tried = 0; tried < TRIES && past.every((ms) => ms > 0); tried += 1) {
    const lesson = taught.lessons.at(-6 - tried * TYPED)!;
    await visitor.goTo(`/registers/${taught.registerId}?lesson=${lesson.lessonId}`);
    await page.locator('td.active[data-row="0"]:focus').waitFor();
    const [rows, columns] = [
      await page.locator('tbody tr').count(),
      await page.locator('thead th.sheet-lesson').count(),
    ];
    expect([rows, columns >= LESSONS]).toEqual([PUPILS, true]);

    const last = Number(await page.locator('td.active:focus').getAttribute('data-column'));
    const ours = await timesOf(page, (typed) => page.locator(`#cell-0-${last - typed}`));
    const bare = await visitor.context.newPage();
    await bare.setContent(bareTable(rows, columns));
    const limit = await timesOf(bare, (typed) => bare.locator('td').nth(typed));
    await bare.close();
    console.log(
      `${ours.length} keys in ${rows} × ${columns}, ${SLOWER} times slowed, from the key to its frame: ` +
        `p50 ${p(ours, 50)} ms, p95 ${p(ours, 95)} ms (goal: ${GOAL_MS} ms); a bare table: ` +
        `p50 ${p(limit, 50)} ms, p95 ${p(limit, 95)} ms`,
    );
    expect([ours.length, limit.length]).toEqual([PUPILS * TYPED, PUPILS * TYPED]);
    past.push(p(ours, 95) - Math.max(GOAL_MS, p(limit, 95)));
  }
  expect(Math.min(...past)).toBeLessThanOrEqual(0);
  await visitor.leave();
});

/**
 * Types down columns.
 * @param top the first cell of each
 * @returns ms from each key to the frame that shows what it did, ascending
 */
async function timesOf(page: Page, top: (typed: number) => Locator): Promise<readonly number[]> {
  const slowed = await page.context().newCDPSession(page);
  await slowed.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.evaluate(() => {
    const times: number[] = [];
    document.addEventListener(
      'keydown',
      (event) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push(performance.now() - event.timeStamp);
          port2.postMessage(null);
        }),
      true,
    );
    Object.assign(window, { times });
  });
  for (let typed = 0; typed < TYPED; typed += 1) {
    await top(typed).focus();
    for (let row = 0; row < PUPILS; row += 1) {
      await page.keyboard.press(
        row % 7 === 3 ? 'KeyY' : row % 7 === 5 ? 'ArrowDown' : `Digit${2 + (row % 4)}`,
      );
      await page.waitForTimeout(BETWEEN_KEYS_MS);
    }
  }
  await slowed.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const times = await page.evaluate(() => (window as unknown as { times: number[] }).times);
  return times.sort((a, b) => a - b);
}

/** @returns whole ms */
const p = (times: readonly number[], percent: number): number =>
  Math.round(times[Math.ceil((times.length * percent) / 100) - 1]!);

/** A table that puts what is typed into its cell and goes down. */
const bareTable = (rows: number, columns: number): string => `
  <style>td { width: 41px; height: 28px; border: 1px solid }</style>
  <table>${`<tr>${'<td tabindex="-1"></td>'.repeat(columns)}</tr>`.repeat(rows)}</table>
  <script>
    addEventListener('keydown', ({ key, target }) => {
      target.textContent = key;
      target.parentElement.nextElementSibling?.children[target.cellIndex].focus();
    });
  </script>`;
