import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CloseRegister, RequestErasure, SetGrading } from '../index.ts';
import { SmallSchool } from '../testing/small-school.ts';
import { Stage } from '../testing/stage.ts';
import { GetRegisters, type WantedRegisters } from './get-registers.ts';

let stage: Stage;
let school: SmallSchool;
beforeEach(async () => {
  stage = await Stage.set();
  school = await SmallSchool.on(stage);
});
afterEach(() => stage.clear());

const found = async (query: Partial<WantedRegisters>): Promise<string[]> =>
  (await stage.ask(new GetRegisters(stage.schoolId, { limit: 100, ...query }))).items.map((line) =>
    line.groups.map((group) => group.title).join('+'),
  );

describe('the list of registers', () => {
  it('goes by class, group, teacher or year', async () => {
    const { class5a, class5b, english, yearId } = school;
    await school.openRegister([english], ['Иванов']);
    await school.openRegister([class5a, class5b], ['Иванов']);
    expect(await found({ classId: class5a })).toEqual(['5А', '5А+5Б', 'Английский']);
    expect(await found({ classId: class5b })).toEqual(['5А+5Б']);
    expect(await found({ groupId: english })).toEqual(['Английский']);
    expect(await found({ teacherId: school.id('Иванов') })).toEqual(['5А+5Б', 'Английский']);
    expect(await found({ teacherId: school.id('Иванов'), classId: class5b })).toEqual(['5А+5Б']);
    expect(await found({ yearId })).toHaveLength(3);
    expect(await found({ yearId, teacherId: school.id('Петрова') })).toEqual(['5А']);
    expect(await found({ teacherId: 'nobody' })).toEqual([]);
  });

  it('is of a group, and of a class with its subgroups', async () => {
    const { class5a, class5b, english } = school;
    await school.openRegister([english], ['Иванов']);
    await school.openRegister([class5a, class5b], ['Иванов']);
    expect(await found({ ofGroup: class5a })).toEqual(['5А', '5А+5Б', 'Английский']);
    expect(await found({ ofGroup: class5b })).toEqual(['5А+5Б']);
    expect(await found({ ofGroup: english })).toEqual(['Английский']);
    await expect(found({ ofGroup: school.yearId })).rejects.toMatchObject({ status: 404 });
  });

  it('names something to look by', async () => {
    await expect(found({})).rejects.toMatchObject({ code: 'invalid' });
  });

  it('shows each with its subject, teachers and grading', async () => {
    const { register: registerId } = school;
    await stage.do(new SetGrading({ registerId, grading: 'none', from: '2027-01-11' }, stage.context()));
    await stage.do(new CloseRegister({ registerId, to: '2027-03-31' }, stage.context()));
    const answer = await stage.ask(new GetRegisters(stage.schoolId, { limit: 1, classId: school.class5a }));
    expect(answer.items).toEqual([
      {
        registerId,
        yearId: school.yearId,
        subjectId: school.algebra,
        subjectTitle: 'Алгебра',
        kind: 'class',
        groups: [{ groupId: school.class5a, title: '5А' }],
        classIds: [school.class5a],
        teachers: [
          {
            teacherId: school.id('Петрова'),
            familyName: 'Петрова',
            givenName: 'Ирина',
            patronymic: '',
            from: '2026-09-01',
            to: '2027-03-31',
          },
        ],
        grading: [
          { grading: 'marks', from: '2026-09-01' },
          { grading: 'none', from: '2027-01-11' },
        ],
        closedOn: '2027-03-31',
      },
    ]);
  });

  it('is opened by those who are there', async () => {
    await expect(school.openRegister([school.yearId])).rejects.toMatchObject({ code: 'not-found' });
    await expect(school.openRegister([school.class5a], ['Орлова'])).rejects.toMatchObject({
      code: 'not-staff',
    });
    const personId = school.id('Иванов');
    await stage.do(new RequestErasure({ personId, reason: 'no-longer-needed' }, stage.context()));
    await expect(school.openRegister([school.class5a], ['Иванов'])).rejects.toMatchObject({
      code: 'person-erased',
    });
  });
});
