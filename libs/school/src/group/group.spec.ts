import { describe, expect, it } from '@jest/globals';
import { given, recorded } from '#kernel/testing';
import type { Person } from '../person/person.ts';
import type { AcademicYear } from '../year/year.ts';
import { group } from './group.ts';
import type { Group } from './group-state.ts';
import type { GroupEvent } from './group.events.ts';

const year = { yearId: 'year', title: '2026/27', from: '2026-09-01', to: '2027-05-31' } as AcademicYear;
const pupil = (personId: string): Person => ({
  personId,
  kind: 'pupil',
  sealed: '',
  children: [],
  erasure: 'none',
});
const teacher: Person = { ...pupil('petrova'), kind: 'staff' };
const formed = (wanted: Partial<Extract<GroupEvent, { type: 'GroupFormed' }>['data']> = {}): GroupEvent => ({
  type: 'GroupFormed',
  data: {
    groupId: '5a',
    yearId: 'year',
    kind: 'class',
    title: '5А',
    grade: 5,
    shift: 1,
    classIds: ['5a'],
    from: '2026-09-01',
    to: '2027-05-31',
    ...wanted,
  },
});
const joined = (pupilId: string, from = '2026-09-01', groupId = '5a'): GroupEvent => ({
  type: 'MemberJoined',
  data: { groupId, pupilId, from, order: null },
});
const left = (pupilId: string, to: string, groupId = '5a'): GroupEvent => ({
  type: 'MemberLeft',
  data: { groupId, pupilId, to, order: null, movedTo: null },
});
const having = (...facts: GroupEvent[]): Group =>
  facts.reduce<Group | null>((state, fact) => group.evolve(state, recorded(fact)), null)!;
const class5a = having(formed());
const class5b = having(formed({ groupId: '5b', title: '5Б', classIds: ['5b'] }));

const forming = (wanted: object = {}) => ({
  kind: 'FormGroup' as const,
  groupId: '5a',
  groupKind: 'class' as const,
  title: '5А',
  grade: 5,
  shift: 1 as const,
  from: '2026-09-01',
  to: '2027-05-31',
  year,
  classes: [],
  ...wanted,
});
const subgroup = { groupId: 'eng', groupKind: 'subgroup', title: 'Английский 1', grade: null };

describe('forming a group', () => {
  it('makes a class, which is its own class', () => given(group)().when(forming()).then(formed()));

  it('makes a subgroup of joined classes with the grade they share', () =>
    given(group)()
      .when(forming({ ...subgroup, classes: [class5a, class5b] }))
      .then(formed({ groupId: 'eng', kind: 'subgroup', title: 'Английский 1', classIds: ['5a', '5b'] })));

  it('makes a club of pupils of any grade, with classes or without', () => {
    const class6 = having(formed({ groupId: '6a', grade: 6, shift: 2, classIds: ['6a'] }));
    const club = { groupId: 'chess', groupKind: 'club', title: 'Шахматы', grade: null };
    const fact = { groupId: 'chess', kind: 'club', title: 'Шахматы', grade: null } as const;
    given(group)()
      .when(forming(club))
      .then(formed({ ...fact, classIds: [] }));
    given(group)()
      .when(forming({ ...club, classes: [class5a, class6] }))
      .then(formed({ ...fact, classIds: ['5a', '6a'] }));
  });

  it.each<[string, object, string]>([
    ['a class without a grade', { grade: null }, 'invalid'],
    ['a class of grade 12', { grade: 12 }, 'invalid'],
    ['a class of other classes', { classes: [class5b] }, 'invalid'],
    ['a class before the year', { from: '2026-08-31' }, 'invalid'],
    ['a class without a title', { title: ' ' }, 'invalid'],
    ['a class in a third shift', { shift: 3 }, 'invalid'],
    ['a subgroup with a grade of its own', { ...subgroup, grade: 5, classes: [class5a] }, 'invalid'],
    ['a subgroup of nothing', subgroup, 'invalid'],
    [
      'individual teaching of two classes',
      { ...subgroup, groupKind: 'individual', classes: [class5a, class5b] },
      'invalid',
    ],
    ['a subgroup of a club', { ...subgroup, classes: [having(formed({ kind: 'club' }))] }, 'not-a-class'],
    [
      'a subgroup of last year',
      { ...subgroup, classes: [having(formed({ yearId: 'last' }))] },
      'another-year',
    ],
    ['a subgroup in another shift', { ...subgroup, shift: 2, classes: [class5a] }, 'another-shift'],
    [
      'a subgroup that outlives its class',
      { ...subgroup, classes: [having(formed({ to: '2027-05-30' }))] },
      'invalid',
    ],
  ])('does not make %s', (_, wanted, code) => {
    given(group)().when(forming(wanted)).thenRefused(code);
  });

  it('happens once', () => {
    given(group)(formed()).when(forming()).thenRefused('group-exists');
  });

  it('gives a title that can be changed', () => {
    given(group)(formed())
      .when({ kind: 'RenameGroup', groupId: '5a', title: '5М' })
      .then({ type: 'GroupRenamed', data: { groupId: '5a', title: '5М' } });
    given(group)(formed()).when({ kind: 'RenameGroup', groupId: '5a', title: '5А ' }).thenNothing();
    given(group)().when({ kind: 'RenameGroup', groupId: '5a', title: '5М' }).thenRefused('not-found');
  });
});

