import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Directory } from '#platform';
import type { Snapshot } from '#projecting';
import { CloseRegister, DissolveGroup, LeaveGroup, UnlinkChild } from '../index.ts';
import { SmallSchool } from '../testing/small-school.ts';
import { Stage } from '../testing/stage.ts';

let stage: Stage;
let school: SmallSchool;
beforeEach(async () => {
  stage = await Stage.set();
  school = await SmallSchool.on(stage);
});
afterEach(() => stage.clear());

const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Asks the directory on one snapshot. */
function look<T>(work: (directory: Directory, snapshot: Snapshot) => Promise<T>): Promise<T> {
  const directory = stage.get(Directory);
  return stage.reader.read({ schoolId: stage.schoolId, models: directory.models }, ({ snapshot }) =>
    work(directory, snapshot),
  );
}

describe('the directory', () => {
  it('names people, leaving out whom nobody knows', async () => {
    const orlova = school.id('Орлова');
    const found = await look((directory, snapshot) =>
      directory.people(snapshot, stage.schoolId, [orlova, NOBODY, school.id('Петрова'), orlova]),
    );
    expect([...found.values()]).toEqual([
      {
        personId: orlova,
        kind: 'pupil',
        familyName: 'Орлова',
        givenName: 'Анна',
        patronymic: '',
        erased: false,
      },
      expect.objectContaining({ familyName: 'Петрова', kind: 'staff' }),
    ]);
  });

  it('shows cards of groups, registers and subjects', async () => {
    const { schoolId } = stage;
    const { class5a, register, algebra } = school;
    const groups = await look((directory, snapshot) =>
      directory.groups(snapshot, schoolId, [class5a, NOBODY]),
    );
    expect([...groups.keys()]).toEqual([class5a]);
    expect(groups.get(class5a)).toMatchObject({
      kind: 'class',
      title: '5А',
      grade: 5,
      shift: 1,
      classIds: [class5a],
      classTeachers: [{ personId: school.id('Петрова'), from: '2026-09-01', to: null }],
      members: [{ pupilId: school.id('Орлова') }, { pupilId: school.id('Котов') }],
    });
    const registers = await look((directory, snapshot) =>
      directory.registers(snapshot, schoolId, [register]),
    );
    expect(registers.get(register)).toMatchObject({
      subjectId: algebra,
      kind: 'class',
      groupIds: [class5a],
      classIds: [class5a],
      teachers: [{ teacherId: school.id('Петрова'), from: '2026-09-01', to: null }],
      grading: [{ grading: 'marks', from: '2026-09-01' }],
    });
    const subjects = await look((directory, snapshot) => directory.subjects(snapshot, schoolId, [algebra]));
    expect(subjects.get(algebra)).toMatchObject({ title: 'Алгебра', shortTitle: 'Алг' });
  });

  it('knows the registers of a period', async () => {
    const { schoolId } = stage;
    const during = (from: string, to: string) =>
      look(async (directory, snapshot) =>
        (await directory.registersDuring(snapshot, schoolId, from, to)).map(({ registerId }) => registerId),
      );
    expect(await during('2026-12-31', '2027-01-10')).toEqual([school.register]);
    expect(await during('2026-08-01', '2026-08-31')).toEqual([]);
    const to = '2026-12-31';
    await stage.do(new CloseRegister({ registerId: school.register, to }, stage.context()));
    expect(await during(to, '2027-01-10')).toEqual([school.register]);
    expect(await during('2027-01-01', '2027-01-10')).toEqual([]);
  });

  it('knows which groups exist in a period, and which a pupil belongs to', async () => {
    const { schoolId } = stage;
    await stage.do(new DissolveGroup({ groupId: school.english, to: '2026-12-31' }, stage.context()));
    const during = (from: string, to: string) =>
      look(async (directory, snapshot) =>
        (await directory.groupsDuring(snapshot, schoolId, from, to)).map((group) => group.title).sort(),
      );
    expect(await during('2026-12-31', '2027-01-10')).toEqual(['5А', '5Б', 'Английский']);
    expect(await during('2027-01-01', '2027-01-10')).toEqual(['5А', '5Б']);
    expect(await during('2026-08-01', '2026-08-31')).toEqual([]);
    const of = (name: string, from: string, to: string) =>
      look(async (directory, snapshot) =>
        (await directory.groupsOf(snapshot, schoolId, school.id(name), from, to))
          .map((group) => group.title)
          .sort(),
      );
    await stage.do(
      new LeaveGroup(
        { groupId: school.class5a, pupilId: school.id('Орлова'), to: '2027-01-31' },
        stage.context(),
      ),
    );
    expect(await of('Орлова', '2026-09-01', '2026-09-01')).toEqual(['5А', 'Английский']);
    expect(await of('Орлова', '2027-01-01', '2027-05-31')).toEqual(['5А']);
    expect(await of('Орлова', '2027-02-01', '2027-05-31')).toEqual([]);
    expect(await of('Иванов', '2026-09-01', '2027-05-31')).toEqual([]);
  });

  it('knows a parent’s children on a day, and the school’s time zone', async () => {
    const { schoolId } = stage;
    const parent = school.id('Орлова-Мать');
    await stage.do(
      new UnlinkChild({ personId: parent, childId: school.id('Орлова'), to: '2026-12-31' }, stage.context()),
    );
    const on = (day: string) =>
      look((directory, snapshot) => directory.childrenOf(snapshot, schoolId, parent, day));
    expect(await on('2026-08-31')).toEqual([]);
    expect(await on('2026-12-31')).toEqual([school.id('Орлова')]);
    expect(await on('2027-01-01')).toEqual([]);
    expect(await look((directory, snapshot) => directory.timeZone(snapshot, schoolId))).toBe('Europe/Moscow');
    await expect(
      look((directory, snapshot) => directory.timeZone(snapshot, 'gymnasium')),
    ).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('knows nothing of another school', async () => {
    const found = await look(async (directory, snapshot) => [
      (await directory.people(snapshot, 'gymnasium', [school.id('Орлова')])).size,
      (await directory.groups(snapshot, 'gymnasium', [school.class5a])).size,
      (await directory.registers(snapshot, 'gymnasium', [school.register])).size,
      (await directory.subjects(snapshot, 'gymnasium', [school.algebra])).size,
      (await directory.groupsDuring(snapshot, 'gymnasium', '2026-09-01', '2027-05-31')).length,
    ]);
    expect(found).toEqual([0, 0, 0, 0, 0]);
  });
});
