import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Streams } from '#event-store';
import { MemoryEventStore } from '#event-store/testing';
import { type AnyFact, type CommandContext, idFrom, instantOf, newId, schoolPrefix } from '#kernel';
import {
  groupStream,
  registerStream,
  schoolStream,
  type Slot,
  timetableStream,
  type YearEvent,
  yearStream,
} from '#school/events';
import { lesson } from '../lesson/lesson.ts';
import { type LessonEvent, lessonIdOf, lessonStream } from '../lesson/lesson.events.ts';
import type { Lesson } from '../lesson/lesson-state.ts';
import { SchoolFacts } from '../school-facts/school-facts.ts';
import { Planner, type PlanReport, type PlanRequest } from './planner.ts';

const SCHOOL = 'school-1';
const YEAR = 'year-1';
const ZONE = 'Europe/Moscow';

const slot = (registerId: string, weekday: number, number = 1): Slot => ({
  slotId: idFrom('slot', registerId, weekday, number),
  registerId,
  weekday,
  number,
  parity: 'every',
  room: null,
});

/** A school of one class (5а) with one register, in a log in memory. */
class Town {
  readonly clock = { now: () => this.at, simulated: true };
  at = Date.parse(instantOf('2026-08-20', '12:00', ZONE));
  readonly log = new MemoryEventStore(this.clock);
  readonly streams = new Streams(this.log);
  readonly planner = new Planner(this.streams, new SchoolFacts(this.streams), this.clock);

  context(): CommandContext {
    const id = newId();
    return {
      schoolId: SCHOOL,
      actor: { accountId: 'planner', role: 'system', sessionId: null },
      commandId: id,
      fingerprint: id,
      correlationId: id,
      causationId: id,
    };
  }

  async record(stream: string, ...facts: AnyFact[]): Promise<void> {
    const { length } = await this.log.readStream(stream);
    await this.log.append(stream, facts, length === 0 ? 'none' : length - 1, this.context());
  }

  async open(): Promise<void> {
    await this.record(schoolStream(SCHOOL), {
      type: 'SchoolSetUp',
      data: { schoolId: SCHOOL, name: '', shortName: '', timeZone: ZONE },
    });
    await this.year(
      { type: 'AcademicYearOpened', data: { yearId: YEAR, title: '', from: '2026-09-01', to: '2027-05-31' } },
      {
        type: 'TermsSet',
        data: {
          yearId: YEAR,
          scheme: 'quarters',
          terms: [{ termId: 't', title: '1', from: '2026-09-01', to: '2026-09-27' }],
        },
      },
      {
        type: 'BellScheduleSet',
        data: {
          yearId: YEAR,
          bellScheduleId: 'b1',
          title: '',
          grades: [5],
          shift: 1,
          from: '2026-09-01',
          to: '2027-05-31',
          bells: [
            { number: 1, starts: '08:30', ends: '09:10' },
            { number: 2, starts: '09:20', ends: '10:00' },
          ],
        },
      },
    );
    await this.group('5a');
    await this.register('r', '5a');
  }

  year(...events: YearEvent[]): Promise<void> {
    return this.record(yearStream(SCHOOL, YEAR), ...events);
  }

  group(groupId: string): Promise<void> {
    return this.record(groupStream(SCHOOL, groupId), {
      type: 'GroupFormed',
      data: {
        groupId,
        yearId: YEAR,
        kind: 'class',
        title: groupId,
        grade: 5,
        shift: 1,
        classIds: [groupId],
        from: '2026-09-01',
        to: '2027-05-31',
      },
    });
  }

  register(registerId: string, ...groupIds: string[]): Promise<void> {
    return this.record(
      registerStream(SCHOOL, registerId),
      {
        type: 'RegisterOpened',
        data: { registerId, yearId: YEAR, subjectId: 's', groupIds, kind: 'class', classIds: groupIds },
      },
      { type: 'RegisterTeacherAssigned', data: { registerId, teacherId: 'teacher-1', from: '2026-09-01' } },
    );
  }

  publish(groupId: string, slots: Slot[], more: { from?: string; to?: string } = {}): Promise<void> {
    const { from = '2026-09-01', to = '2027-05-31' } = more;
    return this.record(timetableStream(SCHOOL, groupId), {
      type: 'TimetablePublished',
      data: { timetableId: newId(), groupId, yearId: YEAR, from, to, slots },
    });
  }

  plan(request: Partial<PlanRequest> = {}): Promise<PlanReport> {
    return this.planner.plan({ yearId: YEAR, groupIds: ['5a'], ...request }, this.context());
  }

