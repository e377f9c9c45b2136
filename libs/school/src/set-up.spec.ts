import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  DefineSubject,
  OpenYear,
  RenameSchool,
  RenameSubject,
  SetCalendar,
  SetPolicy,
  SetTerms,
  SetUpSchool,
  WithdrawBellSchedule,
} from './index.ts';
import { GetPolicy } from './policy/get-policy.ts';
import { defaultPolicy } from './policy/policy.events.ts';
import { GetSchool } from './school/get-school.ts';
import { GetSubjects } from './subject/get-subjects.ts';
import { SmallSchool } from './testing/small-school.ts';
import { Stage } from './testing/stage.ts';
import { GetYear } from './year/get-year.ts';
import { GetYears } from './year/get-years.ts';

let stage: Stage;
let school: SmallSchool;
beforeEach(async () => {
  stage = await Stage.set();
  school = await SmallSchool.on(stage);
});
afterEach(() => stage.clear());

describe('the school', () => {
  it('is shown by its name of today, or of another day', async () => {
    stage.clock.at = '2026-10-01T09:00:00.000Z';
    await stage.do(new RenameSchool({ name: 'Гимназия', shortName: 'Г' }, stage.context()));
    const shown = (query: object) => stage.ask(new GetSchool(stage.schoolId, query));
    expect(await shown({})).toEqual({
      schoolId: stage.schoolId,
      name: 'Гимназия',
      shortName: 'Г',
      timeZone: 'Europe/Moscow',
      position: await stage.log.head(),
    });
    expect((await shown({ asOf: '2026-09-30T00:00:00.000Z' })).name).toBe('Лицей № 7');
  });

  it('is set up by one command, once', async () => {
    const command = new SetUpSchool({ name: 'x', shortName: 'x', timeZone: 'UTC' }, stage.context());
    await expect(stage.do(command)).rejects.toMatchObject({ code: 'school-exists' });
    await expect(stage.ask(new GetSchool('gymnasium', {}))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the policy', () => {
  it('is told with its history, newest first', async () => {
    const shown = () => stage.ask(new GetPolicy(stage.schoolId, {}));
    expect(await shown()).toMatchObject({ version: 0, policy: defaultPolicy, history: [] });
    const setting = (opensBeforeMinutes: number, basedOn: number) =>
      stage.do(
        new SetPolicy(
          {
            policy: {
              ...defaultPolicy,
              lessonKinds: [...defaultPolicy.lessonKinds],
              targets: [...defaultPolicy.targets],
              opensBeforeMinutes,
            },
            reason: `минут: ${opensBeforeMinutes}`,
            basedOn,
          },
          stage.context(),
        ),
      );
    await setting(20, 0);
    await setting(30, 1);
    expect(await shown()).toMatchObject({
      version: 2,
      policy: { opensBeforeMinutes: 30 },
      history: [
        { version: 2, reason: 'минут: 30', recordedAt: '2026-09-15T09:00:00.000Z', setBy: null },
        { version: 1, reason: 'минут: 20' },
      ],
    });
    await expect(setting(40, 1)).rejects.toMatchObject({ code: 'changed-meanwhile' });
  });

  it('is a school’s', async () => {
    const other = await Stage.set('gymnasium');
    const { policy, reason, basedOn } = { policy: defaultPolicy as never, reason: 'x', basedOn: 0 };
    const command = new SetPolicy({ policy, reason, basedOn }, other.context());
    await expect(other.do(command)).rejects.toMatchObject({ code: 'not-found' });
    await other.clear();
  });
});

describe('the academic years', () => {
  it('do not overlap, whoever opened them', async () => {
    const opening = (from: string, to: string) =>
      stage.do(new OpenYear({ title: from.slice(0, 4), from, to }, stage.context()));
    await expect(opening('2027-08-31', '2028-05-31')).rejects.toMatchObject({ code: 'years-overlap' });
    await expect(opening('2025-09-01', '2026-09-01')).rejects.toMatchObject({ code: 'years-overlap' });
    await opening('2027-09-01', '2028-05-31');
    await opening('2025-09-01', '2026-08-31');
    const list = await stage.ask(new GetYears(stage.schoolId, { limit: 2 }));
    expect(list.items.map((line) => line.title)).toEqual(['2027', '2026/27']);
    const rest = await stage.ask(new GetYears(stage.schoolId, { limit: 2, cursor: list.cursor! }));
    expect(rest).toMatchObject({ items: [{ title: '2025' }], cursor: null });
  });

  it('are shown with all that was said about them', async () => {
    const { yearId } = school;
    await school.ringBells();
    const terms = [
      { title: 'I', from: '2026-09-01', to: '2026-12-30' },
      { title: 'II', from: '2027-01-11', to: '2027-05-31' },
    ];
    await stage.do(new SetTerms({ yearId, scheme: 'half-years', terms }, stage.context()));
    const daysOff = [{ from: '2026-11-04', to: '2026-11-04', title: 'День народного единства' }];
    await stage.do(new SetCalendar({ yearId, daysOff, workingDays: [] }, stage.context()));
    const shown = () => stage.ask(new GetYear(stage.schoolId, yearId, {}));
    expect(await shown()).toMatchObject({
      title: '2026/27',
      scheme: 'half-years',
      terms: [{ title: 'I' }, { title: 'II' }],
      daysOff,
      bellSchedules: [{ title: 'I смена', bells: [{ number: 1 }, { number: 2 }] }],
    });
    const { bellScheduleId } = (await shown()).bellSchedules[0]!;
    await stage.do(new WithdrawBellSchedule({ yearId, bellScheduleId }, stage.context()));
    expect((await shown()).bellSchedules).toEqual([]);
    await expect(stage.ask(new GetYear('gymnasium', yearId, {}))).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('the subjects', () => {
  it('are listed by title', async () => {
    const russian = new DefineSubject(
      { title: 'Русский язык', shortTitle: 'Рус', area: 'Филология' },
      stage.context(),
    );
    await stage.do(russian);
    await stage.do(
      new RenameSubject(
        { subjectId: school.algebra, title: 'Ещё алгебра', shortTitle: 'Алг' },
        stage.context(),
      ),
    );
    const list = await stage.ask(new GetSubjects(stage.schoolId, { limit: 1 }));
    expect(list.items).toMatchObject([{ title: 'Ещё алгебра', area: null }]);
    const rest = await stage.ask(new GetSubjects(stage.schoolId, { limit: 1, cursor: list.cursor! }));
    expect(rest).toMatchObject({ items: [{ title: 'Русский язык', area: 'Филология' }], cursor: null });
  });
});
