import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AssignTeacher, EndTimetable, ReleaseTeacher, SetSchoolWeek } from '../index.ts';
import { SmallSchool } from '../testing/small-school.ts';
import { Stage } from '../testing/stage.ts';
import { GetTimetable } from './get-timetable.ts';
import { GetTimetableWarnings } from './get-timetable-warnings.ts';

let stage: Stage;
let school: SmallSchool;
beforeEach(async () => {
  stage = await Stage.set();
  school = await SmallSchool.on(stage);
  await school.ringBells();
});
afterEach(() => stage.clear());

const warnings = async (groupId: string, timetableId: string): Promise<string[]> =>
  (await stage.ask(new GetTimetableWarnings(stage.schoolId, groupId, timetableId, {}))).warnings.map(
    ({ code, weekday, number }) => `${code} ${weekday}/${number}`,
  );

describe('warnings about a published timetable', () => {
  it('name a teacher who is needed twice', async () => {
    const { class5a, class5b, register } = school;
    const other = await school.openRegister([class5b], ['Петрова', 'Иванов']);
    await school.publish(class5a, [{ registerId: register, number: 1 }]);
    const second = await school.publish(class5b, [
      { registerId: other, number: 1 },
      { registerId: other, number: 2 },
    ]);
    const { warnings: told } = await stage.ask(new GetTimetableWarnings(stage.schoolId, class5b, second, {}));
    expect(told).toEqual([
      {
        code: 'teacher-clash',
        weekday: 1,
        number: 1,
        parity: 'every',
        registerId: other,
        otherRegisterId: register,
        otherGroupId: class5a,
        teacherId: school.id('Петрова'),
        room: null,
      },
    ]);
  });

  it('name a room that is needed twice, within a timetable too', async () => {
    const { class5a, class5b, english, register } = school;
    const [one, two] = [await school.openRegister([english]), await school.openRegister([class5b])];
    const individual = await school.openRegister([class5b]);
    await school.publish(class5a, [
      { registerId: register, number: 1, room: '12' },
      { registerId: one, number: 2, room: '14' },
    ]);
    const second = await school.publish(class5b, [
      { registerId: two, number: 1, room: '12' },
      { registerId: individual, number: 2, room: '15' },
    ]);
    expect(await warnings(class5b, second)).toEqual(['room-clash 1/1']);
  });

  it('leave classes alone that are taught together', async () => {
    const { class5a, class5b } = school;
    const joined = await school.openRegister([class5a, class5b], ['Петрова']);
    const first = await school.publish(class5a, [{ registerId: joined, number: 1, room: '12' }]);
    const second = await school.publish(class5b, [{ registerId: joined, number: 1, room: '12' }]);
    expect(await warnings(class5a, first)).toEqual([]);
    expect(await warnings(class5b, second)).toEqual([]);
  });

  it('count what is in force at the same time', async () => {
    const { class5a, class5b, register } = school;
    const other = await school.openRegister([class5b], ['Петрова']);
    const first = await school.publish(class5a, [{ registerId: register, number: 1 }]);
    const second = await school.publish(class5b, [{ registerId: other, number: 1 }], {
      from: '2026-11-02',
      to: '2026-12-30',
    });
    expect(await warnings(class5b, second)).toEqual(['teacher-clash 1/1']);
    // A later version of 5А leaves the place free on all of these days.
    await school.publish(class5a, [{ registerId: register, number: 2 }], {
      from: '2026-11-01',
      to: '2026-12-31',
    });
    expect(await warnings(class5b, second)).toEqual([]);
    expect(await warnings(class5a, first)).toEqual(['teacher-clash 1/1']);
  });

  it('forget versions that have ended and teachers who have gone', async () => {
    const { class5a, class5b, register } = school;
    const other = await school.openRegister([class5b], ['Петрова']);
    const first = await school.publish(class5a, [{ registerId: register, number: 1 }]);
    const second = await school.publish(class5b, [{ registerId: other, number: 1 }], {
      from: '2026-11-02',
      to: '2026-12-30',
    });
    await stage.do(
      new EndTimetable({ groupId: class5a, timetableId: first, to: '2026-11-01' }, stage.context()),
    );
    expect(await warnings(class5b, second)).toEqual([]);
    const third = await school.publish(class5a, [{ registerId: register, number: 1 }]);
    expect(await warnings(class5a, third)).toEqual(['teacher-clash 1/1']);
    const teacherId = school.id('Петрова');
    const released = { registerId: other, teacherId, to: '2026-11-01' };
    await stage.do(new ReleaseTeacher(released, stage.context()));
    expect(await warnings(class5a, third)).toEqual([]);
    await stage.do(new AssignTeacher({ registerId: other, teacherId, from: '2026-12-01' }, stage.context()));
    expect(await warnings(class5a, third)).toEqual(['teacher-clash 1/1']);
  });

  it('name lessons that no bell rings for, and Saturdays of a five-day week', async () => {
    const { class5a, register, yearId } = school;
    const published = await school.publish(class5a, [
      { registerId: register, number: 2 },
      { registerId: register, number: 3 },
      { registerId: register, number: 1, weekday: 6 },
    ]);
    expect(await warnings(class5a, published)).toEqual(['no-bell 1/3', 'day-off 6/1']);
    await stage.do(new SetSchoolWeek({ yearId, sixDayGrades: [5] }, stage.context()));
    expect(await warnings(class5a, published)).toEqual(['no-bell 1/3']);
  });

  it('are asked about a version that there is', async () => {
    await expect(warnings(school.class5a, school.yearId)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the timetable of a group', () => {
  it('is all of its versions', async () => {
    const { class5a, register } = school;
    const timetableId = await school.publish(class5a, [{ registerId: register, number: 1, room: '12' }]);
    await stage.do(new EndTimetable({ groupId: class5a, timetableId, to: '2026-12-31' }, stage.context()));
    const shown = await stage.ask(new GetTimetable(stage.schoolId, class5a, {}));
    expect(shown.versions).toMatchObject([
      {
        timetableId,
        yearId: school.yearId,
        from: '2026-09-01',
        to: '2026-12-31',
        publishedTo: '2027-05-31',
        slots: [{ registerId: register, weekday: 1, number: 1, parity: 'every', room: '12' }],
        publishedAt: '2026-09-15T09:00:00.000Z',
      },
    ]);
  });

  it('is empty before the first, and of groups only', async () => {
    const shown = (groupId: string) => stage.ask(new GetTimetable(stage.schoolId, groupId, {}));
    expect((await shown(school.class5b)).versions).toEqual([]);
    await expect(shown(school.yearId)).rejects.toMatchObject({ code: 'not-found' });
  });
});
