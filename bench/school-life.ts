import { createHash, randomBytes } from 'node:crypto';
import type { AccountEvent } from '#accounts/events';
import { accountStream } from '#accounts/events';
import type { ExpectedRevision } from '#event-store';
import {
  addDays,
  type AnyFact,
  type Clock,
  type CommandContext,
  idFrom,
  type Instant,
  type LocalDate,
  newId,
  type StreamName,
  weekdayOf,
} from '#kernel';
import { defaultWorkOf, type LessonEvent, lessonIdOf, lessonStream, type Mark } from '#journal/events';
import {
  defaultPolicy,
  type GroupEvent,
  groupStream,
  type PersonEvent,
  personStream,
  type RegisterEvent,
  registerStream,
  schoolStream,
  slotIdOf,
  type SubjectEvent,
  subjectStream,
  type TimetableEvent,
  timetableStream,
  yearIdOf,
  yearStream,
} from '#school/events';
import { policyStream } from '#school/events';

/** One command of a school's life. */
export interface Act {
  readonly stream: StreamName;
  readonly facts: readonly AnyFact[];
  readonly expected: ExpectedRevision;
  readonly context: CommandContext;
  /** When the server recorded it. */
  readonly at: number;
}

export const SCHOOL = 'bench-school';
const FROM = '2025-09-01';
const TO = '2026-05-30';
const CLASSES = 28;
const PUPILS_PER_CLASS = 25;
const TEACHERS = 45;
const SUBJECTS = 12;
const LESSONS_PER_DAY = 6;
/** Lessons that are being written in at the same time. */
const AT_A_TIME = 14;
/** How far ahead lessons are planned, in days. */
const PLANNED_AHEAD = 14;
/** Of a hundred accounts, how many enter on a school day. */
const VISITS_PER_CENT = 70;

const id = (kind: string, ...numbers: number[]): string => idFrom('bench', kind, ...numbers);
const pupilOf = (group: number, n: number): string => id('pupil', group, n);
const at = (date: LocalDate, time: string): Instant => `${date}T${time}:00.000Z`;
const plus = (instant: Instant, minutes: number): Instant =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

interface Planned {
  readonly lessonId: string;
  readonly group: number;
  readonly subject: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/**
 * The life of a school of 700 pupils from September to May, in the order of time, as its commands would have it:
 * set up, lessons planned two weeks ahead, six lessons a class and day with topic, homework, roll call, absences and
 * marks, a few of them corrected, some lessons moved or cancelled, and people coming in every day. About 25 events a
 * lesson. Starts over with the next year until there are so many events. The same in every run but for the ids
 * of commands.
 */
export class SchoolLife {
  /** The clock of the log that this life is recorded in. */
  readonly clock: Clock;
  readonly #revisions = new Map<StreamName, number>();
  #now = 0;
  #random = 1;

  constructor() {
    this.clock = { simulated: false, now: () => this.#now };
  }

  /** @param events how many events there are to be, to the nearest command */
  *acts(events: number): Generator<Act> {
    let told = 0;
    for (let year = 0; told < events; year += 1) {
      for (const act of this.#year(year)) {
        yield act;
        told += act.facts.length;
        if (told >= events) return;
      }
    }
  }

  *#year(year: number): Generator<Act> {
    const from = `${Number(FROM.slice(0, 4)) + year}${FROM.slice(4)}`;
    const to = `${Number(TO.slice(0, 4)) + year}${TO.slice(4)}`;
    const yearId = yearIdOf(SCHOOL, from);
    this.#now = Math.max(this.#now, Date.parse(at(addDays(from, -7), '06:00')));
    if (year === 0) yield* this.#school();
    yield* this.#start(yearId, from, to);
    let planned = from;
    for (let date = from; date <= to; date = addDays(date, 1)) {
      for (; planned <= to && planned <= addDays(date, PLANNED_AHEAD); planned = addDays(planned, 1)) {
        if (weekdayOf(planned) <= 5) yield* this.#plan(planned);
      }
      if (weekdayOf(date) > 5) continue;
      this.#now = Math.max(this.#now, Date.parse(at(date, '04:30')));
      yield* this.#visits(date);
      yield* this.#day(date);
    }
  }

