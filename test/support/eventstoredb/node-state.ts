import type { Faults } from './faults.ts';
import type { MemoryLog } from './log.ts';
import type { Relay } from './relay.ts';

/** What every rpc of the small server works on. */
export interface NodeState {
  readonly log: MemoryLog;
  readonly faults: Faults;
  readonly relay: Relay;
  /** How often each rpc was called, by its name in the service definition. */
  readonly calls: Map<string, number>;
  /** The subscriptions that are live: aborting one with a Refusal drops it. */
  readonly live: Set<AbortController>;
  /** How long an append waits for its commit before it answers that it timed out (ms; real: 2–3 s). */
  readonly commitTimeoutMs: number;
  /** False while the server is «starting»: it takes connections and answers that it is not ready. */
  ready: boolean;
}

export function count(node: NodeState, rpc: string): void {
  node.calls.set(rpc, (node.calls.get(rpc) ?? 0) + 1);
}
