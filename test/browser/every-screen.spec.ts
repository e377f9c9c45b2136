import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { type Screen, screens } from './screens.ts';
import { DESK, launchChromium, PHONE } from './support/chromium.ts';
import { DemoSchool } from './support/demo-school.ts';
import { takeTestsIn } from './support/teachers-tests.ts';
import { Visitor } from './support/visitor.ts';

/*
 * Every screen, on the demo school: no violation that axe-core finds, light and dark, in both languages; no complaint
 * of the browser, which holds the content policy; no request to another host. With SCREENS=docs/screens each is kept
 * as a picture.
 */

jest.setTimeout(120_000);

/** What axe-core looks for. */
const ALL = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that look at colours: nothing else differs between light and dark, and no colour between languages. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
const sights = [
  ['ru', 'light', ALL],
  ['ru', 'dark', COLOURS],
  ['en', 'dark', ALL],
] as const;
/** So many screens are looked at side by side: the browser has a process for each. */
const LANES = 2;
/** Script of the first load of the register page, gzipped (bytes). */
const MOST_SCRIPT = 250 * 1024;

let browser: Browser;
let school: DemoSchool;
let axe: string;
let looks: Map<string, Promise<readonly string[]>> | undefined;
/** Where pictures are to be put. */
const pictures = process.env['SCREENS'];
/** Only screens whose names begin so, while one of them is worked at. */
const only = process.env['SCREEN'];
const looked = screens.filter(({ name }) => only === undefined || name.startsWith(only));

beforeAll(async () => {
  if (pictures !== undefined) await mkdir(pictures, { recursive: true });
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  [browser, school] = await Promise.all([launchChromium(), DemoSchool.open()]);
  await takeTestsIn({ url: school.url, signIn: (role) => school.signIn(role) });
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await school?.close();
});

/** Somebody of this role who has signed in, at a browser of their own. */
async function visitorOf(role: Screen['role']): Promise<Visitor> {
  const visitor = await Visitor.of(browser, school.url);
  await school.setClock(visitor.context);
  await visitor.context.addInitScript(axe);
  if (role === null) return visitor;
  const { login, password } = school.signIn(role);
  const answer = await visitor.context.request.post(`${school.url}/api/v1/sessions`, {
    data: { login, password },
  });
  expect(answer.status()).toBe(201);
  return visitor;
}

/** Paths that were shown. */
const shown: string[] = [];

/** Goes to a screen, and waits until it stands still. */
async function open(visitor: Visitor, { path, act }: Screen): Promise<void> {
  await visitor.goTo(path);
  await visitor.settle();
  await act?.(visitor.page);
  await visitor.settle();
  shown.push(new URL(visitor.page.url()).pathname);
}

async function violations(page: Page, runOnly: (typeof sights)[number][2]): Promise<readonly string[]> {
  const { violations: found } = await page.evaluate(
    (rules) =>
      (window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
        runOnly: rules,
        resultTypes: ['violations'],
      }),
    runOnly as object,
  );
  return found.map(
    ({ id, nodes }) => `${id}, ${nodes.length} times: ${nodes[0]!.target.join(' ')} ${nodes[0]!.html}`,
  );
}

/** What is wrong with a screen: in light and dark, in both languages, wide and narrow. */
async function lookAt(screen: Screen, visitor: Visitor): Promise<readonly string[]> {
  const found: string[] = [];
  const { page } = visitor;
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: 'light' });
  await open(visitor, screen);
  for (const [name, size] of [
    ['1440', DESK],
    ['390', PHONE],
  ] as const) {
    await page.setViewportSize(size);
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${screen.name}-${name}.png`) });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow !== 0) found.push(`${name} px wide, it is ${overflow} px too wide`);
  }
  await page.setViewportSize(DESK);
  for (const [language, colorScheme, rules] of sights) {
    await page.emulateMedia({ colorScheme });
    if (language !== 'ru') await visitor.speak(language);
    for (const one of await violations(page, rules)) found.push(`${language}, ${colorScheme}: ${one}`);
  }
  await visitor.willSpeak('ru');
  return [...found, ...visitor.complaints.splice(0)];
}

/** One at a time; who has come once stays for the next screen of the role. */
class Lane {
  readonly #visitors = new Map<Screen['role'], Promise<Visitor>>();
  /** Ends with the last look. */
  free: Promise<unknown> = Promise.resolve();

  look(screen: Screen): Promise<readonly string[]> {
    const look = this.free.then(async () => lookAt(screen, await this.#visitorOf(screen.role)));
    // The test of the screen hears of it.
    this.free = look.catch(() => this.#visitors.delete(screen.role));
    return look;
  }

  #visitorOf(role: Screen['role']): Promise<Visitor> {
    const visitor = this.#visitors.get(role) ?? visitorOf(role);
    this.#visitors.set(role, visitor);
    return visitor;
  }
}

/** Looks at the screens in their order, some side by side. */
function lookAtAll(): Map<string, Promise<readonly string[]>> {
  const lanes = Array.from({ length: LANES }, () => new Lane());
  return new Map(looked.map((screen, index) => [screen.name, lanes[index % LANES]!.look(screen)]));
}

it.each(looked)(
  'the screen $name is for everybody: in light and dark, in both languages, wide and narrow',
  async ({ name }) => {
    looks ??= lookAtAll();
    expect(await looks.get(name)).toEqual([]);
  },
);

(only === undefined ? it : it.skip)('no place of the client goes unseen', async () => {
  const app = await readFile(new URL('../../apps/web/src/app/app.tsx', import.meta.url), 'utf8');
  const places = [...app.matchAll(/<Route path="([^"]+)"/g)].map(([, place]) => place!);
  const unseen = places.filter((place) => {
    const path = place
      .replace('/*?', '(/.*)?')
      .replace(/\/:\w+\?/, '(/[^/]+)?')
      .replace(/:\w+/g, '[^/]+');
    const pattern = new RegExp(`^${path}$`);
    return place !== '/' && !shown.some((one) => pattern.test(one));
  });
  expect(places.length).toBeGreaterThan(30);
  expect(unseen).toEqual([]);
});

it('the register page loads no more script than a slow line bears', async () => {
  const screen = screens.find(({ name }) => name === 'register')!;
  const visitor = await visitorOf(screen.role);
  const scripts: Promise<number>[] = [];
  visitor.page.on('response', (response) => {
    if (response.request().resourceType() === 'script')
      scripts.push(response.body().then((body) => gzipSync(body).length));
  });
  await open(visitor, screen);
  const bytes = (await Promise.all(scripts)).reduce((sum, one) => sum + one, 0);
  console.log(`The register page loads ${Math.round(bytes / 1024)} KB of script, gzipped`);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(MOST_SCRIPT);
  await visitor.leave();
});
