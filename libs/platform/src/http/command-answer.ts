import type { Outcome } from '#event-store';

/** What every command answers over HTTP. */
export class CommandAnswer {
  /** The Idempotency-Key that was sent. */
  commandId!: string;
  /** Pass it as `minPosition` to a query that must show this command; null when nothing changed. */
  position!: string | null;
  /** When the server recorded it; null when nothing changed. */
  recordedAt!: string | null;
  /** The ids of the recorded events, in order: what `basedOn` refers to. */
  eventIds!: string[];
  /** True when the command had been done before and this is its first receipt. */
  repeated!: boolean;
}

/** The answer to a command from what came of it. */
export const answerOf = (commandId: string, outcome: Outcome): CommandAnswer => ({
  commandId,
  position: outcome.receipt?.position ?? null,
  recordedAt: outcome.receipt?.recordedAt ?? null,
  eventIds: [...(outcome.receipt?.eventIds ?? [])],
  repeated: outcome.repeated,
});
