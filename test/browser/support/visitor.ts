import { expect } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from 'playwright-core';
import { PASSWORD } from '../../support/ground.ts';
import { DESK } from './chromium.ts';

/** So many looks that find nothing asked, so far from each other (ms), and a page stands still. */
const CALM_LOOKS = 3;
const LOOK_EVERY_MS = 15;

/** Somebody at a computer of their own. What the browser complains of is kept: a page that works gives it no cause. */
export class Visitor {
  readonly complaints: string[] = [];
  /** What the page has asked the server for and has no answer to. */
  readonly #asked = new Set<Request>();

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly url: string,
  ) {
    page.on('console', (message) => {
      const said = message.text();
      // An answer of 4xx and a cut network are said by the browser itself; the page deals with them.
      if (message.type() === 'error' && !said.startsWith('Failed to load resource'))
        this.complaints.push(said);
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('request', (request) => {
      // What changes is told for as long as the page stands.
      if (!request.url().endsWith('/changes')) this.#asked.add(request);
    });
    page.on('requestfinished', (request) => this.#asked.delete(request));
    page.on('requestfailed', (request) => this.#asked.delete(request));
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== new URL(url).origin)
        this.complaints.push(`a request to another host: ${request.url()}`);
    });
  }

  /**
   * Sits down at a browser without a past. What is kept for days without a network, which is every file of the client,
   * is kept in `launchKept` only: each visitor would load it anew.
   */
  static async of(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({
      locale: 'ru-RU',
      viewport: DESK,
      serviceWorkers: 'block',
      ...options,
    });
    return new Visitor(context, await context.newPage(), url);
  }

  /** Sits down at a browser that is open. */
  static at(context: BrowserContext, url: string): Visitor {
    const [page] = context.pages();
    if (page === undefined) throw new Error('The browser shows no page');
    return new Visitor(context, page, url);
  }

  async goTo(place: string): Promise<void> {
    await this.page.goto(`${this.url}${place}`);
  }

  /** Goes to another address as a link of the product does: what is loaded stays. */
  async goWithin(place: string): Promise<void> {
    await this.page.evaluate((to) => history.pushState(null, '', to), place);
  }

  /** Signs in at the door, by keyboard. */
  async signIn(login: string, { remember = false } = {}): Promise<void> {
    await this.goTo('/');
    if (remember) await this.page.getByRole('checkbox').check();
    await this.page.getByLabel('Логин').fill(login);
    await this.page.getByLabel('Пароль', { exact: true }).fill(PASSWORD);
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('navigation').first().waitFor();
  }

  /** Waits until the page has everything that it asked for, and asks for nothing more. */
  async settle(): Promise<void> {
    const { page } = this;
    await page.locator('h1').first().waitFor();
    await page.waitForLoadState('load');
    for (let calm = 0; calm < CALM_LOOKS; calm = this.#asked.size === 0 ? calm + 1 : 0)
      await page.waitForTimeout(LOOK_EVERY_MS);
    await page.waitForFunction(
      () => document.querySelector('[aria-busy=true], .mantine-Skeleton-root') === null,
    );
  }

  /** Chooses a language in another window, as it were: what is open here stays. */
  async speak(language: 'ru' | 'en'): Promise<void> {
    await this.page.evaluate((chosen) => {
      const key = 'zhurnal.language';
      localStorage.setItem(key, chosen);
      dispatchEvent(new StorageEvent('storage', { key, newValue: chosen }));
    }, language);
    expect(await this.page.locator('html').getAttribute('lang')).toBe(language);
    await this.settle();
  }

  /** Chooses the language of the pages that are opened from now on. */
  async willSpeak(language: 'ru' | 'en'): Promise<void> {
    await this.page.evaluate((chosen) => localStorage.setItem('zhurnal.language', chosen), language);
  }

  /** Stands up. @throws when the browser complained of something */
  async leave(): Promise<void> {
    await this.context.close();
    expect(this.complaints).toEqual([]);
  }
}
