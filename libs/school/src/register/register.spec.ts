import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import type { Group } from '../group/group-state.ts';
import type { Person } from '../person/person.ts';
import type { Grading } from '../words.ts';
import type { AcademicYear } from '../year/year.ts';
import type { RegisterEvent } from './register.events.ts';
import { register } from './register.ts';
import { gradingOn } from './register-state.ts';

const year = { yearId: 'year', title: '2026/27', from: '2026-09-01', to: '2027-05-31' } as AcademicYear;
const petrova: Person = { personId: 'petrova', kind: 'staff', sealed: '', children: [], erasure: 'none' };
const class5a = {
  groupId: '5a',
  yearId: 'year',
  kind: 'class',
  title: '5А',
  grade: 5,
  classIds: ['5a'],
  dissolved: false,
} as unknown as Group;
const class5b: Group = { ...class5a, groupId: '5b', title: '5Б', classIds: ['5b'] };

const openedEvent = (groupIds = ['5a'], wanted: object = {}): RegisterEvent => ({
  type: 'RegisterOpened',
  data: {
    registerId: 'alg',
    yearId: 'year',
    subjectId: 'algebra',
    groupIds,
    kind: 'class',
    classIds: groupIds,
    ...wanted,
  },
});
const assigned = (teacherId = 'petrova', from = '2026-09-01'): RegisterEvent => ({
  type: 'RegisterTeacherAssigned',
  data: { registerId: 'alg', teacherId, from },
});
const released = (to: string, teacherId = 'petrova'): RegisterEvent => ({
  type: 'RegisterTeacherReleased',
  data: { registerId: 'alg', teacherId, to },
});
const graded = (grading: Grading, from = '2026-09-01'): RegisterEvent => ({
  type: 'GradingSet',
  data: { registerId: 'alg', grading, from },
});
const closed: RegisterEvent = { type: 'RegisterClosed', data: { registerId: 'alg', to: '2026-12-31' } };
const opening = (wanted: object = {}) => ({
  kind: 'OpenRegister' as const,
  registerId: 'alg',
  subjectId: 'algebra',
  groups: [class5a],
  year,
  teachers: [{ teacher: petrova, from: null }],
  grading: null,
  ...wanted,
});
const open = [openedEvent(), assigned(), graded('marks')];

describe('opening a register', () => {
  it('takes the year, the kind and the classes from its groups, and grades from the first day', () => {
    given(register)()
      .when(opening())
      .then(...open);
    given(register)()
      .when(opening({ groups: [class5a, class5b], teachers: [] }))
      .then(openedEvent(['5a', '5b']), graded('marks'));
  });

  it.each<[string, object, Grading]>([
    ['grade 1 gets no marks', { grade: 1 }, 'none'],
    ['clubs get no marks', { kind: 'club' }, 'none'],
    ['extended-day groups get no marks', { kind: 'extended-day' }, 'none'],
    ['electives get marks', { kind: 'elective', grade: null }, 'marks'],
    ['grade 2 gets marks', { grade: 2 }, 'marks'],
  ])('by default %s', (_, wanted, grading) => {
    const facts = given(register)()
      .when(opening({ groups: [{ ...class5a, ...wanted }], teachers: [] }))
      .facts();
    expect(facts.at(-1)).toEqual(graded(grading));
  });

  it('grades as it is told to', () => {
    const facts = given(register)()
      .when(opening({ grading: 'pass-fail' }))
      .facts();
    expect(facts.at(-1)).toEqual(graded('pass-fail'));
  });

  it.each<[string, object, string]>([
    ['without groups', { groups: [] }, 'invalid'],
    ['for a group twice', { groups: [class5a, class5a] }, 'invalid'],
    [
      'for groups of different kinds',
      { groups: [class5a, { ...class5b, kind: 'subgroup' }] },
      'kinds-differ',
    ],
    ['for groups of different years', { groups: [class5a, { ...class5b, yearId: 'last' }] }, 'another-year'],
    ['for a dissolved group', { groups: [{ ...class5a, dissolved: true }] }, 'group-dissolved'],
    [
      'with a pupil as its teacher',
      { teachers: [{ teacher: { ...petrova, kind: 'pupil' }, from: null }] },
      'not-staff',
    ],
    ['with a teacher outside the year', { teachers: [{ teacher: petrova, from: '2026-08-31' }] }, 'invalid'],
    [
      'with a teacher twice',
      {
        teachers: [
          { teacher: petrova, from: null },
          { teacher: petrova, from: null },
        ],
      },
      'invalid',
    ],
  ])('does not happen %s', (_, wanted, code) => {
    given(register)().when(opening(wanted)).thenRefused(code);
  });

  it('happens once', () => {
    given(register)(...open)
      .when(opening())
      .thenRefused('register-exists');
  });
});

