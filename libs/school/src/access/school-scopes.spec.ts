import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Principal, ScopeChecks } from '#platform';
import {
  AssignClassTeacher,
  AssignTeacher,
  LetPupilLeave,
  ReleaseClassTeacher,
  ReleaseTeacher,
  UnlinkChild,
} from '../index.ts';
import { formedGroup, SmallSchool } from '../testing/small-school.ts';
import { Stage } from '../testing/stage.ts';

let stage: Stage;
let school: SmallSchool;
beforeEach(async () => {
  stage = await Stage.set();
  school = await SmallSchool.on(stage);
});
afterEach(() => stage.clear());

const NOBODY = '00000000-0000-4000-8000-000000000000';
const principal = (personId: string | null, schoolId = stage.schoolId): Principal => ({
  schoolId,
  accountId: 'account',
  personId,
  roles: [],
  sessionId: 'session',
});
const may = (scope: string, name: string | null, params: Record<string, string>): Promise<boolean> =>
  stage.get(ScopeChecks).get(scope)(principal(name === null ? null : school.id(name)), {
    params,
    query: {},
    body: undefined,
  });
const on = (day: string): void => void (stage.clock.at = `${day}T09:00:00.000Z`);

describe('own-register', () => {
  const own = (name: string | null) => may('own-register', name, { registerId: school.register });

  it('is one that the teacher teaches today or is to teach', async () => {
    expect(await own('Петрова')).toBe(true);
    expect(await own('Иванов')).toBe(false);
    expect(await own(null)).toBe(false);
    const { register: registerId } = school;
    const to = '2026-09-30';
    await stage.do(new ReleaseTeacher({ registerId, teacherId: school.id('Петрова'), to }, stage.context()));
    await stage.do(
      new AssignTeacher({ registerId, teacherId: school.id('Иванов'), from: '2026-10-01' }, stage.context()),
    );
    on('2026-09-30');
    expect([await own('Петрова'), await own('Иванов')]).toEqual([true, true]);
    on('2026-10-01');
    expect([await own('Петрова'), await own('Иванов')]).toEqual([false, true]);
  });

  it('ends at midnight of the school, not of Greenwich', async () => {
    const teacherId = school.id('Петрова');
    await stage.do(
      new ReleaseTeacher({ registerId: school.register, teacherId, to: '2026-09-30' }, stage.context()),
    );
    stage.clock.at = '2026-09-30T20:59:59.999Z';
    expect(await own('Петрова')).toBe(true);
    stage.clock.at = '2026-09-30T21:00:00.000Z';
    expect(await own('Петрова')).toBe(false);
  });
});

describe('own-class', () => {
  it('is the class of its class teacher, and every group that belongs to it', async () => {
    const { yearId, class5a, class5b, english } = school;
    const chess = await formedGroup(stage, { yearId, kind: 'club', title: 'Шахматы' });
    const own = (groupId: string) => may('own-class', 'Петрова', { groupId });
    expect(await own(class5a)).toBe(true);
    expect(await own(english)).toBe(true);
    expect(await own(class5b)).toBe(false);
    expect(await own(chess)).toBe(false);
    expect(await may('own-class', 'Петрова', { classId: class5a.toUpperCase() })).toBe(true);
    expect(await may('own-class', 'Иванов', { classId: class5a })).toBe(false);
    expect(await may('own-class', null, { classId: class5a })).toBe(false);
  });

  it('lasts over the summer and not into the year after', async () => {
    on('2027-08-31');
    expect(await may('own-class', 'Петрова', { groupId: school.class5a })).toBe(true);
    on('2027-12-31');
    expect(await may('own-class', 'Петрова', { groupId: school.class5a })).toBe(false);
  });
});

describe('own-class-pupil', () => {
  const own = (teacher: string | null, pupil: string) =>
    may('own-class-pupil', teacher, { pupilId: school.id(pupil) });

  it('is in the class today', async () => {
    expect(await own('Петрова', 'Орлова')).toBe(true);
    expect(await own('Петрова', 'Белкина')).toBe(false);
    expect(await own('Иванов', 'Орлова')).toBe(false);
    expect(await own(null, 'Орлова')).toBe(false);
    expect(await own('Петрова', 'Орлова-Мать')).toBe(false);
  });

  it('is so no longer when the pupil or the class teacher has gone', async () => {
    const { class5a: groupId } = school;
    await stage.do(
      new LetPupilLeave({ groupId, pupilId: school.id('Орлова'), to: '2026-09-30' }, stage.context()),
    );
    on('2026-10-01');
    expect(await own('Петрова', 'Орлова')).toBe(false);
    expect(await own('Петрова', 'Котов')).toBe(true);
    const released = { groupId, personId: school.id('Петрова'), to: '2026-10-31' };
    await stage.do(new ReleaseClassTeacher(released, stage.context()));
    await stage.do(
      new AssignClassTeacher({ groupId, personId: school.id('Иванов'), from: '2026-11-01' }, stage.context()),
    );
    on('2026-11-01');
    expect(await own('Петрова', 'Котов')).toBe(false);
    expect(await own('Иванов', 'Котов')).toBe(true);
  });
});

describe('own-child and self', () => {
  it('are the linked child, from the first day to the last, and nobody else', async () => {
    const own = (parent: string | null, pupil: string) =>
      may('own-child', parent, { pupilId: school.id(pupil) });
    expect(await own('Орлова-Мать', 'Орлова')).toBe(true);
    expect(await own('Орлова-Мать', 'Котов')).toBe(false);
    expect(await own('Орлова-Мать', 'Орлова-Мать')).toBe(false);
    expect(await own(null, 'Орлова')).toBe(false);
    on('2026-08-31');
    expect(await own('Орлова-Мать', 'Орлова')).toBe(false);
    const unlinked = {
      personId: school.id('Орлова-Мать'),
      childId: school.id('Орлова'),
      to: '2026-09-30',
    };
    await stage.do(new UnlinkChild(unlinked, stage.context()));
    on('2026-10-01');
    expect(await own('Орлова-Мать', 'Орлова')).toBe(false);
  });

  it('are oneself', async () => {
    expect(await may('self', 'Орлова', { pupilId: school.id('Орлова') })).toBe(true);
    expect(await may('self', 'Орлова', { personId: school.id('Орлова') })).toBe(true);
    expect(await may('self', 'Орлова', { pupilId: school.id('Котов') })).toBe(false);
    expect(await may('self', null, { pupilId: school.id('Котов') })).toBe(false);
  });
});

describe('a thing that is not there', () => {
  it.each([
    ['own-register', 'registerId'],
    ['own-class', 'groupId'],
    ['own-class', 'classId'],
    ['own-class-pupil', 'pupilId'],
    ['own-child', 'pupilId'],
    ['self', 'pupilId'],
  ])('is not found by %s of %s, and a malformed id is refused as one', async (scope, param) => {
    await expect(may(scope, 'Петрова', { [param]: NOBODY })).rejects.toMatchObject({ status: 404 });
    await expect(may(scope, 'Петрова', { [param]: 'no-id' })).rejects.toMatchObject({ status: 400 });
  });

  it('is of another school', async () => {
    const check = stage.get(ScopeChecks).get('own-register');
    const asked = check(principal(school.id('Петрова'), 'gymnasium'), {
      params: { registerId: school.register },
      query: {},
      body: undefined,
    });
    await expect(asked).rejects.toMatchObject({ status: 404 });
  });
});
