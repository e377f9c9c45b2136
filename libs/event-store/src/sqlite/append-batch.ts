import { canonicalJson, type Clock, type CommandContext } from '#kernel';
import type { ExpectedRevision } from '../event-store.ts';
import type { PreparedFact } from '../prepare-append.ts';
import { isHash, isUuid } from './envelope.ts';

/**
 * Appends on their way to the writer's thread, one after another in one flat array: a message of a thousand
 * appends then costs the structured clone of one array of strings.
 */
export type AppendBatch = (string | number | null)[];

/** The revision before a stream's first event, where the port says 'none'. */
export const NO_REVISION = -1;

/** What came of one append. Positions are the log's own numbers, times ms since the epoch. */
export type AppendAnswer = Recorded | NotRecorded;

interface Recorded {
  readonly kind: 'recorded';
  readonly position: number;
  readonly recordedAt: number;
}

type NotRecorded =
  | {
      readonly kind: 'repeated';
      readonly eventIds: readonly string[];
      readonly revision: number;
      readonly position: number;
      readonly recordedAt: number;
    }
  | { readonly kind: 'reused' }
  | { readonly kind: 'wrong-revision'; readonly actual: number };

/** The answers to a batch on their way back: what was recorded as two numbers, the position and the time. */
export type AnswerBatch = (number | NotRecorded)[];

export function packAnswer(batch: AnswerBatch, answer: AppendAnswer): void {
  if (answer.kind === 'recorded') batch.push(answer.position, answer.recordedAt);
  else batch.push(answer);
}

/** Takes the answers out of a batch, in order. */
export function* unpackAnswers(batch: AnswerBatch): Generator<AppendAnswer> {
  for (let at = 0; at < batch.length; at += 1) {
    const answer = batch[at]!;
    if (typeof answer !== 'number') yield answer;
    else yield { kind: 'recorded', position: answer, recordedAt: batch[(at += 1)] as number };
  }
}

/** One append as the writer takes it out of the batch. */
export interface UnpackedAppend {
  readonly stream: string;
  /** NO_REVISION for a stream that is to be new. */
  readonly expected: number;
  /** The server's clock, ms since the epoch. */
  readonly now: number;
  /** Canonical JSON of who acted, in which school. */
  readonly origin: string;
  readonly commandId: string;
  readonly fingerprint: string;
  /** See `moreOf`. */
  readonly more: string | null;
  /** The canonical metadata before and after its `recordedAt`, which the writer decides. */
  readonly metadataHead: string;
  readonly metadataTail: string;
  readonly facts: readonly PreparedFact[];
}

/** Adds an append to a batch. */
export function packAppend(
  batch: AppendBatch,
  stream: string,
  facts: readonly PreparedFact[],
  expected: ExpectedRevision,
  context: CommandContext,
  clock: Clock,
): void {
  const { commandId, correlationId, causationId, fingerprint, claimedAt } = context;
  const actor = `"actor":${canonicalJson(context.actor)}`;
  const school = `"schoolId":${canonicalJson(context.schoolId)}`;
  const command = canonicalJson(commandId);
  const said = (id: string): string => (id === commandId ? command : canonicalJson(id));
  const claimed = claimedAt === undefined ? '' : `"claimedAt":${canonicalJson(claimedAt)},`;
  batch.push(
    stream,
    expected === 'none' ? NO_REVISION : expected,
    clock.now(),
    `{${actor},${school}}`,
    commandId,
    fingerprint,
    moreOf(context, clock.simulated),
    `{${actor},"causationId":${said(causationId)},${claimed}"commandId":${command},"correlationId":${said(correlationId)},"fingerprint":${canonicalJson(fingerprint)},"recordedAt":"`,
    `","schema":1,${school}${clock.simulated ? ',"simulated":true' : ''}}`,
    facts.length,
  );
  for (const fact of facts) batch.push(fact.id, fact.type, fact.dataJson);
}

/** Takes the appends out of a batch, in order. */
export function* unpackAppends(batch: AppendBatch): Generator<UnpackedAppend> {
  for (let at = 0; at < batch.length;) {
    const facts: PreparedFact[] = [];
    const count = batch[at + 9] as number;
    const next = at + 10 + 3 * count;
    for (let from = at + 10; from < next; from += 3) {
      facts.push({
        id: batch[from] as string,
        type: batch[from + 1] as string,
        dataJson: batch[from + 2] as string,
      });
    }
    yield {
      stream: batch[at] as string,
      expected: batch[at + 1] as number,
      now: batch[at + 2] as number,
      origin: batch[at + 3] as string,
      commandId: batch[at + 4] as string,
      fingerprint: batch[at + 5] as string,
      more: batch[at + 6] as string | null,
      metadataHead: batch[at + 7] as string,
      metadataTail: batch[at + 8] as string,
      facts,
    };
    at = next;
  }
}

/** What an event's metadata holds beyond its columns: parts that few commands have. Null for most. */
export interface More {
  readonly commandId?: string;
  readonly fingerprint?: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly claimedAt?: string;
  readonly simulated?: true;
}

function moreOf(context: CommandContext, simulated: boolean): string | null {
  const { commandId, fingerprint, correlationId, causationId, claimedAt } = context;
  const plain =
    correlationId === commandId && causationId === commandId && claimedAt === undefined && !simulated;
  if (plain && isUuid(commandId) && isHash(fingerprint)) return null;
  const more: More = {
    ...(isUuid(commandId) ? {} : { commandId }),
    ...(isHash(fingerprint) ? {} : { fingerprint }),
    ...(correlationId === commandId ? {} : { correlationId }),
    ...(causationId === commandId ? {} : { causationId }),
    ...(claimedAt === undefined ? {} : { claimedAt }),
    ...(simulated ? { simulated: true as const } : {}),
  };
  return JSON.stringify(more);
}
