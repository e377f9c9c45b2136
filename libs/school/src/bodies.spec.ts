import { describe, expect, it } from '@jest/globals';
import type { Refused } from '#kernel';
import { RequestPipe } from '#platform';
import { FormGroupBody } from './group/form-group.ts';
import { GroupsQuery } from './group/get-groups.ts';
import { JoinGroupBody } from './group/join-group.ts';
import { MovePupilBody } from './group/move-pupil.ts';
import { ChangePersonBody } from './person/change-person.ts';
import { RegisterPersonBody } from './person/register-person.ts';
import { RequestErasureBody } from './person/request-erasure.ts';
import { SetPolicyBody } from './policy/set-policy.ts';
import { defaultPolicy } from './policy/policy.events.ts';
import { OpenRegisterBody } from './register/open-register.ts';
import { SubjectFields } from './subject/define-subject.ts';
import { PublishTimetableBody } from './timetable/publish-timetable.ts';
import { OpenYearBody } from './year/open-year.ts';
import { SetBellScheduleBody } from './year/set-bell-schedule.ts';
import { SetCalendarBody } from './year/set-calendar.ts';
import { SetTermsBody } from './year/set-terms.ts';

const ID = '3c0b1f7e-6a35-4b4c-8f66-0d2e5a3f9b10';
const span = { from: '2026-09-01', to: '2027-05-31' };
type Body = new () => object;

/** What the edge makes of a body. */
const accepted = (body: Body, value: object): Promise<object> =>
  new RequestPipe().transform(value, { type: 'body', metatype: body }) as Promise<object>;

/** The fields that the edge refuses. */
async function refusedFields(body: Body, value: object): Promise<string[]> {
  try {
    await accepted(body, value);
  } catch (error) {
    return [...new Set((error as Refused).more.errors!.map(({ field }) => field))];
  }
  return [];
}

const slot = { registerId: ID, weekday: 1, number: 1, parity: 'every', room: '12' };
const bell = { number: 1, starts: '08:30', ends: '09:15' };
const bells = { title: 'I смена', grades: [5], shift: 1, ...span, bells: [bell] };
const person = { kind: 'pupil', familyName: 'Орлова', givenName: 'Анна' };
const group = { yearId: ID, kind: 'class', title: '5А', grade: 5, shift: 1, ...span };
const term = { title: 'I', ...span };

describe('what the edge takes', () => {
  it.each<[string, Body, object]>([
    ['a year', OpenYearBody, { title: '2026/27', ...span }],
    ['terms', SetTermsBody, { scheme: 'quarters', terms: [term] }],
    ['a calendar', SetCalendarBody, { daysOff: [{ ...term, grades: [1] }], workingDays: [] }],
    ['bells', SetBellScheduleBody, bells],
    ['bells of some weekdays', SetBellScheduleBody, { ...bells, weekdays: [5] }],
    ['a policy', SetPolicyBody, { policy: defaultPolicy, reason: 'решение', basedOn: 0 }],
    ['a subject', SubjectFields, { title: 'Алгебра', shortTitle: 'Алг', area: null }],
    ['a person', RegisterPersonBody, { ...person, birthDate: '2015-02-28', email: 'a@example.org' }],
    ['a change of a person', ChangePersonBody, { phone: null }],
    ['a reason', RequestErasureBody, { reason: 'court' }],
    ['a class', FormGroupBody, group],
    ['a subgroup', FormGroupBody, { ...group, kind: 'subgroup', grade: null, classIds: [ID] }],
    ['members', JoinGroupBody, { pupilIds: [ID], from: span.from, order: '17-у' }],
    ['a move', MovePupilBody, { toGroupId: ID, from: span.from }],
    ['a register', OpenRegisterBody, { subjectId: ID, groupIds: [ID], teachers: [{ teacherId: ID }] }],
    ['a timetable', PublishTimetableBody, { groupId: ID, ...span, slots: [slot] }],
  ])('is %s, unchanged', async (_, body, value) => {
    expect(await accepted(body, value)).toEqual(value);
  });

  it('are numbers in a query, with a limit of its own', async () => {
    expect(await accepted(GroupsQuery, {})).toEqual({ limit: 100 });
    expect(await accepted(GroupsQuery, { limit: '7', kind: 'club' })).toEqual({ limit: 7, kind: 'club' });
    expect(await refusedFields(GroupsQuery, { limit: '0', kind: 'zoo', to: '2026-13-01' })).toEqual([
      'kind',
      'to',
      'limit',
    ]);
  });
});

describe('what the edge refuses, by field', () => {
  it.each<[string, Body, object, string[]]>([
    ['an unknown field', OpenYearBody, { title: 'x', ...span, yearId: ID }, ['yearId']],
    ['no day', OpenYearBody, { title: 'x', from: '2026-02-30', to: 5 }, ['from', 'to']],
    [
      'no title',
      SetTermsBody,
      { scheme: 'weeks', terms: [{ ...term, title: 1 }] },
      ['scheme', 'terms.0.title'],
    ],
    [
      'grade 12',
      SetCalendarBody,
      { daysOff: [{ ...term, grades: [12] }], workingDays: [] },
      ['daysOff.0.grades'],
    ],
    ['no time', SetBellScheduleBody, { ...bells, bells: [{ ...bell, ends: '24:00' }] }, ['bells.0.ends']],
    ['no list', SetBellScheduleBody, { ...bells, bells: 'none' }, ['bells']],
    [
      'half a policy',
      SetPolicyBody,
      { policy: { ...defaultPolicy, targets: [1] }, reason: 'x', basedOn: -1 },
      ['policy.targets', 'basedOn'],
    ],
    ['no policy', SetPolicyBody, { policy: null, reason: 'x', basedOn: 0 }, ['policy']],
    ['a kind of nobody', RegisterPersonBody, { ...person, kind: 'ghost', email: 'a' }, ['kind', 'email']],
    ['a free reason', RequestErasureBody, { reason: 'Орлова просит' }, ['reason']],
    ['no ids', JoinGroupBody, { pupilIds: ['1', '1'], from: span.from }, ['pupilIds']],
    ['nobody', JoinGroupBody, { pupilIds: [], from: span.from }, ['pupilIds']],
    [
      'Sunday',
      PublishTimetableBody,
      { groupId: ID, ...span, slots: [{ ...slot, weekday: 7 }] },
      ['slots.0.weekday'],
    ],
    [
      'an inner unknown',
      PublishTimetableBody,
      { groupId: ID, ...span, slots: [{ ...slot, slotId: ID }] },
      ['slots.0.slotId'],
    ],
  ])('is %s', async (_, body, value, fields) => {
    expect(await refusedFields(body, value)).toEqual(fields);
  });
});
