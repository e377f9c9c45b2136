import { comparePositions, type CommandContext, type Position } from '#kernel';
import type { AnyProjection } from '../projection.ts';
import type { ReadStore } from '../read-store.ts';
import type { Reaction, Reactor } from '../reactor.ts';
import { ALL_SCHOOLS } from '../slice.ts';

/** A reaction that waits for its time. */
export interface Pending {
  readonly reaction: Reaction;
  readonly context: CommandContext;
}

const VERSION = 1;

/** Where a reactor's checkpoint and pending reactions stand in the read store. */
export const reactorModel = (reactor: string): { readonly name: string; readonly version: number } => ({
  name: `reactor-${reactor}`,
  version: VERSION,
});

/** Makes room for them in a read store: a model that no event is folded into. */
export const pendingOf = (reactor: string): AnyProjection => ({
  ...reactorModel(reactor),
  key: () => [],
  evolve: {},
});

/**
 * Notes that what follows from the facts up to a position was done already, by whoever made them: reactors begin
 * after it. For logs that were made whole (a demo school), not for logs that people write.
 */
export async function haveReacted(
  store: ReadStore,
  reactors: readonly Reactor[],
  position: Position,
): Promise<void> {
  await store.prepare(reactors.map(({ name }) => pendingOf(name)));
  for (const { name } of reactors) {
    const model = reactorModel(name);
    const after = await store.checkpoint(model, ALL_SCHOOLS);
    if (comparePositions(after, position) >= 0) continue;
    await store.commit({ model, slice: ALL_SCHOOLS, after, checkpoint: position, docs: [], tallies: [] });
  }
}
