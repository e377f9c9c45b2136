import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Command } from '@nestjs/cqrs';
import { type Outcome } from '#event-store';
import type { CommandContext } from '#kernel';
import {
  AssignClassTeacher,
  AssignTeacher,
  ChangePerson,
  CloseRegister,
  DefineSubject,
  DissolveGroup,
  EndTimetable,
  ErasePerson,
  FormGroup,
  JoinGroup,
  LeaveGroup,
  LinkChild,
  OpenRegister,
  OpenYear,
  PublishTimetable,
  RegisterPerson,
  ReleaseClassTeacher,
  ReleaseTeacher,
  RenameGroup,
  RenameSchool,
  RenameSubject,
  RequestErasure,
  SetBellSchedule,
  SetCalendar,
  SetGrading,
  SetPolicy,
  SetSchoolWeek,
  SetTerms,
  SetUpSchool,
  UnlinkChild,
  WithdrawBellSchedule,
} from './index.ts';
import { defaultPolicy } from './policy/policy.events.ts';
import { SmallSchool } from './testing/small-school.ts';
import { Stage } from './testing/stage.ts';

let stage: Stage;
let school: SmallSchool;
beforeEach(async () => {
  stage = await Stage.set();
  school = await SmallSchool.on(stage);
});
afterEach(() => stage.clear());

type Make = (context: CommandContext) => Command<Outcome>;

