import type { CommandContext } from '#kernel';
import type { AnyProjection } from '../projection.ts';
import type { Reaction } from '../reactor.ts';

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
