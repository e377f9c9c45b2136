import { join } from 'node:path';
import type { Clock } from '#kernel';
import { Config } from '#platform';
import { startServer } from '../apps/server/src/server.ts';
import { callAt } from '../test/support/call.ts';
import { SmallSchool } from '../test/support/small-school.ts';
import { type ClassToTeach, classToTeach, PAGE_OF_40, writeIn } from './school-at-work.ts';
import { serving } from './serving.ts';

/*
 * A program that is the product's whole server, over embedded stores in a folder, with a school in it: with `page`
 * one class and a page of its register, with a number so many classes whose lessons nobody has written in.
 */

/** A Thursday, 15:30 in the school; from then on time passes. */
const NOW = Date.parse('2026-10-08T12:30:00.000Z');
/** All days until yesterday, as many lessons as there are bells. */
const UNWRITTEN = { from: '2026-09-01', to: '2026-10-07', lessonsADay: 6 };

const clock: Clock = { simulated: true, now: () => Math.floor(NOW + performance.now()) };
const [folder, what] = process.argv.slice(2) as [string, string];
const config = new Config({ PORT: '0', ZHURNAL_DATA: join(folder, 'data') });
const server = await startServer({ config, clock });
const school = await SmallSchool.make({ server, clock, call: (call) => callAt(server.url, call) });
const classes: ClassToTeach[] = [];
if (what === 'page') {
  const one = await classToTeach(school, PAGE_OF_40);
  await writeIn(school, one);
  classes.push(one);
} else {
  while (classes.length < Number(what)) classes.push(await classToTeach(school, UNWRITTEN));
}
serving(Number(new URL(server.url).port), classes);
