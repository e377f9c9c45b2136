import {
  canonicalJson,
  type Decider,
  invalidField,
  isLocalDate,
  isLocalTime,
  type LocalDate,
  type LocalTime,
  notFound,
  Refused,
} from '#kernel';
import { saying } from '../../fields.ts';
import type { Programme } from '../programmes.ts';
import type { CourseEvent, HoursOf, ProgrammePart } from './course.events.ts';

export interface CourseSession {
  readonly courseSessionId: string;
  readonly part: string;
  readonly date: LocalDate;
  readonly starts: LocalTime;
  readonly hours: number;
  readonly place: string | null;
  readonly cancelled: boolean;
  /** null: nobody said yet who came. */
  readonly attended: readonly HoursOf[] | null;
}

export interface Course {
  readonly courseId: string;
  readonly title: string;
  readonly programmeId: string;
  readonly edition: number;
  readonly parts: readonly ProgrammePart[];
  /** Those who attend now; who left keeps the hours that were attended. */
  readonly learners: readonly string[];
  /** In the order of planning. */
  readonly sessions: readonly CourseSession[];
}

export type CourseCommand = { readonly courseId: string } & (
  | { readonly kind: 'OpenCourse'; readonly title: string; readonly programme: Programme }
  | { readonly kind: 'EnrolLearners'; readonly personIds: readonly string[] }
  | { readonly kind: 'WithdrawLearner'; readonly personId: string }
  | ({ readonly kind: 'PlanSession' } & Omit<CourseSession, 'cancelled' | 'attended'>)
  | { readonly kind: 'CancelSession'; readonly courseSessionId: string }
  | {
      readonly kind: 'TakeAttendance';
      readonly courseSessionId: string;
      readonly attended: readonly HoursOf[];
      readonly today: LocalDate;
    }
);

/** The longest session (hours). */
const LONGEST_SESSION = 8;

export const course: Decider<Course | null, CourseCommand, CourseEvent> = {
  name: 'transition/course',
  initial: null,

  decide(command, current) {
    const { courseId } = command;
    if (command.kind === 'OpenCourse') {
      if (current !== null) throw new Refused('course-exists', `${current.title} is open already.`);
      const { programme } = command;
      const { id: programmeId, edition, parts } = programme;
      const title = saying('title', command.title);
      return [{ type: 'CourseOpened', data: { courseId, title, programmeId, edition, parts } }];
    }
    if (current === null) throw notFound('course', courseId);
    switch (command.kind) {
      case 'EnrolLearners': {
        const personIds = [...new Set(command.personIds)].filter((id) => !current.learners.includes(id));
        return personIds.length === 0 ? [] : [{ type: 'LearnersEnrolled', data: { courseId, personIds } }];
      }
      case 'WithdrawLearner': {
        const { personId } = command;
        if (!current.learners.includes(personId)) throw notFound('learner', personId);
        return [{ type: 'LearnerWithdrawn', data: { courseId, personId } }];
      }
      case 'PlanSession':
        return planSession(command, current);
      case 'CancelSession': {
        const session = sessionIn(current, command.courseSessionId);
        if (session.cancelled) return [];
        if (session.attended?.some(({ hours }) => hours > 0)) {
          throw new Refused('session-held', 'The session was attended: it cannot be cancelled.');
        }
        const { courseSessionId } = session;
        return [{ type: 'CourseSessionCancelled', data: { courseId, courseSessionId } }];
      }
      case 'TakeAttendance':
        return takeAttendance(command, current);
    }
  },

  evolve(current, event) {
    if (event.type === 'CourseOpened') return { ...event.data, learners: [], sessions: [] };
    if (current === null) return null;
    switch (event.type) {
      case 'LearnersEnrolled':
        return { ...current, learners: [...current.learners, ...event.data.personIds] };
      case 'LearnerWithdrawn':
        return { ...current, learners: current.learners.filter((id) => id !== event.data.personId) };
      case 'CourseSessionPlanned': {
        const { courseId: _, ...planned } = event.data;
        const session = { ...planned, cancelled: false, attended: null };
        return { ...current, sessions: [...current.sessions, session] };
      }
      case 'CourseSessionCancelled':
        return withSession(current, event.data.courseSessionId, { cancelled: true });
      case 'CourseHoursAttended': {
        const { courseSessionId, attended } = event.data;
        return withSession(current, courseSessionId, { attended });
      }
    }
  },
};

