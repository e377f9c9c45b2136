import type { Expected } from './decision.ts';
import type { AppendFault } from './faults.ts';
import type { LogRecord, Proposed } from './log.ts';
import type { NodeState } from './node-state.ts';

/** «Append»: the sum of `data` over one append, metadata not counted. */
export const MAX_APPEND_SIZE = 1_048_576;

/** What came of an append, before either path puts it into its own words. */
export type AppendOutcome =
  | { readonly kind: 'success'; readonly last: LogRecord | null }
  | { readonly kind: 'wrong'; readonly current: number | null }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'bad-request' }
  | { readonly kind: 'metadata-stream' }
  | { readonly kind: 'unavailable' }
  /** Nothing is to be answered, ever: the answer is lost, or the connection is. */
  | { readonly kind: 'silence' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** One append, the same for both paths: all or nothing, an exact answer, and the faults that were ordered. */
export async function append(
  node: NodeState,
  stream: string,
  expected: Expected,
  events: readonly Proposed[],
): Promise<AppendOutcome> {
  const malformed = stream === '' || events.some(({ id, type }) => !UUID.test(id) || type === '');
  if (malformed) return { kind: 'bad-request' };
  if (stream.startsWith('$$')) return { kind: 'metadata-stream' };
  if (node.log.isTombstoned(stream)) return { kind: 'deleted' };

  const fault = node.faults.takeAppend();
  if (fault?.when === 'before-commit') return suffer(node, fault);
  const outcome = await commit(node, stream, expected, events);
  return fault ? suffer(node, fault) : outcome;
}

async function commit(
  node: NodeState,
  stream: string,
  expected: Expected,
  events: readonly Proposed[],
): Promise<AppendOutcome> {
  const ids = events.map((event) => event.id);
  const decision = node.log.decide(stream, expected, ids);
  if (decision.kind === 'wrong') return decision;
  // «An empty list with NO_STREAM answers success and makes no stream»
  if (decision.kind === 'write' && events.length === 0) return { kind: 'success', last: null };
  const last = decision.kind === 'again' ? decision.last : node.log.write(stream, events).at(-1)!;
  return (await committed(node, last)) ? { kind: 'success', last } : { kind: 'timeout' };
}

/** «while the first attempt is still uncommitted: waits 2–3 s», the first attempt itself does too. */
function committed({ log, commitTimeoutMs }: NodeState, record: LogRecord): Promise<boolean> {
  if (log.isCommitted(record)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (outcome: boolean) => {
      clearTimeout(patience);
      forget();
      resolve(outcome);
    };
    const patience = setTimeout(() => end(false), commitTimeoutMs);
    const forget = log.onCommit(() => {
      if (log.isCommitted(record)) end(true);
    });
  });
}

function suffer(node: NodeState, { how }: AppendFault): AppendOutcome {
  if (how === 'reset') {
    node.relay.reset();
    return { kind: 'silence' };
  }
  return { kind: how };
}
