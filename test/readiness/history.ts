import {
  type Actor,
  idFrom,
  type Instant,
  type Metadata,
  positionFrom,
  type Recorded,
  type Role,
} from '#kernel';
import { accountStream, type AccountEvent } from '#accounts/events';
import {
  absenceStream,
  type AbsenceEvent,
  type DatedWorkEvent,
  datedWorkStream,
  type LessonEvent,
  lessonStream,
} from '#journal/events';
import {
  type GroupEvent,
  groupStream,
  type PersonEvent,
  personStream,
  type PolicyEvent,
  policyStream,
  type RegisterEvent,
  registerStream,
  type SchoolEvent,
  schoolStream,
  type SubjectEvent,
  subjectStream,
  type TimetableEvent,
  timetableStream,
  type YearEvent,
  yearStream,
} from '#school/events';

/** Everything that can happen to a school. */
export type SchoolFact =
  | SchoolEvent
  | YearEvent
  | GroupEvent
  | PersonEvent
  | SubjectEvent
  | RegisterEvent
  | TimetableEvent
  | PolicyEvent
  | LessonEvent
  | AbsenceEvent
  | DatedWorkEvent
  | AccountEvent;

export const SCHOOL = 'school-1';

/** A fact with the instant at which the server recorded it, not yet in its place in the log. */
export interface Said {
  readonly at: Instant;
  readonly fact: SchoolFact;
  readonly metadata: Partial<Metadata>;
}

/** The instant of a local time written with its offset: `2026-09-07T08:30+03:00`. */
export const instantAt = (localWithOffset: string): Instant => new Date(localWithOffset).toISOString();

const actorWith = (role: Role): Actor => ({
  accountId: `account-of-${role}`,
  role,
  sessionId: role === 'system' ? null : 'session',
});

/** Says that facts were recorded together, by somebody in this role. */
export const at = (
  localWithOffset: string,
  facts: SchoolFact | readonly SchoolFact[],
  by: Role = 'teacher',
) =>
  [facts].flat().map((fact): Said => ({
    at: instantAt(localWithOffset),
    fact,
    metadata: { actor: actorWith(by) },
  }));

/**
 * The log of one school: what was said, in the order of the instants (and as written where they are equal),
 * with streams, revisions and positions.
 */
export function logOf(...said: readonly (Said | readonly Said[])[]): readonly Recorded<SchoolFact>[] {
  const revisions = new Map<string, number>();
  return said
    .flat()
    .map((one, written) => ({ ...one, written }))
    .sort((a, b) => (a.at === b.at ? a.written - b.written : a.at < b.at ? -1 : 1))
    .map(({ at, fact, metadata }, index) => {
      const stream = streamFor(fact);
      const revision = revisions.get(stream) ?? 0;
      revisions.set(stream, revision + 1);
      return {
        ...fact,
        id: idFrom('test-event', index),
        stream,
        revision,
        position: positionFrom(index + 1),
        metadata: {
          schoolId: SCHOOL,
          actor: actorWith('system'),
          commandId: idFrom('test-command', index),
          fingerprint: '',
          correlationId: idFrom('test-correlation', index),
          causationId: idFrom('test-correlation', index),
          recordedAt: at,
          schema: 1,
          chain: '',
          ...metadata,
        },
      };
    });
}

function streamFor({ type, data }: SchoolFact): string {
  if (type === 'PolicySet') return policyStream(SCHOOL);
  if (type === 'TimetablePublished' || type === 'TimetableEnded') {
    return timetableStream(SCHOOL, data.groupId);
  }
  if ('lessonId' in data) return lessonStream(SCHOOL, data.lessonId);
  if ('workId' in data) return datedWorkStream(SCHOOL, data.workId);
  if ('absenceId' in data) return absenceStream(SCHOOL, data.pupilId);
  if ('accountId' in data) return accountStream(SCHOOL, data.accountId);
  if ('registerId' in data) return registerStream(SCHOOL, data.registerId);
  if ('groupId' in data) return groupStream(SCHOOL, data.groupId);
  if ('personId' in data) return personStream(SCHOOL, data.personId);
  if ('subjectId' in data) return subjectStream(SCHOOL, data.subjectId);
  if ('yearId' in data) return yearStream(SCHOOL, data.yearId);
  return schoolStream(SCHOOL);
}