/** The hours that a person attended of each part of the course, no more than the programme has. */
export function hoursAttended(
  { parts, sessions }: Course,
  personId: string,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    parts.map(({ id, hours }) => {
      const attended = sessions
        .filter(({ part, cancelled }) => part === id && !cancelled)
        .flatMap((session) => session.attended ?? [])
        .filter((one) => one.personId === personId)
        .reduce((sum, one) => sum + one.hours, 0);
      return [id, Math.min(attended, hours)];
    }),
  );
}

/** The hours of a programme that are attended; its test is taken, not attended. */
export const hoursAsked = (parts: readonly ProgrammePart[]): number =>
  parts.filter(({ kind }) => kind !== 'test').reduce((sum, { hours }) => sum + hours, 0);

type Of<Kind extends CourseCommand['kind']> = Extract<CourseCommand, { readonly kind: Kind }>;

function planSession(
  { courseId, courseSessionId, part, date, starts, hours, place }: Of<'PlanSession'>,
  { parts }: Course,
): CourseEvent[] {
  if (!parts.some(({ id, kind }) => id === part && kind !== 'test')) {
    throw invalidField('part', 'unknown', `${part} is no part of the programme that is attended.`);
  }
  if (!isLocalDate(date)) throw invalidField('date', 'date', `${String(date)} is not a date.`);
  if (!isLocalTime(starts)) throw invalidField('starts', 'time', `${String(starts)} is not a time.`);
  requireHours('hours', hours, LONGEST_SESSION);
  if (hours === 0) throw invalidField('hours', 'range', 'A session lasts half an hour at least.');
  const where = place === null || place.trim() === '' ? null : place.trim();
  return [
    {
      type: 'CourseSessionPlanned',
      data: { courseId, courseSessionId, part, date, starts, hours, place: where },
    },
  ];
}

function takeAttendance(command: Of<'TakeAttendance'>, current: Course): CourseEvent[] {
  const { courseId, today } = command;
  const session = sessionIn(current, command.courseSessionId);
  const { courseSessionId } = session;
  if (session.cancelled) throw new Refused('session-cancelled', 'The session was cancelled.');
  if (session.date > today) throw new Refused('session-to-come', `The session is on ${session.date}.`);
  const before = session.attended ?? [];
  for (const [index, { personId, hours }] of command.attended.entries()) {
    const known = current.learners.includes(personId) || before.some((one) => one.personId === personId);
    if (!known) throw notFound('learner', personId);
    requireHours(`attended.${index}.hours`, hours, session.hours);
  }
  const people = command.attended.map(({ personId }) => personId);
  if (new Set(people).size !== people.length) {
    throw invalidField('attended', 'unique', 'The list names somebody twice.');
  }
  const attended = command.attended
    .filter(({ hours }) => hours > 0)
    .map(({ personId, hours }) => ({ personId, hours }))
    .sort((a, b) => (a.personId < b.personId ? -1 : 1));
  if (session.attended !== null && canonicalJson(attended) === canonicalJson(before)) return [];
  return [{ type: 'CourseHoursAttended', data: { courseId, courseSessionId, attended } }];
}

/** Hours are counted by halves. */
function requireHours(field: string, hours: number, most: number): void {
  if (!Number.isInteger(hours * 2) || hours < 0 || hours > most) {
    throw invalidField(field, 'range', `${hours} is not a number of hours, by halves, from 0 to ${most}.`);
  }
}

function sessionIn({ sessions }: Course, courseSessionId: string): CourseSession {
  const session = sessions.find((one) => one.courseSessionId === courseSessionId);
  if (session === undefined) throw notFound('session', courseSessionId);
  return session;
}

const withSession = (current: Course, courseSessionId: string, more: Partial<CourseSession>): Course => ({
  ...current,
  sessions: current.sessions.map((one) =>
    one.courseSessionId === courseSessionId ? { ...one, ...more } : one,
  ),
});
