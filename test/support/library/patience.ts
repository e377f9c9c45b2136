import { setTimeout as delay } from 'node:timers/promises';
import { comparePositions, type Position } from '#kernel';
import type { ReadStore } from '#projecting';

/** Waits until the condition holds, for at most 10 s. */
export async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    if (await condition()) return;
    await delay(5);
  }
  throw new Error(`waited in vain for ${what}`);
}

/** Waits until these models show readers of school-a the position. */
export const untilShown = (
  store: ReadStore,
  position: Position,
  names: readonly string[] = ['books', 'readers'],
): Promise<void> =>
  until(
    () =>
      store.read(async (s) => {
        for (const name of names) {
          if (comparePositions(await s.checkpoint(name, 'school-a'), position) < 0) return false;
        }
        return true;
      }),
    `${names.join(' and ')} to show ${position}`,
  );