describe('the teachers of a register', () => {
  const assigning = (from: string, wanted: object = {}) => ({
    kind: 'AssignTeacher' as const,
    registerId: 'alg',
    teacher: petrova,
    from,
    year,
    ...wanted,
  });

  it('follow one another, or teach together', () => {
    given(register)(...open)
      .when({ kind: 'ReleaseTeacher', registerId: 'alg', teacherId: 'petrova', to: '2026-12-31' })
      .then(released('2026-12-31'));
    given(register)(...open)
      .when(assigning('2026-10-01', { teacher: { ...petrova, personId: 'ivanov' } }))
      .then(assigned('ivanov', '2026-10-01'));
    given(register)(...open, released('2026-12-31'))
      .when(assigning('2027-01-11'))
      .then(assigned('petrova', '2027-01-11'));
  });

  it('have it once at a time, inside the year, while it is open', () => {
    given(register)(...open)
      .when(assigning('2026-10-01'))
      .thenRefused('assigned-already');
    given(register)(...open)
      .when(assigning('2027-06-01'))
      .thenRefused('invalid');
    given(register)(...open, released('2026-12-31'), closed)
      .when(assigning('2027-01-11'))
      .thenRefused('register-closed');
    given(register)(...open)
      .when({ kind: 'ReleaseTeacher', registerId: 'alg', teacherId: 'ivanov', to: '2026-12-31' })
      .thenRefused('not-there');
    given(register)()
      .when({ kind: 'ReleaseTeacher', registerId: 'alg', teacherId: 'ivanov', to: '2026-12-31' })
      .thenRefused('not-found');
  });
});

describe('the grading of a register', () => {
  const setting = (grading: Grading, from: string) =>
    ({ kind: 'SetGrading', registerId: 'alg', grading, from, year }) as const;

  it('changes from a day on, until the next', () => {
    given(register)(...open)
      .when(setting('none', '2027-01-11'))
      .then(graded('none', '2027-01-11'));
    const { state } = given(register)(
      ...open,
      graded('none', '2027-01-11'),
      graded('pass-fail', '2026-11-02'),
    );
    expect(
      ['2026-08-31', '2026-10-25', '2026-11-02', '2027-01-10', '2027-01-11'].map((date) =>
        gradingOn(state!.grading, date),
      ),
    ).toEqual(['marks', 'marks', 'pass-fail', 'pass-fail', 'none']);
  });

  it('is replaced by what is said of the same day later', () => {
    const { state } = given(register)(...open, graded('none'));
    expect(state!.grading).toEqual([{ grading: 'none', from: '2026-09-01' }]);
  });

  it('stays as it is when it is that already', () => {
    given(register)(...open)
      .when(setting('marks', '2026-12-01'))
      .thenNothing();
    given(register)(...open)
      .when(setting('none', '2027-06-01'))
      .thenRefused('invalid');
  });
});

describe('closing a register', () => {
  const closing = (to: string) => ({ kind: 'CloseRegister', registerId: 'alg', to, year }) as const;

  it('releases its teachers with it', () => {
    given(register)(...open)
      .when(closing('2026-12-31'))
      .then(released('2026-12-31'), closed);
    given(register)(...open, released('2026-12-31'), closed)
      .when(closing('2026-12-31'))
      .thenNothing();
  });

  it('happens once, inside the year, with no teacher still to come', () => {
    given(register)(...open, closed)
      .when(closing('2026-11-30'))
      .thenRefused('register-closed');
    given(register)(...open)
      .when(closing('2027-06-01'))
      .thenRefused('invalid');
    given(register)(...open, released('2026-10-01'), assigned('ivanov', '2027-01-11'))
      .when(closing('2026-12-31'))
      .thenRefused('begins-later');
  });
});
