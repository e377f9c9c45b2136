import { newId } from '#kernel';
import { bells, quarters, type SmallSchool, YEAR } from '../support/small-school.ts';
import type { MakeSample } from './access-samples.ts';

const LIST = { limit: '50' } as const;
/** The last of the days that a fresh thing exists on. */
const LAST = { to: '2027-05-25' } as const;
const { from } = YEAR;

let years = 2_030;

/** A fresh academic year, later than every other, so that no lesson depends on it. */
async function freshYear(school: SmallSchool): Promise<{ yearId: string; begins: number }> {
  years += 1;
  const span = { from: `${years}-09-01`, to: `${years + 1}-05-31` };
  const { yearId } = await school.do<{ yearId: string }>('POST', 'years', { title: `${years}`, ...span });
  return { yearId, begins: years };
}

const spanFrom = (year: number): { from: string; to: string } => ({
  from: `${year}-09-01`,
  to: `${year + 1}-05-31`,
});

/** A fresh class with a pupil in it. */
async function freshMember(school: SmallSchool): Promise<{ groupId: string; pupilId: string }> {
  const groupId = await school.group();
  const pupilId = await school.person('pupil');
  await school.do('POST', `groups/${groupId}/members`, { pupilIds: [pupilId], from });
  return { groupId, pupilId };
}

/** A timetable of a single lesson in May. */
const inMay = (groupId: string, registerId: string): object => ({
  groupId,
  from: '2027-05-17',
  to: '2027-05-31',
  slots: [{ registerId, weekday: 1, number: 1, parity: 'every' }],
});

