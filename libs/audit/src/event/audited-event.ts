import { ApiProperty } from '@nestjs/swagger';
import type { WorkType } from '#journal/events';
import type { Instant, Role } from '#kernel';
import type { EventKind } from './kinds.ts';

/** On whose behalf something was done. */
export class ActorView {
  /** Of `system`, the reactor's or job's name. */
  accountId!: string;
  personId!: string | null;
  role!: Role;
  sessionId!: string | null;
}

/** What is known of a person in private, as the event has it. */
export class DetailsView {
  familyName!: string;
  givenName!: string;
  patronymic?: string;
  birthDate?: string;
  phone?: string;
  email?: string;
  jobTitle?: string;
}

/** A text that the log holds sealed. */
export class SealedTextView {
  /** The field of the event's data. */
  field!: string;
  /** `erased`: its key has been destroyed. `unreadable`: the bytes are not what its key sealed. */
  state!: 'opened' | 'erased' | 'unreadable';
  /** null unless it was opened, and for a person's details. */
  text!: string | null;
  /** Of a person who was registered or changed, in place of a text. */
  details!: DetailsView | null;
}

/** What an event says, the sealed texts apart. */
export class StatementView {
  /** The event's data without its sealed texts. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  data!: Readonly<Record<string, unknown>>;
  sealed!: SealedTextView[];
}

/** The event whose statement another one replaced: what was, before what is. */
export class BeforeView extends StatementView {
  eventId!: string;
  type!: string;
  recordedAt!: Instant;
}

/** The work that a mark is for, as it stood at the event. */
export class AuditedWork {
  workId!: string;
  workType!: WorkType;
  weight!: number;
  title!: string | null;
  /** The work that every lesson has without anybody setting one. */
  isDefault!: boolean;
}

/** An event as the log holds it, and what a sentence about it needs. */
export class AuditedEvent extends StatementView {
  id!: string;
  /** The frozen type of the event, in its newest shape. */
  type!: string;
  kind!: EventKind;
  /** The stream's name within the school: `lesson-…`. */
  stream!: string;
  /** 0 for a stream's first event. */
  revision!: number;
  position!: string;
  /** The server's clock, UTC. */
  recordedAt!: Instant;
  /** The device's own clock, if it was offline. Never counts. */
  claimedAt!: Instant | null;
  actor!: ActorView;
  commandId!: string;
  /** sha256 of the request. */
  fingerprint!: string;
  correlationId!: string;
  causationId!: string;
  /** Version of the envelope's own shape. */
  schema!: number;
  /** Made under a simulated clock. */
  simulated!: boolean;
  /** sha256 over the previous event's hash and this event as it was stored: 64 hex digits. */
  chain!: string;
  /** The hash of the stream's event before; zeros before the first. */
  previousChain!: string;
  /** Those whom it concerns. */
  concerns!: string[];
  lessonId!: string | null;
  registerId!: string | null;
  work!: AuditedWork | null;
  before!: BeforeView | null;
}

/** A person by name. After erasure all parts are empty and `erased` is true. */
export class AuditedPerson {
  personId!: string;
  kind!: 'staff' | 'pupil' | 'parent';
  familyName!: string;
  givenName!: string;
  patronymic!: string;
  erased!: boolean;
}

/** From where the 24 hours of a lesson's entries run. */
export class AuditedClock {
  start!: Instant;
  end!: Instant;
}

/** A lesson as it stands at the answer's position. */
export class AuditedLesson {
  lessonId!: string;
  registerId!: string;
  subjectId!: string;
  groupIds!: string[];
  /** Who gives it: the substitutes while there are any. */
  teacherIds!: string[];
  date!: string;
  /** In the bell schedule. */
  number!: number;
  startsAt!: Instant;
  endsAt!: Instant;
  /** A move recorded after the planned end does not restart the 24 hours. */
  clock!: AuditedClock;
  room!: string | null;
  status!: 'planned' | 'unplanned' | 'cancelled' | 'replaced';
}

export class AuditedRegister {
  registerId!: string;
  subjectId!: string;
  kind!: string;
  groupIds!: string[];
}

export class AuditedGroup {
  groupId!: string;
  title!: string;
  kind!: string;
}

export class AuditedSubject {
  subjectId!: string;
  title!: string;
  shortTitle!: string;
}

/** Events with the names and cards of everything that they name. */
export class ToldEvents {
  events!: AuditedEvent[];
  people!: AuditedPerson[];
  lessons!: AuditedLesson[];
  registers!: AuditedRegister[];
  groups!: AuditedGroup[];
  subjects!: AuditedSubject[];
}
