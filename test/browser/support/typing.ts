import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** Between two keys of somebody who knows the keyboard (ms). */
const BETWEEN_KEYS_MS = 120;

/** What typing took. */
export interface Typed {
  /** Keys that were commands; those of words are counted apart. */
  keys: number;
  letters: number;
}

/** Hands on a keyboard. */
export class Hands {
  readonly typed: Typed = { keys: 0, letters: 0 };

  constructor(private readonly page: Page) {}

  /** @param key by its place on the keyboard: `KeyY` is «н» */
  async press(key: string): Promise<void> {
    this.typed.keys += 1;
    await this.page.keyboard.press(key);
    await pause(BETWEEN_KEYS_MS);
  }

  async write(text: string): Promise<void> {
    this.typed.letters += text.length;
    await this.page.keyboard.type(text, { delay: BETWEEN_KEYS_MS / 4 });
  }
}

/** Waiting for the line that says what is saved: from the key to «Сохранено». */
interface Waited {
  readonly times: number;
  readonly totalMs: number;
  readonly longestMs: number;
  /** What the server took to answer, with the way there and back. */
  readonly answersMs: number;
}

/** Begins to measure, in the page itself. */
export async function measureWaiting(page: Page): Promise<void> {
  await page.evaluate(() => {
    const line = document.querySelector('.saving [role=status]')!;
    const waits: number[] = [];
    let pressed = 0;
    let since: number | null = null;
    document.addEventListener('keydown', () => (pressed = performance.now()), true);
    new MutationObserver(() => {
      const isSaved = line.getAttribute('data-state') === 'saved';
      if (!isSaved) since ??= pressed;
      else if (since !== null) {
        waits.push(performance.now() - since);
        since = null;
      }
    }).observe(line, { attributes: true, attributeFilter: ['data-state'] });
    Object.assign(window, { waits });
  });
}

export async function waited(page: Page): Promise<Waited> {
  const [waits, answers] = await page.evaluate(() => [
    (window as unknown as { waits: number[] }).waits,
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('/entries'))
      .map(({ duration }) => duration),
  ]);
  return {
    times: waits.length,
    totalMs: Math.round(waits.reduce((sum, one) => sum + one, 0)),
    longestMs: Math.round(Math.max(0, ...waits)),
    answersMs: Math.round(answers.reduce((sum, one) => sum + one, 0)),
  };
}

/** Waits until everything is saved. */
export const saved = (page: Page): Promise<void> =>
  page.locator('.saving [role=status][data-state=saved]', { hasText: /Сохранено|Saved/ }).waitFor();
