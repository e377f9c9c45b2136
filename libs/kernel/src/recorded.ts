import type { AnyFact } from './fact.ts';
import type { Position } from './position.ts';

/** What a person may be in a school; `system` is a reactor or a job acting on its own behalf. */
export const roles = [
  'teacher',
  'class-teacher',
  'head',
  'deputy-head',
  'administrator',
  'pupil',
  'parent',
  'auditor',
  'region-officer',
  'system',
] as const;
export type Role = (typeof roles)[number];

/** On whose behalf something was done. For `system`, `accountId` is the reactor's or job's name. */
export interface Actor {
  readonly accountId: string;
  /** The person behind the account; absent for `system` and for accounts without a person (region officer). */
  readonly personId?: string;
  readonly role: Role;
  /** Session id, or null where there is none (system, command line). */
  readonly sessionId: string | null;
}

/** What a command brings along for the envelope of its events. */
export interface CommandContext {
  readonly schoolId: string;
  readonly actor: Actor;
  /** UUID made by the client: the same command sent again does nothing and answers the first receipt. */
  readonly commandId: string;
  /** sha256 (hex) of the canonical request: the same commandId with another fingerprint is refused. */
  readonly fingerprint: string;
  readonly correlationId: string;
  /** The id of the event or command that led to this one. */
  readonly causationId: string;
  /** The device's own time when the person acted (ISO 8601, UTC), if it was offline. Never counts. */
  readonly claimedAt?: string;
}

/** The envelope's second half, stored beside each event. */
export interface Metadata extends CommandContext {
  /** When the server recorded it: ISO 8601 in UTC with milliseconds. Never earlier than the stream's last. */
  readonly recordedAt: string;
  /** Version of this metadata's own shape. */
  readonly schema: 1;
  /** Hex sha256 over the previous event's chain hash and this event's canonical bytes (see chain.ts). */
  readonly chain: string;
  /** Present and true on events made under a simulated clock (demo schools). */
  readonly simulated?: true;
}

/** A fact as the log holds it. */
export type Recorded<Event extends AnyFact = AnyFact> = Event & {
  readonly id: string;
  readonly stream: string;
  /** 0 for a stream's first event. */
  readonly revision: number;
  readonly position: Position;
  readonly metadata: Metadata;
};