describe('a class teacher', () => {
  const assigned: GroupEvent = {
    type: 'ClassTeacherAssigned',
    data: { groupId: '5a', personId: 'petrova', from: '2026-09-01' },
  };
  const assigning = (wanted: object = {}) => ({
    kind: 'AssignClassTeacher' as const,
    groupId: '5a',
    teacher,
    from: '2026-09-01',
    ...wanted,
  });

  it('leads a class from a day to a day, and may come back', () => {
    given(group)(formed()).when(assigning()).then(assigned);
    const released: GroupEvent = {
      type: 'ClassTeacherReleased',
      data: { groupId: '5a', personId: 'petrova', to: '2026-12-31' },
    };
    given(group)(formed(), assigned)
      .when({ kind: 'ReleaseClassTeacher', groupId: '5a', personId: 'petrova', to: '2026-12-31' })
      .then(released);
    expect(
      given(group)(formed(), assigned, released)
        .when(assigning({ from: '2027-02-01' }))
        .facts(),
    ).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['twice at once', { from: '2026-10-01' }, 'assigned-already'],
    ['outside its time', { from: '2026-08-31', teacher: { ...teacher, personId: 'ivanov' } }, 'invalid'],
    ['as a parent', { teacher: { ...teacher, kind: 'parent' } }, 'not-staff'],
    ['once erased', { teacher: { ...teacher, erasure: 'requested' } }, 'person-erased'],
  ])('does not lead a class %s', (_, wanted, code) => {
    given(group)(formed(), assigned).when(assigning(wanted)).thenRefused(code);
  });

  it('is of classes only', () => {
    given(group)(formed({ kind: 'club' }))
      .when(assigning())
      .thenRefused('not-a-class');
  });

  it('is not released before having been one', () => {
    given(group)(formed())
      .when({ kind: 'ReleaseClassTeacher', groupId: '5a', personId: 'petrova', to: '2026-12-31' })
      .thenRefused('not-there');
  });
});

const joining = (pupilIds: string[], wanted: object = {}) => ({
  kind: 'JoinGroup' as const,
  groupId: '5a',
  pupils: pupilIds.map(pupil),
  from: '2026-09-01',
  to: null,
  order: null,
  classes: [],
  otherClasses: [],
  ...wanted,
});

describe('joining a group', () => {
  it('takes several pupils in one step', () =>
    given(group)(formed())
      .when(joining(['anna', 'boris']))
      .then(joined('anna'), joined('boris')));

  it('takes a stay that is over', () =>
    given(group)(formed(), joined('anna', '2027-01-11'))
      .when(joining(['anna'], { to: '2026-10-25' }))
      .then(joined('anna'), left('anna', '2026-10-25')));

  it('takes a pupil back', () =>
    given(group)(formed(), joined('anna'), left('anna', '2026-10-25'))
      .when(joining(['anna'], { from: '2026-10-26' }))
      .then(joined('anna', '2026-10-26')));

  it('names every pupil who stands in the way, and takes nobody', () => {
    const refused = given(group)(formed(), joined('boris'), joined('vera'), left('vera', '2026-09-30'))
      .when({
        ...joining(['anna', 'boris', 'vera', 'anna']),
        pupils: [...joining(['anna', 'boris', 'vera', 'anna']).pupils, teacher],
      })
      .thenRefused('member-already');
    expect(refused.more.errors?.map(({ field, rule }) => [field, rule])).toEqual([
      ['pupilIds[1]', 'member-already'],
      ['pupilIds[2]', 'member-already'],
      ['pupilIds[3]', 'member-already'],
      ['pupilIds[4]', 'not-a-pupil'],
    ]);
  });

  it('refuses the erased', () => {
    given(group)(formed())
      .when({ ...joining([]), pupils: [{ ...pupil('anna'), erasure: 'requested' }] })
      .thenRefused('person-erased');
  });

  it('happens in the time of the group', () => {
    given(group)(formed())
      .when(joining(['anna'], { from: '2026-08-31' }))
      .thenRefused('invalid');
    given(group)(formed())
      .when(joining(['anna'], { to: '2027-06-01' }))
      .thenRefused('invalid');
    given(group)(formed())
      .when(joining(['anna'], { to: '2026-08-31' }))
      .thenRefused('invalid');
  });

  it('leaves a pupil in one class at a time', () => {
    const other = having(formed({ groupId: '5b', title: '5Б' }), joined('anna'), left('anna', '2026-10-25'));
    given(group)(formed())
      .when(joining(['anna'], { from: '2026-10-25', otherClasses: [other] }))
      .thenRefused('in-another-class');
    given(group)(formed())
      .when(joining(['anna'], { from: '2026-10-26', otherClasses: [other] }))
      .then(joined('anna', '2026-10-26'));
  });

  it('lets last year’s class go by itself', () =>
    given(group)(formed())
      .when(
        joining(['anna'], {
          otherClasses: [
            having(formed({ from: '2025-09-01', to: '2026-05-31' }), joined('anna', '2025-09-01')),
          ],
        }),
      )
      .then(joined('anna')));
});

