import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import { Refused } from '#kernel';
import { changedDetails, detailsFrom, detailsOf, detailsText } from './person-details.ts';
import type { PersonEvent, PersonKind } from './person.events.ts';
import { person, type Person } from './person.ts';

const registered = (personId: string, kind: PersonKind): PersonEvent => ({
  type: 'PersonRegistered',
  data: { personId, kind, sealed: `sealed ${personId}` },
});
const someone = (personId: string, kind: PersonKind, ...more: PersonEvent[]): Person =>
  given(person)(registered(personId, kind), ...more).state!;
const anna = someone('anna', 'pupil');
const mother = registered('mother', 'parent');
const linked: PersonEvent = {
  type: 'ParentLinked',
  data: { personId: 'mother', childId: 'anna', from: '2026-09-01' },
};
const erasureAsked: PersonEvent = {
  type: 'PersonErasureRequested',
  data: { personId: 'mother', reason: 'consent-withdrawn' },
};
const erased: PersonEvent = { type: 'PersonErased', data: { personId: 'mother' } };
const linking = (child: Person, from = '2026-09-01') =>
  ({ kind: 'LinkChild', personId: 'mother', child, from }) as const;

describe('a person', () => {
  it('is registered once', () => {
    const command = {
      kind: 'RegisterPerson',
      personId: 'anna',
      personKind: 'pupil',
      sealed: 'sealed anna',
    } as const;
    given(person)().when(command).then(registered('anna', 'pupil'));
    given(person)(registered('anna', 'pupil')).when(command).thenRefused('person-exists');
  });

  const change = (sealed: string | null, basedOn = 'sealed mother') =>
    ({ kind: 'ChangePerson', personId: 'mother', basedOn, sealed }) as const;

  it('changes in what was sealed', () => {
    given(person)(mother)
      .when(change('sealed anew'))
      .then({ type: 'PersonDetailsChanged', data: { personId: 'mother', sealed: 'sealed anew' } });
    given(person)(mother).when(change(null)).thenNothing();
    given(person)().when(change('sealed anew')).thenRefused('not-found');
  });

  it('is not changed upon what somebody else has changed', () => {
    const refused = given(person)(mother).when(change('mine', 'older')).thenRefused('changed-meanwhile');
    expect(refused.status).toBe(412);
  });

  it('is erased in two steps, and once', () => {
    const asking = { kind: 'RequestErasure', personId: 'mother', reason: 'consent-withdrawn' } as const;
    given(person)(mother).when(asking).then(erasureAsked);
    given(person)(mother, erasureAsked).when(asking).thenNothing();
    given(person)(mother)
      .when({ kind: 'ErasePerson', personId: 'mother' })
      .thenRefused('erasure-not-requested');
    given(person)(mother, erasureAsked).when({ kind: 'ErasePerson', personId: 'mother' }).then(erased);
    given(person)(mother, erasureAsked, erased)
      .when({ kind: 'ErasePerson', personId: 'mother' })
      .thenNothing();
  });

  it('is left alone from the request on', () => {
    const refused = given(person)(mother, erasureAsked).when(change('mine')).thenRefused('person-erased');
    expect(refused.status).toBe(410);
    given(person)(mother, erasureAsked, erased).when(linking(anna)).thenRefused('person-erased');
  });
});

describe('a parent', () => {
  it('is linked to a child from a day on', () => given(person)(mother).when(linking(anna)).then(linked));

  it('may be of the staff', () => {
    given(person)(registered('teacher', 'staff'))
      .when({ kind: 'LinkChild', personId: 'teacher', child: anna, from: '2026-09-01' })
      .then({ type: 'ParentLinked', data: { personId: 'teacher', childId: 'anna', from: '2026-09-01' } });
  });

  it('is no pupil, and has pupils as children', () => {
    given(person)(registered('boris', 'pupil'))
      .when({ kind: 'LinkChild', personId: 'boris', child: anna, from: '2026-09-01' })
      .thenRefused('not-a-parent');
    given(person)(mother)
      .when(linking(someone('father', 'parent')))
      .thenRefused('not-a-pupil');
    given(person)(mother)
      .when(
        linking(
          someone('vera', 'pupil', {
            type: 'PersonErasureRequested',
            data: { personId: 'vera', reason: 'court' },
          }),
        ),
      )
      .thenRefused('person-erased');
  });

  it('is not linked twice on the same days, but again after an end', () => {
    const unlinked: PersonEvent = {
      type: 'ParentUnlinked',
      data: { personId: 'mother', childId: 'anna', to: '2026-12-31' },
    };
    given(person)(mother, linked).when(linking(anna, '2027-01-01')).thenRefused('linked-already');
    given(person)(mother, linked)
      .when({ kind: 'UnlinkChild', personId: 'mother', childId: 'anna', to: '2026-12-31' })
      .then(unlinked);
    given(person)(mother, linked, unlinked).when(linking(anna, '2026-12-31')).thenRefused('linked-already');
    expect(given(person)(mother, linked, unlinked).when(linking(anna, '2027-01-01')).facts()).toHaveLength(1);
    given(person)(mother, linked, unlinked)
      .when({ kind: 'UnlinkChild', personId: 'mother', childId: 'anna', to: '2026-12-31' })
      .thenNothing();
    given(person)(mother)
      .when({ kind: 'UnlinkChild', personId: 'mother', childId: 'anna', to: '2026-12-31' })
      .thenRefused('not-there');
  });
});

describe('details', () => {
  const given = {
    familyName: ' Орлова ',
    givenName: 'Анна',
    patronymic: '',
    phone: null,
    birthDate: undefined,
  };

  it('leave out what is empty', () => {
    const details = detailsOf('pupil', given);
    expect(details).toEqual({ familyName: 'Орлова', givenName: 'Анна' });
    expect(detailsFrom(detailsText(details))).toEqual(details);
  });

  it('change field by field; null takes one away', () => {
    const before = detailsOf('pupil', { ...given, phone: '+7 900', email: 'a@example.org' });
    expect(changedDetails('pupil', before, { givenName: 'Аня', phone: null, email: undefined })).toEqual({
      familyName: 'Орлова',
      givenName: 'Аня',
      email: 'a@example.org',
    });
  });

  it.each<[string, PersonKind, object]>([
    ['a name of nothing', 'pupil', { ...given, familyName: ' ' }],
    ['a birthday that no calendar has', 'pupil', { ...given, birthDate: '2015-02-29' }],
    ['a job title of a pupil', 'pupil', { ...given, jobTitle: 'староста' }],
  ])('do not hold %s', (_, kind, wanted) => {
    expect(() => detailsOf(kind, wanted as typeof given)).toThrow(Refused);
  });

  it('keep the names', () => {
    expect(() => changedDetails('staff', detailsOf('staff', given), { familyName: null })).toThrow(Refused);
  });
});