  *#school(): Generator<Act> {
    const { stream } = { stream: schoolStream(SCHOOL) };
    yield this.#act(stream, [
      {
        type: 'SchoolSetUp',
        data: { schoolId: SCHOOL, name: 'Школа', shortName: 'Ш', timeZone: 'Europe/Moscow' },
      },
    ]);
    yield this.#act(policyStream(SCHOOL), [
      { type: 'PolicySet', data: { version: 1, policy: defaultPolicy, reason: 'начало' } },
    ]);
    for (let n = 0; n < SUBJECTS; n += 1) {
      const subjectId = id('subject', n);
      yield this.#act<SubjectEvent>(subjectStream(SCHOOL, subjectId), [
        {
          type: 'SubjectDefined',
          data: { subjectId, title: `Предмет ${n}`, shortTitle: `П${n}`, area: null },
        },
      ]);
    }
    for (let n = 0; n < TEACHERS; n += 1) yield* this.#person(id('teacher', n), 'staff');
    for (let group = 0; group < CLASSES; group += 1) {
      for (let n = 0; n < PUPILS_PER_CLASS; n += 1) yield* this.#person(pupilOf(group, n), 'pupil');
    }
  }

  *#person(personId: string, kind: 'staff' | 'pupil'): Generator<Act> {
    const sealed = randomBytes(90).toString('base64');
    yield this.#act<PersonEvent>(personStream(SCHOOL, personId), [
      { type: 'PersonRegistered', data: { personId, kind, sealed } },
    ]);
    const accountId = idFrom('bench', 'account', personId);
    const stream = accountStream(SCHOOL, accountId);
    yield this.#act<AccountEvent>(stream, [
      {
        type: 'AccountCreated',
        data: { accountId, personId, roles: [kind === 'staff' ? 'teacher' : 'pupil'] },
      },
      { type: 'ActivationCodeIssued', data: { accountId, expiresAt: at(TO, '00:00') } },
    ]);
    yield this.#act<AccountEvent>(stream, [{ type: 'AccountActivated', data: { accountId } }]);
  }

  *#start(yearId: string, from: LocalDate, to: LocalDate): Generator<Act> {
    yield this.#act(yearStream(SCHOOL, yearId), [
      { type: 'AcademicYearOpened', data: { yearId, title: from.slice(0, 4), from, to } },
    ]);
    for (let group = 0; group < CLASSES; group += 1) {
      const groupId = id('group', group);
      const year = { yearId, kind: 'class' as const, title: `${group}А`, grade: 5, shift: 1 as const };
      yield this.#act<GroupEvent>(groupStream(SCHOOL, groupId), [
        { type: 'GroupFormed', data: { groupId, ...year, classIds: [groupId], from, to } },
        ...Array.from({ length: PUPILS_PER_CLASS }, (_, n) => ({
          type: 'MemberJoined' as const,
          data: { groupId, pupilId: pupilOf(group, n), from, order: null },
        })),
      ]);
      for (let subject = 0; subject < SUBJECTS; subject += 1) {
        const registerId = id('register', group, subject);
        yield this.#act<RegisterEvent>(registerStream(SCHOOL, registerId), [
          {
            type: 'RegisterOpened',
            data: {
              registerId,
              yearId,
              subjectId: id('subject', subject),
              groupIds: [groupId],
              kind: 'class',
              classIds: [groupId],
            },
          },
          {
            type: 'RegisterTeacherAssigned',
            data: { registerId, teacherId: teacherOf(group, subject), from },
          },
        ]);
      }
      const slots = [1, 2, 3, 4, 5].flatMap((weekday) =>
        Array.from({ length: LESSONS_PER_DAY }, (_, number) => {
          const registerId = id('register', group, subjectOf(group, weekday, number));
          return {
            slotId: slotIdOf(registerId, weekday, number),
            registerId,
            weekday,
            number,
            parity: 'every',
            room: null,
          } as const;
        }),
      );
      yield this.#act<TimetableEvent>(timetableStream(SCHOOL, groupId), [
        {
          type: 'TimetablePublished',
          data: {
            timetableId: idFrom('bench', 'timetable', groupId, from),
            groupId,
            yearId,
            from,
            to,
            slots,
          },
        },
      ]);
    }
  }

  *#plan(date: LocalDate): Generator<Act> {
    for (const { lessonId, group, subject, startsAt, endsAt } of lessonsOf(date)) {
      const registerId = id('register', group, subject);
      yield this.#act<LessonEvent>(lessonStream(SCHOOL, lessonId), [
        {
          type: 'LessonScheduled',
          data: {
            lessonId,
            slotId: slotIdOf(registerId, weekdayOf(date), 1),
            originalDate: date,
            registerId,
            subjectId: id('subject', subject),
            kind: 'class',
            groupIds: [id('group', group)],
            classIds: [id('group', group)],
            teacherIds: [teacherOf(group, subject)],
            date,
            number: 1,
            startsAt,
            endsAt,
            room: '12',
          },
        },
      ]);
    }
  }

  *#visits(date: LocalDate): Generator<Act> {
    for (let group = 0; group < CLASSES; group += 1) {
      for (let n = 0; n < PUPILS_PER_CLASS; n += 1) {
        if (this.#below(100) >= VISITS_PER_CENT) continue;
        const accountId = idFrom('bench', 'account', pupilOf(group, n));
        yield this.#act<AccountEvent>(accountStream(SCHOOL, accountId), [
          { type: 'SessionResumed', data: { accountId, sessionId: id('session', group, n), date } },
        ]);
      }
    }
  }

  /** The lessons of a day, as many at a time as there are, each teacher entering one thing after the other. */
  *#day(date: LocalDate): Generator<Act> {
    const lessons = lessonsOf(date);
    for (let first = 0; first < lessons.length; first += AT_A_TIME) {
      const lanes = lessons.slice(first, first + AT_A_TIME).map((lesson) => this.#lesson(lesson, date));
      this.#now = Math.max(this.#now, Date.parse(lessons[first]!.endsAt));
      while (lanes.length > 0) {
        for (const lane of [...lanes]) {
          const next = lane.next();
          if (next.done) lanes.splice(lanes.indexOf(lane), 1);
          else yield next.value;
        }
      }
    }
  }

  *#lesson({ lessonId, group, subject }: Planned, date: LocalDate): Generator<Act> {
    const stream = lessonStream(SCHOOL, lessonId);
    const act = (...facts: LessonEvent[]): Act =>
      this.#act<LessonEvent>(stream, facts, teacherOf(group, subject));
    const dice = this.#below(100);
    if (dice < 2) {
      yield act({
        type: 'LessonCancelled',
        data: { lessonId, reason: 'карантин', document: null, afterEnd: false },
      });
      return;
    }
    if (dice < 6) {
      const teacherIds = [id('teacher', this.#below(TEACHERS))];
      yield act({
        type: 'LessonSubstituted',
        data: { lessonId, teacherIds, replaced: [], reason: 'болезнь' },
      });
    }
    yield act({
      type: 'TopicSet',
      data: { lessonId, topic: `Решение задач на движение, часть ${dice}`, planned: false },
    });
    yield act({ type: 'LessonHeld', data: { lessonId, entryId: newId() } });
    yield act({
      type: 'RollCallTaken',
      data: { lessonId, entryId: newId(), basis: { [id('group', group)]: 25 } },
    });
    for (let absent = this.#below(5); absent > 0; absent -= 1) {
      const pupilId = pupilOf(group, this.#below(PUPILS_PER_CLASS));
      yield act({
        type: 'AttendanceMarked',
        data: {
          lessonId,
          entryId: newId(),
          pupilId,
          value: 'absent',
          code: null,
          basis: { [id('group', group)]: 25 },
        },
      });
    }
    for (let marks = 8 + this.#below(14); marks > 0; marks -= 1) {
      const pupilId = pupilOf(group, this.#below(PUPILS_PER_CLASS));
      const markId = newId();
      const value = String(2 + this.#below(4)) as Mark;
      const workId = defaultWorkOf(lessonId);
      yield act({
        type: 'MarkGiven',
        data: { lessonId, markId, workId, pupilId, value, basis: { [id('group', group)]: 25 } },
      });
      if (this.#below(40) === 0) {
        yield act({
          type: 'MarkCorrected',
          data: { lessonId, markId, pupilId, value: '4', reason: 'checking-error' },
        });
      }
    }
    yield act({
      type: 'HomeworkSet',
      data: { lessonId, text: 'Учебник, § 12, № 340–345', dueDate: addDays(date, 2) },
    });
  }

  #act<Event extends AnyFact>(stream: StreamName, facts: readonly Event[], person = id('teacher', 0)): Act {
    const revision = this.#revisions.get(stream) ?? -1;
    this.#revisions.set(stream, revision + facts.length);
    this.#now += 40;
    const commandId = newId();
    const accountId = idFrom('bench', 'account', person);
    return {
      stream,
      facts,
      expected: revision < 0 ? 'none' : revision,
      at: this.#now,
      context: {
        schoolId: SCHOOL,
        actor: {
          accountId,
          personId: person,
          role: 'teacher',
          sessionId: idFrom('bench', 'session', person),
        },
        commandId,
        fingerprint: createHash('sha256').update(commandId).digest('hex'),
        correlationId: commandId,
        causationId: commandId,
      },
    };
  }

  #below(bound: number): number {
    this.#random = (Math.imul(this.#random, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#random / 2 ** 32) * bound);
  }
}

const teacherOf = (group: number, subject: number): string =>
  id('teacher', (group * 5 + subject * 7) % TEACHERS);
const subjectOf = (group: number, weekday: number, number: number): number =>
  (group + weekday * 2 + number) % SUBJECTS;

const known = new Map<LocalDate, readonly Planned[]>();

/** All lessons of a day, in the order of time. */
function lessonsOf(date: LocalDate): readonly Planned[] {
  const remembered = known.get(date);
  if (remembered !== undefined) return remembered;
  const lessons = Array.from({ length: LESSONS_PER_DAY }, (_, number) =>
    Array.from({ length: CLASSES }, (__, group): Planned => {
      const subject = subjectOf(group, weekdayOf(date), number);
      const slotId = slotIdOf(id('register', group, subject), weekdayOf(date), number);
      const startsAt = plus(at(date, '05:30'), number * 55);
      return { lessonId: lessonIdOf(slotId, date), group, subject, startsAt, endsAt: plus(startsAt, 45) };
    }),
  ).flat();
  if (known.size > PLANNED_AHEAD * 2) known.clear();
  known.set(date, lessons);
  return lessons;
}
