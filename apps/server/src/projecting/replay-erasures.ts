import type { VaultSeals } from '#platform';
import type { ReadStore } from '#projecting';

/** Names and contacts, still sealed; says whose erasure was asked for or done. */
const PEOPLE = 'people';

/**
 * Repeats, before anything is served, the erasures that the school remembers: a vault restored from an old backup
 * holds keys again that had been destroyed. Reads every person once, which is cheap for the schools of one
 * installation's files; a region restores its vault by the operator's hand.
 */
export async function replayErasures(store: ReadStore, seals: VaultSeals): Promise<void> {
  const version = (await store.live()).get(PEOPLE);
  if (version === undefined) return;
  const erased: { schoolId: string; subject: string }[] = [];
  for await (const { schoolId, key, body } of store.scan({ name: PEOPLE, version })) {
    const { erasure } = JSON.parse(body) as { readonly erasure: string };
    if (erasure === 'done') erased.push({ schoolId, subject: `person:${key}` });
  }
  await seals.replayErasures(erased);
}
