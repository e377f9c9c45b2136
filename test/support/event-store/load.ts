import type { AnyFact, CommandContext, StreamName } from '#kernel';
import { idFrom, streamOf } from '#kernel';
import type { ExpectedRevision } from '#event-store';

/** A command of the load, all of which follows from its client and number: whoever reads of it can repeat it. */
export interface LoadCommand {
  readonly stream: StreamName;
  readonly facts: readonly AnyFact[];
  readonly expected: ExpectedRevision;
  readonly context: CommandContext;
}

const SCHOOL = 'killed-school';
/** Commands record one, two or three events in turn; so many have been recorded before the n-th. */
const factsOf = (n: number): number => 1 + (n % 3);
const recordedBefore = (n: number): number => Math.floor(n / 3) * 6 + [0, 1, 3][n % 3]!;

/** The n-th command (from 0) of a client, in the stream that is the client's alone. */
export function loadCommand(client: string, n: number): LoadCommand {
  const commandId = idFrom('load', client, n);
  const before = recordedBefore(n);
  return {
    stream: streamOf(SCHOOL, 'lesson', client),
    expected: before === 0 ? 'none' : before - 1,
    facts: Array.from({ length: factsOf(n) }, (_, index) => ({
      type: 'Noted',
      data: { client, n, index, text: 'Журнал'.repeat(n % 40) },
    })),
    context: {
      schoolId: SCHOOL,
      actor: { accountId: client, role: 'system', sessionId: null },
      commandId,
      fingerprint: '0'.repeat(64),
      correlationId: commandId,
      causationId: commandId,
    },
  };
}