  async lesson(slotOf: Slot, date: string): Promise<Lesson | null> {
    const stream = lessonStream(SCHOOL, lessonIdOf(slotOf.slotId, date));
    return (await this.streams.load(stream, lesson)).state;
  }

  write(slotOf: Slot, date: string, fact: (lessonId: string) => LessonEvent): Promise<void> {
    const lessonId = lessonIdOf(slotOf.slotId, date);
    return this.record(lessonStream(SCHOOL, lessonId), fact(lessonId));
  }

  /** The dates of the lessons that take place or were cancelled: everything but the unplanned. */
  async dates(): Promise<string[]> {
    const { events } = await this.log.readAll({
      after: null,
      limit: 100_000,
      streamPrefixes: [`${schoolPrefix(SCHOOL)}lesson-`],
    });
    const dates: string[] = [];
    for (const stream of new Set(events.map((event) => event.stream))) {
      const { state } = await this.streams.load(stream, lesson);
      if (state !== null && state.status !== 'unplanned') dates.push(state.plan.date);
    }
    return dates.sort();
  }
}

const topic = (lessonId: string): LessonEvent => ({
  type: 'TopicSet',
  data: { lessonId, topic: 'Fractions', planned: false },
});

const MONDAY = slot('r', 1);
const TUESDAY = slot('r', 2);
const counts = ({ withoutBell: _, ...rest }: PlanReport): Omit<PlanReport, 'withoutBell'> => rest;
const none = { scheduled: 0, replanned: 0, unplanned: 0, unchanged: 0, kept: 0 };

