import { existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import packed from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium, type LaunchOptions } from 'playwright-core';

const UNPACKING = join(tmpdir(), 'zhurnal-chromium-unpacking');
/** Whoever unpacks for longer was killed. */
const DEAD_AFTER_MS = 120_000;

/** Where the packed browser lies: unpacked by one process while the others wait. */
async function path(): Promise<string> {
  for (;;) {
    try {
      await mkdir(UNPACKING);
    } catch {
      const begun = await stat(UNPACKING).catch(() => null);
      if (begun !== null && Date.now() - begun.mtimeMs > DEAD_AFTER_MS) {
        await rm(join(tmpdir(), 'chromium'), { force: true });
        await rm(UNPACKING, { recursive: true, force: true });
      }
      await pause(100);
      continue;
    }
    try {
      return await packed.executablePath();
    } finally {
      await rm(UNPACKING, { recursive: true, force: true });
    }
  }
}

/** With the rules of the web in force, those of origins among them. */
async function options(): Promise<LaunchOptions> {
  const executablePath = await path();
  const hasFonts = existsSync('/etc/fonts/fonts.conf');
  return {
    executablePath,
    args: ['--no-sandbox', '--font-render-hinting=none', '--disable-background-networking', '--disable-gpu'],
    env: {
      ...(process.env as Record<string, string>),
      ...(hasFonts ? {} : { FONTCONFIG_PATH: join(tmpdir(), 'fonts') }),
    },
  };
}

/** A browser without a past. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch(await options());
}

/** A browser whose past lies in a folder: closed and launched again, it is the same one. */
export async function launchKept(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    ...(await options()),
    locale: 'ru-RU',
    viewport: DESK,
  });
}

/** A classroom computer. */
export const DESK = { width: 1440, height: 900 };
/** A telephone. */
export const PHONE = { width: 390, height: 844 };