/** Calls of the routes that set a school up and read how it is set up. */
export const setUpSamples: Readonly<Record<string, readonly MakeSample[]>> = {
  'POST /years': [() => ({ body: { title: '2028/29', ...spanFrom(2028) } })],
  'GET /years': [() => ({ query: LIST })],
  'GET /years/{yearId}': [({ school: { yearId } }) => ({ params: { yearId } })],
  'PUT /years/{yearId}/terms': [
    async ({ school }) => {
      const { yearId, begins } = await freshYear(school);
      return { params: { yearId }, body: quarters(begins) };
    },
  ],
  'PUT /years/{yearId}/calendar': [
    async ({ school }) => {
      const { yearId, begins } = await freshYear(school);
      const holiday = { from: `${begins}-11-04`, to: `${begins}-11-04`, title: 'Праздник' };
      return { params: { yearId }, body: { daysOff: [holiday], workingDays: [] } };
    },
  ],
  'PUT /years/{yearId}/school-week': [
    async ({ school }) => ({
      params: { yearId: (await freshYear(school)).yearId },
      body: { sixDayGrades: [9] },
    }),
  ],
  'PUT /years/{yearId}/bell-schedules/{bellScheduleId}': [
    async ({ school }) => {
      const { yearId, begins } = await freshYear(school);
      return {
        params: { yearId, bellScheduleId: newId() },
        body: bells(spanFrom(begins)),
        madeUp: ['bellScheduleId'],
      };
    },
  ],
  'DELETE /years/{yearId}/bell-schedules/{bellScheduleId}': [
    async ({ school }) => {
      const { yearId, begins } = await freshYear(school);
      const bellScheduleId = newId();
      await school.do('PUT', `years/${yearId}/bell-schedules/${bellScheduleId}`, bells(spanFrom(begins)));
      return { params: { yearId, bellScheduleId } };
    },
  ],
  'POST /subjects': [() => ({ body: { title: 'Химия', shortTitle: 'Хим' } })],
  'GET /subjects': [() => ({ query: LIST })],
  'PUT /subjects/{subjectId}': [
    async ({ school }) => ({
      params: { subjectId: await school.subject() },
      body: { title: 'Биология', shortTitle: 'Био' },
    }),
  ],
  'POST /people': [() => ({ body: { kind: 'pupil', familyName: 'Новый', givenName: 'Пётр' } })],
  'GET /people': [() => ({ query: LIST })],
  'PATCH /people/{personId}': [
    async ({ school }) => ({
      params: { personId: await school.person('pupil') },
      body: { givenName: 'Олег' },
    }),
  ],
  'GET /people/{personId}': [({ part }) => ({ params: { personId: part.pupilId } })],
  'POST /people/{personId}/children': [
    async ({ school }) => ({
      params: { personId: await school.person('parent') },
      body: { childId: await school.person('pupil'), from },
    }),
  ],
  'POST /people/{personId}/children/{childId}/unlink': [
    async ({ school }) => {
      const [personId, childId] = [await school.person('parent'), await school.person('pupil')];
      await school.do('POST', `people/${personId}/children`, { childId, from });
      return { params: { personId, childId }, body: LAST };
    },
  ],
  'POST /people/{personId}/erasure': [
    async ({ school }) => ({
      params: { personId: await school.person('pupil') },
      body: { reason: 'registered-by-mistake' },
    }),
  ],
  'POST /groups': [
    ({ school: { yearId } }) => ({
      body: { yearId, kind: 'class', title: '8Б', grade: 8, shift: 1, ...YEAR },
    }),
    ({ school: { yearId }, part }) => ({
      body: { yearId, kind: 'subgroup', title: 'Англ. 1', shift: 1, classIds: [part.classId], ...YEAR },
    }),
  ],
  'GET /groups': [({ school: { yearId } }) => ({ query: { ...LIST, yearId } })],
  'GET /groups/{groupId}': [({ part }) => ({ params: { groupId: part.classId } })],
  'PATCH /groups/{groupId}': [
    async ({ school }) => ({ params: { groupId: await school.group() }, body: { title: '7Ю' } }),
  ],
  'POST /groups/{groupId}/dissolution': [
    async ({ school }) => ({ params: { groupId: await school.group() }, body: LAST }),
  ],
  'POST /groups/{groupId}/class-teachers': [
    async ({ school, part }) => ({
      params: { groupId: await school.group() },
      body: { personId: part.teacherId, from },
    }),
  ],
  'POST /groups/{groupId}/class-teachers/{personId}/release': [
    async ({ school, part: { teacherId: personId } }) => {
      const groupId = await school.group();
      await school.do('POST', `groups/${groupId}/class-teachers`, { personId, from });
      return { params: { groupId, personId }, body: LAST };
    },
  ],
  'POST /groups/{groupId}/members': [
    async ({ school }) => ({
      params: { groupId: await school.group() },
      body: { pupilIds: [await school.person('pupil')], from },
    }),
  ],
  'POST /groups/{groupId}/members/{pupilId}/leave': [
    async ({ school }) => ({ params: await freshMember(school), body: LAST }),
  ],
  'POST /groups/{groupId}/members/{pupilId}/move': [
    async ({ school }) => ({
      params: await freshMember(school),
      body: { toGroupId: await school.group(), from: '2027-01-11' },
    }),
  ],
  'POST /registers': [
    async ({ school, part: { subjectId, teacherId } }) => ({
      body: { subjectId, groupIds: [await school.group()], teachers: [{ teacherId }] },
    }),
  ],
  'GET /registers': [
    ({ part, school: { yearId } }) => ({ query: { ...LIST, classId: part.classId, yearId } }),
    ({ part: { classId, teacherId } }) => ({ query: { ...LIST, groupId: classId, teacherId } }),
  ],
  'GET /me/registers': [({ school: { yearId } }) => ({ query: { ...LIST, yearId } })],
  'GET /groups/{groupId}/registers': [
    ({ part, school: { yearId } }) => ({ params: { groupId: part.classId }, query: { ...LIST, yearId } }),
  ],
  'POST /registers/{registerId}/teachers': [
    async ({ school, part: { teacherId } }) => ({
      params: { registerId: await school.register(await school.group()) },
      body: { teacherId, from },
    }),
  ],
  'POST /registers/{registerId}/teachers/{teacherId}/release': [
    async ({ school, part: { teacherId } }) => ({
      params: { registerId: await school.register(await school.group(), teacherId), teacherId },
      body: LAST,
    }),
  ],
  'PUT /registers/{registerId}/grading': [
    async ({ school }) => ({
      params: { registerId: await school.register(await school.group()) },
      body: { grading: 'pass-fail', from: '2027-01-11' },
    }),
  ],
  'POST /registers/{registerId}/closing': [
    async ({ school }) => ({
      params: { registerId: await school.register(await school.group()) },
      body: LAST,
    }),
  ],
  'POST /timetables': [
    async ({ school }) => {
      const groupId = await school.group();
      return { body: inMay(groupId, await school.register(groupId)) };
    },
  ],
  'POST /timetables/{groupId}/versions/{timetableId}/end': [
    async ({ school }) => {
      const groupId = await school.group();
      const body = inMay(groupId, await school.register(groupId));
      const { timetableId } = await school.do<{ timetableId: string }>('POST', 'timetables', body);
      return { params: { groupId, timetableId }, body: LAST };
    },
  ],
  'GET /timetables/{groupId}': [({ part }) => ({ params: { groupId: part.classId } })],
  'GET /timetables/{groupId}/versions/{timetableId}/warnings': [
    ({ part: { classId, timetableId } }) => ({ params: { groupId: classId, timetableId } }),
  ],
};