describe('the planner', () => {
  let town: Town;
  beforeEach(async () => {
    town = new Town();
    await town.open();
  });

  it('plans the lessons of a timetable; planning again is planning once', async () => {
    await town.publish('5a', [MONDAY]);
    expect(counts(await town.plan())).toEqual({ ...none, scheduled: 3 });
    expect(await town.dates()).toEqual(['2026-09-07', '2026-09-14', '2026-09-21']);
    const head = await town.log.head();
    expect(counts(await town.plan())).toEqual({ ...none, unchanged: 3 });
    expect(await town.log.head()).toBe(head);
  });

  it('plans only the days asked for', async () => {
    await town.publish('5a', [MONDAY]);
    await town.plan({ from: '2026-09-08', to: '2026-09-14' });
    expect(await town.dates()).toEqual(['2026-09-14']);
  });

  it('takes the lessons of a former version away where nobody has touched them', async () => {
    await town.publish('5a', [MONDAY]);
    await town.plan();
    await town.write(MONDAY, '2026-09-14', topic);
    await town.publish('5a', [TUESDAY], { from: '2026-09-10' });
    const report = counts(await town.plan());
    expect(report).toEqual({ ...none, scheduled: 2, unplanned: 1, unchanged: 1, kept: 1 });
    expect(await town.dates()).toEqual(['2026-09-07', '2026-09-14', '2026-09-15', '2026-09-22']);
  });

  it('brings a lesson back that comes into the timetable again', async () => {
    await town.publish('5a', [MONDAY]);
    await town.plan();
    await town.publish('5a', [TUESDAY]);
    await town.plan();
    await town.publish('5a', [MONDAY]);
    expect(counts(await town.plan())).toEqual({ ...none, replanned: 3, unplanned: 4 });
    expect(await town.dates()).toEqual(['2026-09-07', '2026-09-14', '2026-09-21']);
  });

  it('finds what goes even when calendar and timetable changed one right after the other', async () => {
    await town.publish('5a', [MONDAY]);
    await town.year({
      type: 'CalendarSet',
      data: { yearId: YEAR, daysOff: [], workingDays: [{ date: '2026-09-12', likeWeekday: 1 }] },
    });
    await town.plan();
    expect(await town.dates()).toContain('2026-09-12');
    await town.publish('5a', [TUESDAY]);
    await town.year({ type: 'CalendarSet', data: { yearId: YEAR, daysOff: [], workingDays: [] } });
    await town.plan();
    expect(await town.dates()).toEqual(['2026-09-01', '2026-09-08', '2026-09-15', '2026-09-22']);
  });

  it('moves the times of lessons to come with the bells, and leaves those that were', async () => {
    await town.publish('5a', [MONDAY]);
    await town.plan();
    town.at = Date.parse(instantOf('2026-09-14', '08:30', ZONE));
    await town.year({
      type: 'BellScheduleSet',
      data: {
        yearId: YEAR,
        bellScheduleId: 'b2',
        title: '',
        grades: [5],
        shift: 1,
        from: '2026-09-01',
        to: '2027-05-31',
        bells: [{ number: 1, starts: '09:00', ends: '09:40' }],
      },
    });
    expect(counts(await town.plan())).toEqual({ ...none, replanned: 1, unchanged: 2 });
    const startOf = async (date: string) => (await town.lesson(MONDAY, date))?.plan.startsAt;
    expect(await startOf('2026-09-14')).toBe('2026-09-14T05:30:00.000Z');
    expect(await startOf('2026-09-21')).toBe('2026-09-21T06:00:00.000Z');
  });

  it('leaves lessons as they are while their bells are withdrawn, and reports them', async () => {
    await town.publish('5a', [MONDAY]);
    await town.plan();
    await town.year({ type: 'BellScheduleWithdrawn', data: { yearId: YEAR, bellScheduleId: 'b1' } });
    const report = await town.plan();
    expect(counts(report)).toEqual(none);
    expect(report.withoutBell.map(({ date }) => date)).toEqual(['2026-09-07', '2026-09-14', '2026-09-21']);
    expect(await town.dates()).toHaveLength(3);
  });

  it('follows the register’s teachers, for lessons that were too', async () => {
    await town.publish('5a', [MONDAY]);
    await town.plan();
    town.at = Date.parse(instantOf('2026-09-20', '12:00', ZONE));
    await town.record(
      registerStream(SCHOOL, 'r'),
      {
        type: 'RegisterTeacherReleased',
        data: { registerId: 'r', teacherId: 'teacher-1', to: '2026-09-13' },
      },
      {
        type: 'RegisterTeacherAssigned',
        data: { registerId: 'r', teacherId: 'teacher-2', from: '2026-09-14' },
      },
    );
    expect(counts(await town.plan({ registerId: 'r' }))).toEqual({ ...none, replanned: 2, unchanged: 1 });
    expect((await town.lesson(MONDAY, '2026-09-14'))?.plan.teacherIds).toEqual(['teacher-2']);
  });

  it('ends lessons with the timetable and with the register', async () => {
    await town.publish('5a', [MONDAY]);
    await town.plan();
    await town.record(registerStream(SCHOOL, 'r'), {
      type: 'RegisterClosed',
      data: { registerId: 'r', to: '2026-09-14' },
    });
    expect(counts(await town.plan())).toEqual({ ...none, unplanned: 1, unchanged: 2 });
  });

  it('gives joined classes one lesson, which stays while either timetable has it', async () => {
    await town.group('5b');
    await town.register('pe', '5a', '5b');
    const PE = slot('pe', 3);
    await town.publish('5a', [PE]);
    await town.publish('5b', [PE]);
    await town.plan({ groupIds: ['5a'] });
    expect(counts(await town.plan({ groupIds: ['5b'] }))).toEqual({ ...none, unchanged: 4 });
    await town.publish('5a', [MONDAY]);
    expect(counts(await town.plan({ groupIds: ['5a'] }))).toEqual({ ...none, scheduled: 3, unchanged: 4 });
    await town.publish('5b', [slot('pe', 4)]);
    expect(counts(await town.plan({ groupIds: ['5b'] }))).toMatchObject({ scheduled: 4, unplanned: 4 });
  });

  it('finishes a job that was cut short when it is given again', async () => {
    await town.publish('5a', [MONDAY, TUESDAY]);
    const context = town.context();
    const request = { yearId: YEAR, groupIds: ['5a'] };
    const seen: string[] = [];
    const append = town.log.append.bind(town.log);
    town.log.append = async (...args) => {
      if (seen.push(args[0]) > 3) throw new Error('power cut');
      return append(...args);
    };
    await expect(town.planner.plan(request, context)).rejects.toThrow('power cut');
    town.log.append = append;
    await town.planner.plan(request, context);
    expect(await town.dates()).toHaveLength(7);
    const { events } = await town.log.readAll({
      after: null,
      limit: 1_000,
      streamPrefixes: [`${schoolPrefix(SCHOOL)}lesson-`],
    });
    expect(events.every((event) => event.revision === 0)).toBe(true);
  });

  it('tells how far it is', async () => {
    await town.publish('5a', [MONDAY]);
    const told: [number, number][] = [];
    await town.planner.plan({ yearId: YEAR, groupIds: ['5a'] }, town.context(), (done, of) =>
      told.push([done, of]),
    );
    expect(told.at(-1)![0]).toBe(told.at(-1)![1]);
    expect(told.length).toBeGreaterThanOrEqual(3);
  });

  it('refuses a year that is not there', async () => {
    await expect(town.plan({ yearId: 'other' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

it('whatever changes in whatever order, planning never destroys what people did and always ends in line', async () => {
  const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 0, maxLength: 4 });
  const change = fc.oneof(
    fc.record({ kind: fc.constant('publish' as const), weekdays, from: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ kind: fc.constant('off' as const), day: fc.integer({ min: 1, max: 27 }) }),
    fc.record({
      kind: fc.constant('work' as const),
      day: fc.integer({ min: 1, max: 27 }),
      like: fc.integer({ min: 1, max: 5 }),
    }),
    fc.record({ kind: fc.constant('six' as const), six: fc.boolean() }),
    fc.record({ kind: fc.constant('bells' as const), hour: fc.integer({ min: 8, max: 12 }) }),
    fc.record({ kind: fc.constant('write' as const), which: fc.nat() }),
    fc.record({ kind: fc.constant('cancel' as const), which: fc.nat() }),
    fc.record({ kind: fc.constant('time' as const), day: fc.integer({ min: 1, max: 27 }) }),
    fc.constant({ kind: 'plan' as const }),
  );
  const date = (day: number): string => `2026-09-${String(day).padStart(2, '0')}`;

  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 14 }), async (changes) => {
      const town = new Town();
      await town.open();
      const written = new Map<string, string>();
      for (const step of changes) {
        switch (step.kind) {
          case 'publish':
            await town.publish(
              '5a',
              step.weekdays.map((weekday) => slot('r', weekday)),
              { from: date(step.from) },
            );
            break;
          case 'off':
            await town.year({
              type: 'CalendarSet',
              data: {
                yearId: YEAR,
                daysOff: [{ from: date(step.day), to: date(step.day), title: '' }],
                workingDays: [],
              },
            });
            break;
          case 'work':
            await town.year({
              type: 'CalendarSet',
              data: {
                yearId: YEAR,
                daysOff: [],
                workingDays: [{ date: date(step.day), likeWeekday: step.like }],
              },
            });
            break;
          case 'six':
            await town.year({
              type: 'SchoolWeekSet',
              data: { yearId: YEAR, sixDayGrades: step.six ? [5] : [] },
            });
            break;
          case 'bells':
            await town.year({
              type: 'BellScheduleSet',
              data: {
                yearId: YEAR,
                bellScheduleId: 'b2',
                title: '',
                grades: [5],
                shift: 1,
                from: date(1),
                to: date(27),
                bells: [{ number: 1, starts: `${String(step.hour).padStart(2, '0')}:00`, ends: '13:00' }],
              },
            });
            break;
          case 'time':
            town.at = Math.max(town.at, Date.parse(instantOf(date(step.day), '12:00', ZONE)));
            break;
          case 'plan':
            await town.plan();
            break;
          case 'write':
          case 'cancel': {
            const { events } = await town.log.readAll({
              after: null,
              limit: 10_000,
              streamPrefixes: [`${schoolPrefix(SCHOOL)}lesson-`],
            });
            const streams = [...new Set(events.map((event) => event.stream))];
            const stream = streams[step.which % Math.max(1, streams.length)];
            if (stream === undefined) break;
            const { state } = await town.streams.load(stream, lesson);
            if (state?.status !== 'planned') break;
            const { lessonId } = state;
            await town.record(
              stream,
              step.kind === 'write'
                ? topic(lessonId)
                : {
                    type: 'LessonCancelled',
                    data: { lessonId, reason: 'r', document: null, afterEnd: false },
                  },
            );
            written.set(stream, step.kind === 'write' ? 'planned' : 'cancelled');
            break;
          }
        }
      }
      await town.plan();
      // What people did stands as they left it.
      for (const [stream, status] of written) {
        const { state } = await town.streams.load(stream, lesson);
        expect(state).toMatchObject({ status, touched: true });
      }
      // Once more changes nothing.
      const head = await town.log.head();
      const report = await town.plan();
      expect(await town.log.head()).toBe(head);
      expect(report).toMatchObject({ scheduled: 0, replanned: 0, unplanned: 0 });
      // What is there is what the timetable says, and beside it only what had to be kept.
      expect(await town.dates()).toHaveLength(report.unchanged + report.kept);
    }),
    { numRuns: 150 },
  );
}, 60_000);