describe('joining a subgroup', () => {
  const english = formed({ groupId: 'eng', kind: 'subgroup', classIds: ['5a', '5b'] });
  const to = (wanted: object) => joining(['anna'], { groupId: 'eng', ...wanted });

  it('needs a class on each of the days, be it one after the other', () => {
    const until = having(formed(), joined('anna'), left('anna', '2026-10-25'));
    const since = (day: string): Group =>
      having(formed({ groupId: '5b', title: '5Б' }), joined('anna', day, '5b'));
    given(group)(english)
      .when(to({ classes: [until, class5b] }))
      .thenRefused('not-in-class');
    given(group)(english)
      .when(to({ classes: [until, class5b], to: '2026-10-25' }))
      .then(joined('anna', '2026-09-01', 'eng'), left('anna', '2026-10-25', 'eng'));
    given(group)(english)
      .when(to({ classes: [until, since('2026-10-27')] }))
      .thenRefused('not-in-class');
    given(group)(english)
      .when(to({ classes: [until, since('2026-10-26')] }))
      .then(joined('anna', '2026-09-01', 'eng'));
  });

  it('needs the class to last as long', () => {
    const short = having(formed({ to: '2026-12-31' }), joined('anna'));
    given(group)(english)
      .when(to({ classes: [short] }))
      .thenRefused('not-in-class');
  });
});

describe('leaving a group', () => {
  const leaving = (to: string, wanted: object = {}) => ({
    kind: 'LeaveGroup' as const,
    groupId: '5a',
    pupilId: 'anna',
    to,
    order: null,
    movedTo: null,
    ...wanted,
  });

  it('keeps the stay up to its last day, with the order and the class that comes next', () =>
    given(group)(formed(), joined('anna'))
      .when(leaving('2026-10-25', { order: '17-у', movedTo: '5b' }))
      .then({
        type: 'MemberLeft',
        data: { groupId: '5a', pupilId: 'anna', to: '2026-10-25', order: '17-у', movedTo: '5b' },
      }));

  it('happens once, and can be brought forward', () => {
    given(group)(formed(), joined('anna'), left('anna', '2026-10-25'))
      .when(leaving('2026-10-25'))
      .thenNothing();
    given(group)(formed(), joined('anna'), left('anna', '2026-10-25'))
      .when(leaving('2026-10-20'))
      .then(left('anna', '2026-10-20'));
  });

  it('takes back a stay that never was', () => {
    const mistaken = given(group)(formed(), joined('anna'));
    mistaken.when(leaving('2026-08-31')).then(left('anna', '2026-08-31'));
    given(group)(formed(), joined('anna'), left('anna', '2026-08-31'))
      .when(joining(['anna']))
      .then(joined('anna'));
  });

  it('is for members', () => {
    given(group)(formed()).when(leaving('2026-10-25')).thenRefused('not-there');
    given(group)(formed(), joined('anna')).when(leaving('2027-06-01')).thenRefused('invalid');
    given(group)(formed(), joined('anna', '2026-11-01'))
      .when(leaving('2026-10-25'))
      .thenRefused('begins-later');
  });
});

describe('dissolving a group', () => {
  it('lets everybody who is still there go on its last day', () => {
    given(group)(formed(), joined('anna'), joined('boris'), left('boris', '2026-10-25'), {
      type: 'ClassTeacherAssigned',
      data: { groupId: '5a', personId: 'petrova', from: '2026-09-01' },
    })
      .when({ kind: 'DissolveGroup', groupId: '5a', to: '2026-12-31' })
      .then(
        left('anna', '2026-12-31'),
        { type: 'ClassTeacherReleased', data: { groupId: '5a', personId: 'petrova', to: '2026-12-31' } },
        { type: 'GroupDissolved', data: { groupId: '5a', to: '2026-12-31' } },
      );
  });

  it('happens once, in the group’s time, with nobody still to come', () => {
    const gone: GroupEvent = { type: 'GroupDissolved', data: { groupId: '5a', to: '2026-12-31' } };
    const dissolving = (to: string) => ({ kind: 'DissolveGroup' as const, groupId: '5a', to });
    given(group)(formed(), gone).when(dissolving('2026-12-31')).thenNothing();
    given(group)(formed(), gone).when(dissolving('2026-11-30')).thenRefused('group-dissolved');
    given(group)(formed()).when(dissolving('2027-06-01')).thenRefused('invalid');
    given(group)(formed(), joined('anna', '2027-01-11'))
      .when(dissolving('2026-12-31'))
      .thenRefused('begins-later');
    given(group)(formed(), gone)
      .when(joining(['anna'], { from: '2027-01-01' }))
      .thenRefused('invalid');
  });
});