/** A command of each kind that changes something in the small school. */
const each: Record<string, () => Make | Promise<Make>> = {
  RenameSchool: () => (context) => new RenameSchool({ name: 'Гимназия', shortName: 'Г' }, context),
  SetPolicy: () => (context) =>
    new SetPolicy(
      { policy: { ...defaultPolicy, typoMinutes: 5 } as never, reason: 'решение', basedOn: 0 },
      context,
    ),
  OpenYear: () => (context) =>
    new OpenYear({ title: '2028/29', from: '2028-09-01', to: '2029-05-31' }, context),
  SetTerms: () => (context) =>
    new SetTerms(
      {
        yearId: school.yearId,
        scheme: 'half-years',
        terms: [
          { title: 'I', from: '2026-09-01', to: '2026-12-30' },
          { title: 'II', from: '2027-01-11', to: '2027-05-31' },
        ],
      },
      context,
    ),
  SetCalendar: () => (context) =>
    new SetCalendar(
      {
        yearId: school.yearId,
        daysOff: [{ from: '2026-11-04', to: '2026-11-04', title: 'Праздник' }],
        workingDays: [],
      },
      context,
    ),
  SetSchoolWeek: () => (context) => new SetSchoolWeek({ yearId: school.yearId, sixDayGrades: [11] }, context),
  SetBellSchedule: () => (context) =>
    new SetBellSchedule(
      {
        yearId: school.yearId,
        bellScheduleId: school.algebra,
        title: 'Зима',
        grades: [5],
        shift: 1,
        from: '2026-12-01',
        to: '2027-02-28',
        bells: [{ number: 1, starts: '09:00', ends: '09:40' }],
      },
      context,
    ),
  WithdrawBellSchedule: async () => {
    await school.ringBells();
    const bellScheduleId = '3c0b1f7e-6a35-4b4c-8f66-0d2e5a3f9b10';
    return (context) => new WithdrawBellSchedule({ yearId: school.yearId, bellScheduleId }, context);
  },
  DefineSubject: () => (context) => new DefineSubject({ title: 'Физика', shortTitle: 'Физ' }, context),
  RenameSubject: () => (context) =>
    new RenameSubject({ subjectId: school.algebra, title: 'Алгебра и начала', shortTitle: 'Алг' }, context),
  RegisterPerson: () => (context) =>
    new RegisterPerson({ kind: 'pupil', familyName: 'Совин', givenName: 'Глеб' }, context),
  ChangePerson: () => (context) =>
    new ChangePerson({ personId: school.id('Котов'), familyName: 'Кошкин' }, context),
  LinkChild: () => (context) =>
    new LinkChild(
      { personId: school.id('Орлова-Мать'), childId: school.id('Котов'), from: '2026-09-01' },
      context,
    ),
  UnlinkChild: () => (context) =>
    new UnlinkChild(
      { personId: school.id('Орлова-Мать'), childId: school.id('Орлова'), to: '2026-12-31' },
      context,
    ),
  RequestErasure: () => (context) =>
    new RequestErasure({ personId: school.id('Котов'), reason: 'court' }, context),
  ErasePerson: async () => {
    const personId = school.id('Котов');
    await stage.do(new RequestErasure({ personId, reason: 'court' }, stage.context()));
    return (context) => new ErasePerson({ personId }, context);
  },
  FormGroup: () => (context) =>
    new FormGroup(
      {
        yearId: school.yearId,
        kind: 'class',
        title: '6А',
        grade: 6,
        shift: 1,
        from: '2026-09-01',
        to: '2027-05-31',
      },
      context,
    ),
  RenameGroup: () => (context) => new RenameGroup({ groupId: school.class5a, title: '5М' }, context),
  DissolveGroup: () => (context) => new DissolveGroup({ groupId: school.english, to: '2026-12-31' }, context),
  AssignClassTeacher: () => (context) =>
    new AssignClassTeacher(
      { groupId: school.class5b, personId: school.id('Иванов'), from: '2026-09-01' },
      context,
    ),
  ReleaseClassTeacher: () => (context) =>
    new ReleaseClassTeacher(
      { groupId: school.class5a, personId: school.id('Петрова'), to: '2026-12-31' },
      context,
    ),
  JoinGroup: () => (context) =>
    new JoinGroup({ groupId: school.english, pupilIds: [school.id('Котов')], from: '2026-09-01' }, context),
  LeaveGroup: () => (context) =>
    new LeaveGroup({ groupId: school.english, pupilId: school.id('Орлова'), to: '2026-12-31' }, context),
  OpenRegister: () => (context) =>
    new OpenRegister({ subjectId: school.algebra, groupIds: [school.class5b], teachers: [] }, context),
  AssignTeacher: () => (context) =>
    new AssignTeacher(
      { registerId: school.register, teacherId: school.id('Иванов'), from: '2026-10-01' },
      context,
    ),
  ReleaseTeacher: () => (context) =>
    new ReleaseTeacher(
      { registerId: school.register, teacherId: school.id('Петрова'), to: '2026-12-31' },
      context,
    ),
  SetGrading: () => (context) =>
    new SetGrading({ registerId: school.register, grading: 'none', from: '2027-01-11' }, context),
  CloseRegister: () => (context) =>
    new CloseRegister({ registerId: school.register, to: '2027-03-31' }, context),
  PublishTimetable: () => (context) =>
    new PublishTimetable(
      {
        groupId: school.class5a,
        from: '2026-09-01',
        to: '2027-05-31',
        slots: [{ registerId: school.register, weekday: 1, number: 1, parity: 'every' }],
      },
      context,
    ),
  EndTimetable: async () => {
    const slots = [{ registerId: school.register, number: 1 }];
    const timetableId = await school.publish(school.class5a, slots);
    return (context) => new EndTimetable({ groupId: school.class5a, timetableId, to: '2026-12-31' }, context);
  },
};

describe('every command', () => {
  it.each(Object.keys(each))('%s is done once, however often it is sent', async (name) => {
    const make = await each[name]!();
    const first = await stage.do(make(stage.context('once')));
    const head = await stage.log.head();
    expect(first.receipt).not.toBeNull();
    expect(first.repeated).toBe(false);
    expect(await stage.do(make(stage.context('once')))).toEqual({ receipt: first.receipt, repeated: true });
    expect(await stage.log.head()).toBe(head);
  });

  it.each(Object.keys(each))('%s finds nothing of another school', async (name) => {
    const make = await each[name]!();
    const elsewhere = { ...stage.context(), schoolId: 'gymnasium' };
    const alone = ['OpenYear', 'DefineSubject', 'RegisterPerson'];
    if (alone.includes(name)) return;
    await expect(stage.do(make(elsewhere))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('SetUpSchool is done once, too', async () => {
    const make = () =>
      new SetUpSchool(
        { name: 'x', shortName: 'x', timeZone: 'UTC' },
        { ...stage.context('new'), schoolId: 'new' },
      );
    const first = await stage.do(make());
    expect(await stage.do(make())).toEqual({ receipt: first.receipt, repeated: true });
  });
});
