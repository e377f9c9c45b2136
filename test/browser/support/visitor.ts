import { expect } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { PASSWORD } from '../../support/ground.ts';
import { DESK } from './chromium.ts';

/** Somebody at a computer of their own. What the browser complains of is kept: a page that works gives it no cause. */
export class Visitor {
  readonly complaints: string[] = [];

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

  /** Stands up. @throws when the browser complained of something */
  async leave(): Promise<void> {
    await this.context.close();
    expect(this.complaints).toEqual([]);
  }
}
