import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { journalReactors, PlanTimetable, type PlanReport, type TimetableChange } from '#journal';
import { lessonIdOf } from '#journal/events';
import { comparePositions, type Position } from '#kernel';
import { groupStream, registerStream, type Slot, timetableStream, yearStream } from '#school/events';
import { ALGEBRA, idOf, JournalApp, PHYSICS, SCHOOL, slot } from '../support/journal-app.ts';

const [planner] = journalReactors;
const YEAR = idOf('year');
const CLASS = idOf('5a');

let test: JournalApp;
let seen: Position | null;

beforeEach(async () => {
  test = await JournalApp.start();
  seen = await test.log.head();
});
afterEach(() => test.close());

/** Has the reactor see what is new, as its runner would. */
async function react(): Promise<PlanReport[]> {
  const { events } = await test.log.readAll({ after: seen, limit: 100_000 });
  const reports: PlanReport[] = [];
  for (const event of events) {
    if (comparePositions(event.position, seen) <= 0 || !planner!.on.includes(event.type)) continue;
    for (const { schoolId, command, payload } of await planner!.react(event)) {
      expect([schoolId, command]).toEqual([SCHOOL, 'PlanTimetable']);
      const change = JSON.parse(JSON.stringify(payload)) as TimetableChange;
      reports.push(...(await test.app.get(CommandBus).execute(new PlanTimetable(change, test.context()))));
    }
  }
  seen = await test.log.head();
  return reports;
}

const status = async (of: Slot, date: string): Promise<string | undefined> => {
  const types = (await test.facts(lessonIdOf(of.slotId, date))).map(([type]) => type);
  return types.at(-1);
};

describe('the planner follows the school', () => {
  it('when a timetable is published and ended', async () => {
    const friday = slot('physics', 5, 1);
    await test.record(timetableStream(SCHOOL, CLASS), {
      type: 'TimetablePublished',
      data: {
        timetableId: idOf('second'),
        groupId: CLASS,
        yearId: YEAR,
        from: '2026-10-12',
        to: '2026-10-25',
        slots: [friday],
      },
    });
    const [report] = await react();
    expect(report).toMatchObject({ scheduled: 2, unplanned: 6, kept: 0 });
    expect(await status(friday, '2026-10-16')).toBe('LessonScheduled');
    expect(await status(ALGEBRA, '2026-10-13')).toBe('LessonUnplanned');
    expect(await status(ALGEBRA, '2026-10-06')).toBe('LessonScheduled');
    await test.record(timetableStream(SCHOOL, CLASS), {
      type: 'TimetableEnded',
      data: { timetableId: idOf('second'), groupId: CLASS, to: '2026-10-18' },
    });
    await react();
    expect(await status(friday, '2026-10-23')).toBe('LessonUnplanned');
    expect(await status(ALGEBRA, '2026-10-20')).toBe('LessonScheduled');
  });

  it('when calendar, school week, terms or bells change: every group of the year', async () => {
    await test.record(yearStream(SCHOOL, YEAR), {
      type: 'CalendarSet',
      data: {
        yearId: YEAR,
        daysOff: [{ from: '2026-10-13', to: '2026-10-13', title: 'Frost' }],
        workingDays: [],
      },
    });
    expect(await react()).toMatchObject([{ unplanned: 2 }]);
    expect(await status(PHYSICS, '2026-10-13')).toBe('LessonUnplanned');
    await test.record(
      yearStream(SCHOOL, YEAR),
      { type: 'BellScheduleWithdrawn', data: { yearId: YEAR, bellScheduleId: idOf('bells') } },
      { type: 'SchoolWeekSet', data: { yearId: YEAR, sixDayGrades: [5] } },
    );
    const reports = await react();
    expect(reports).toHaveLength(2);
    expect(reports[0]).toMatchObject({ unplanned: 0, kept: 0 });
    expect(reports[0]!.withoutBell.length).toBeGreaterThan(0);
    await test.record(yearStream(SCHOOL, YEAR), {
      type: 'TermsSet',
      data: {
        yearId: YEAR,
        scheme: 'quarters',
        terms: [{ termId: 't1', title: '1', from: '2026-09-01', to: '2026-10-14' }],
      },
    });
    await react();
    expect(await status(ALGEBRA, '2026-10-20')).toBe('LessonUnplanned');
  });

  it('when a register gets another teacher or is closed: that register only', async () => {
    await test.record(
      registerStream(SCHOOL, idOf('algebra')),
      {
        type: 'RegisterTeacherReleased',
        data: { registerId: idOf('algebra'), teacherId: idOf('teacher'), to: '2026-10-12' },
      },
      {
        type: 'RegisterTeacherAssigned',
        data: { registerId: idOf('algebra'), teacherId: idOf('substitute'), from: '2026-10-13' },
      },
    );
    await react();
    const wednesdayAndTuesday = ['2026-10-13', '2026-10-20'];
    for (const date of wednesdayAndTuesday) expect(await status(ALGEBRA, date)).toBe('LessonReplanned');
    expect(await status(PHYSICS, '2026-10-13')).toBe('LessonScheduled');
    const lesson = test.lessonId(ALGEBRA, '2026-10-13');
    const write = (name: string) =>
      test.as(name, ['teacher']).do('put', `lessons/${lesson}/topic`, { topic: name, basedOn: null });
    expect((await write('teacher')).status).toBe(403);
    expect((await write('substitute')).status).toBe(200);
    await test.record(registerStream(SCHOOL, idOf('physics')), {
      type: 'RegisterClosed',
      data: { registerId: idOf('physics'), to: '2026-10-13' },
    });
    expect(await react()).toMatchObject([{ unplanned: 1 }]);
  });

  it('when a group is dissolved', async () => {
    await test.record(groupStream(SCHOOL, CLASS), {
      type: 'GroupDissolved',
      data: { groupId: CLASS, to: '2026-10-09' },
    });
    expect(await react()).toMatchObject([{ unplanned: 6 }]);
  });

  it('and is told of what does not concern lessons in vain', async () => {
    await test.record(groupStream(SCHOOL, CLASS), {
      type: 'MemberJoined',
      data: { groupId: CLASS, pupilId: idOf('stranger'), from: '2026-10-01', order: null },
    });
    expect(await react()).toEqual([]);
  });
});
