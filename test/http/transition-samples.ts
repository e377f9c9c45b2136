import type { AccountRole } from '#accounts/events';
import { pdf } from '../../libs/transition/src/testing/sample-documents.ts';
import { addDays } from '#kernel';
import type { SchoolPolicy } from '#school/events';
import { defaultTransitionPolicy, type TransitionPolicy } from '#transition/events';
import type { Holder } from '../support/ground.ts';
import {
  askParents,
  type Preparing,
  settleActs,
  settleResources,
  settleTraining,
} from '../support/ready-school.ts';
import type { SmallSchool } from '../support/small-school.ts';
import { type AskedQuestion, placesOfRight } from '../support/right-answers.ts';
import type { MakeSample } from './access-samples.ts';

const REVIEW = { needed: true, why: 'вводится электронный журнал' } as const;
const DOCUMENT = { number: '17', date: '2026-10-01' } as const;

const ROOM = { room: '12', network: 'wired', devices: [] } as const;
let rooms = 0;

/** A file's content as a request's body. */
const contentOf = (more = ''): Uint8Array<ArrayBuffer> => new Uint8Array(pdf(more));

/** A local act of the school's own. @returns its id */
async function freshAct(school: SmallSchool): Promise<string> {
  const body = {
    title: 'Положение о чате класса',
    group: 'rights',
    adoptedBy: 'head',
    consulted: ['parents'],
  };
  return (await school.do('POST', 'transition/acts', body))['actId']!;
}

/** An act whose first version is being written. @returns its id */
async function draftedAct(school: SmallSchool): Promise<string> {
  const actId = await freshAct(school);
  await school.do('PUT', `transition/acts/${actId}/review`, REVIEW);
  await school.do('POST', `transition/acts/${actId}/versions`);
  return actId;
}

/** An act whose text is attached. @returns its id and the text's hash */
async function writtenAct(school: SmallSchool): Promise<{ actId: string; sha256: string }> {
  const actId = await draftedAct(school);
  const path = `transition/acts/${actId}/document`;
  const as = school.holder('administrator');
  const { body } = await school.call('PUT', path, { as, query: { name: 'текст.pdf' }, content: contentOf() });
  return { actId, sha256: (body as { sha256: string }).sha256 };
}

const PROGRAMME = { programmeId: 'portal-2015' } as const;
const COURSE = { title: 'Осень', ...PROGRAMME } as const;
const SESSION = { part: 'lectures', date: '2026-10-05', starts: '14:00', hours: 2 } as const;
const OUTSIDE = {
  issuer: 'Институт развития образования',
  programme: 'Электронный журнал',
  number: 'А-17',
  date: '2026-09-01',
  hours: 16,
} as const;

const PROTOCOL = { question: 'Согласны ли вы?', protocol: DOCUMENT, agrees: true } as const;
const noticeTo = (personId: string): object => ({
  personIds: [personId],
  duties: 'Ведение электронного журнала',
  givenOn: '2026-10-01',
  dutiesFrom: '2026-12-01',
});

/** @returns the id of what parents were asked */
const freshOpinion = async (school: SmallSchool): Promise<string> =>
  (await school.do('POST', 'transition/consent/protocols', PROTOCOL))['opinionId']!;

const PLAN = { start: '2026-09-07' } as const;
const TASK = {
  stage: 'training',
  title: 'Памятка',
  starts: '2026-10-01',
  due: '2026-10-05',
  after: [],
} as const;

/** A task of the school's own. @returns its id */
async function freshTask(school: SmallSchool): Promise<string> {
  await school.do('POST', 'transition/plan', PLAN);
  return (await school.do('POST', 'transition/plan/tasks', TASK))['taskId']!;
}

/** @returns a new course's id */
const freshCourse = async (school: SmallSchool): Promise<string> =>
  (await school.do('POST', 'transition/courses', COURSE))['courseId']!;

/** A session of a new course that was held yesterday. */
async function freshSession(school: SmallSchool): Promise<{ courseId: string; courseSessionId: string }> {
  const courseId = await freshCourse(school);
  const planned = await school.do('POST', `transition/courses/${courseId}/sessions`, SESSION);
  return { courseId, courseSessionId: planned['courseSessionId']! };
}

/** Somebody new in a role, who has begun a test. */
async function begunTest(
  school: SmallSchool,
  role: AccountRole,
): Promise<{ attemptId: string; questionId: string; token: string; as: Holder }> {
  const as = await school.signUp(role);
  const { attemptId } = await school.do<{ attemptId: string }>('POST', 'me/tests', PROGRAMME, as);
  const { body } = await school.call('GET', `me/tests/${attemptId}`, { as });
  const { questions } = body as { questions: { questionId: string }[] };
  return { attemptId, questionId: questions[0]!.questionId, token: as.token, as };
}

/** @returns the id of somebody who has passed the test */
const passedTest = async (school: SmallSchool): Promise<string> =>
  (await passedTestAs(school, 'teacher')).personId!;

/** Somebody new in a role, who has passed the test. */
async function passedTestAs(school: SmallSchool, role: AccountRole): Promise<Holder> {
  const { attemptId, as } = await begunTest(school, role);
  const { body } = await school.call('GET', `me/tests/${attemptId}`, { as });
  for (const { questionId, options } of (body as { questions: AskedQuestion[] }).questions) {
    const chosen = placesOfRight(questionId, options);
    await school.do('PUT', `me/tests/${attemptId}/answers/${questionId}`, { chosen }, as);
  }
  await school.do('POST', `me/tests/${attemptId}/finish`, undefined, as);
  return as;
}

/** The school's certificate of somebody new in a role. */
async function issuedCertificate(
  school: SmallSchool,
  role: AccountRole,
): Promise<{ personId: string; certificateId: string; token: string }> {
  const { personId, token } = await passedTestAs(school, role);
  const path = `transition/training/${personId}/certificates`;
  const { certificateId } = await school.do('POST', path, PROGRAMME);
  return { personId: personId!, certificateId: certificateId!, token };
}

/** A certificate from elsewhere that was accepted for somebody new. */
async function acceptedCertificate(
  school: SmallSchool,
): Promise<{ personId: string; certificateId: string }> {
  const personId = await school.person('staff');
  const path = `transition/training/${personId}/outside-certificates`;
  return { personId, certificateId: (await school.do('POST', path, OUTSIDE))['certificateId']! };
}

const printed = new WeakMap<SmallSchool, Promise<{ schoolId: string; code: string }>>();

/** What is printed on a certificate of the school's; one for all who ask. */
function printedCertificate(school: SmallSchool): Promise<{ schoolId: string; code: string }> {
  const known = printed.get(school) ?? issueAndRead(school);
  printed.set(school, known);
  return known;
}

async function issueAndRead(school: SmallSchool): Promise<{ schoolId: string; code: string }> {
  const personId = await passedTest(school);
  const path = `transition/training/${personId}/certificates`;
  const { position } = await school.do('POST', path, PROGRAMME);
  const as = school.holder('administrator');
  const query = { minPosition: position! };
  const { body } = await school.call('GET', 'transition/training', { as, query });
  const { people } = body as {
    people: { personId: string; training: { issued: { code: string }[] } }[];
  };
  const issued = people.find((one) => one.personId === personId)!.training.issued;
  return { schoolId: school.schoolId, code: issued[0]!.code };
}

/** The four school weeks that are over on 6 October 2026. */
const MONDAYS = ['2026-09-07', '2026-09-14', '2026-09-21', '2026-09-28'] as const;
const held = new WeakSet<SmallSchool>();

/** One entry in every week that a verdict looks at: with targets of nothing, that is enough for the criteria. */
async function keepTheJournal(school: SmallSchool): Promise<void> {
  if (held.has(school)) return;
  held.add(school);
  const { classId: groupId, holders, lessonIds } = school.own;
  const as = school.holder('administrator');
  for (const from of MONDAYS) {
    const query = { from, to: addDays(from, 4), groupId };
    const { body } = await school.call('GET', 'timetable', { as, query });
    const { lessons } = body as { lessons: { lessonId: string; status: string }[] };
    const stand = lessons.filter(({ status }) => status !== 'cancelled');
    const { lessonId } = stand.find((one) => lessonIds.includes(one.lessonId)) ?? stand[0]!;
    if (lessonIds.includes(lessonId)) lessonIds.splice(lessonIds.indexOf(lessonId), 1);
    await school.do('PUT', `lessons/${lessonId}/held`, { held: true, basedOn: null }, holders.teacher);
  }
}

/** The timetable names no room: there is no network to ask for. */
async function askForPlacesOnly(school: SmallSchool): Promise<void> {
  const { policy, version } = await school.do<{ policy: TransitionPolicy; version: number }>(
    'GET',
    'transition/policy',
  );
  if (!policy.networkInEveryRoom) return;
  const body = { policy: { ...policy, networkInEveryRoom: false }, reason: 'проба', basedOn: version };
  await school.do('PUT', 'transition/policy', body);
}

/** Targets of nothing, unless they are so already. */
async function wantNothing(school: SmallSchool): Promise<void> {
  const { policy, version } = await school.do<{ policy: SchoolPolicy; version: number }>('GET', 'policy');
  if (policy.targets.every((target) => target === 0)) return;
  const body = { policy: { ...policy, targets: [0, 0, 0, 0, 0, 0] }, reason: 'проба', basedOn: version };
  await school.do('PUT', 'policy', body);
}

/** Sends what prepares the transition in a school. */
const preparing =
  (school: SmallSchool): Preparing =>
  async (method, path, { body, content } = {}) => {
    const as = school.holder('administrator');
    const [route = '', search] = path.split('?');
    const query = Object.fromEntries(new URLSearchParams(search));
    const answer = await school.call(method, route, {
      as,
      query,
      ...(body === undefined ? {} : { body }),
      ...(content === undefined ? {} : { content }),
    });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

const DRAFT = { kind: 'transition' } as const;

/** @returns the id of a draft of the first order */
const freshOrder = async (school: SmallSchool): Promise<string> =>
  (await school.do('POST', 'transition/orders', DRAFT))['orderId']!;

/** A draft of the first order that lacks nothing. @returns its id */
async function filledOrder(school: SmallSchool): Promise<string> {
  const { position } = await school.do('POST', 'transition/acts', SURE_TO_BE_SEEN);
  await settleActs(preparing(school), position);
  await school.do('POST', 'transition/plan', PLAN);
  const orderId = await freshOrder(school);
  const teacher = school.own.teacherId;
  const fields = [
    { field: 'controlArea', value: 'УВР' },
    { field: 'controlDeputy', value: teacher },
    { field: 'contentDeputies', values: [teacher] },
    { field: 'technician', value: teacher },
    { field: 'technicianDuty', value: 'by-duties' },
    { field: 'consultant', value: teacher },
    { field: 'consultantDuty', value: 'by-duties' },
  ];
  await school.do('PUT', `transition/orders/${orderId}/fields`, { fields, basedOn: 0 });
  return orderId;
}

let numbers = 0;
/** A number that no order has yet. */
const issueOf = (): object => {
  numbers += 1;
  return { number: `${numbers}-о`, date: '2026-10-06', basedOn: 1 };
};

/** @returns the id of an order that was issued */
async function issuedOrder(school: SmallSchool): Promise<string> {
  const orderId = await filledOrder(school);
  await school.do('POST', `transition/orders/${orderId}/issue`, issueOf(), school.holder('head'));
  return orderId;
}

/** An assessment that found the school ready, once everything is prepared that a test before it left open. @returns its id */
async function readyAssessment(school: SmallSchool): Promise<string> {
  await wantNothing(school);
  await askForPlacesOnly(school);
  await keepTheJournal(school);
  const send = preparing(school);
  const { position } = await school.do('POST', 'transition/acts', SURE_TO_BE_SEEN);
  await settleActs(send, position);
  await settleResources(send);
  await settleTraining(send);
  await askParents(send);
  return (await school.do('POST', 'transition/assessments', {}))['assessmentId']!;
}

const SURE_TO_BE_SEEN = {
  title: 'Положение о знаках',
  group: 'rights',
  adoptedBy: 'head',
  consulted: [],
} as const;

/** Draws the act of readiness on an assessment. @returns the assessment's id */
async function drawnAct(school: SmallSchool): Promise<string> {
  const assessmentId = await readyAssessment(school);
  await school.do('POST', `transition/assessments/${assessmentId}/act`, actOf(school));
  return assessmentId;
}

const drawnOnes = new WeakMap<SmallSchool, Promise<string>>();

/** An assessment with an act of readiness; one for all who ask. */
function printedAct(school: SmallSchool): Promise<string> {
  const known = drawnOnes.get(school) ?? drawnAct(school);
  drawnOnes.set(school, known);
  return known;
}

const actOf = (school: SmallSchool): object => ({
  number: '1',
  date: '2026-10-06',
  commission: [
    { personId: school.holder('head').personId, part: 'chair' },
    { personId: school.own.teacherId, part: 'member' },
    { personId: school.own.classTeacherId, part: 'secretary' },
  ],
});

/** @returns the id of an assessment that the list shows, whatever it says */
async function seenAssessment(school: SmallSchool): Promise<string> {
  const { assessmentId, position } = await school.do('POST', 'transition/assessments', {});
  const as = school.holder('administrator');
  await school.call('GET', 'transition/assessments', { as, query: { minPosition: position! } });
  return assessmentId!;
}

/** @returns a new assessment's id, whatever it says */
const freshAssessment = async (school: SmallSchool): Promise<string> =>
  (await school.do('POST', 'transition/assessments', {}))['assessmentId']!;

/** Calls of the routes of the transition. */
export const transitionSamples: Readonly<Record<string, readonly MakeSample[]>> = {
  'GET /transition/acts': [() => ({})],
  'POST /transition/acts': [
    () => ({ body: { title: 'Положение', group: 'rights', adoptedBy: 'head', consulted: [] } }),
  ],
  'PUT /transition/acts/{actId}/review': [
    async ({ school }) => ({ params: { actId: await freshAct(school) }, body: REVIEW }),
  ],
  'PUT /transition/acts/{actId}/responsible': [
    async ({ school, part }) => ({
      params: { actId: await freshAct(school) },
      body: { personId: part.teacherId, due: '2026-12-01' },
    }),
  ],
  'POST /transition/acts/{actId}/versions': [
    async ({ school }) => {
      const actId = await freshAct(school);
      await school.do('PUT', `transition/acts/${actId}/review`, REVIEW);
      return { params: { actId } };
    },
  ],
  'POST /transition/acts/{actId}/versions/{version}/withdrawal': [
    async ({ school }) => ({
      params: { actId: await draftedAct(school), version: '1' },
      body: { why: 'начали не с того текста' },
    }),
  ],
  'PUT /transition/acts/{actId}/document': [
    async ({ school }) => ({
      params: { actId: await draftedAct(school) },
      query: { name: 'Положение.pdf' },
      content: contentOf(),
    }),
  ],
  'GET /transition/acts/{actId}/documents/{sha256}': [
    async ({ school }) => ({ params: { ...(await writtenAct(school)) } }),
  ],
  'POST /transition/acts/{actId}/opinions': [
    async ({ school }) => ({
      params: { actId: (await writtenAct(school)).actId },
      body: { body: 'parents', protocol: DOCUMENT },
    }),
  ],
  'POST /transition/acts/{actId}/approval': [
    async ({ school }) => {
      const { actId } = await writtenAct(school);
      const opinion = { body: 'parents', protocol: DOCUMENT };
      await school.do('POST', `transition/acts/${actId}/opinions`, opinion);
      return { params: { actId }, body: DOCUMENT };
    },
  ],
  'GET /transition/conditions/acts': [() => ({})],
  'PUT /transition/policy': [
    () => ({ body: { policy: defaultTransitionPolicy, reason: 'решение № 1', basedOn: 0 } }),
  ],
  'GET /transition/policy': [() => ({})],
  'GET /transition/resources': [() => ({})],
  'PUT /transition/resources/rooms': [() => ({ body: { rooms: [ROOM] } })],
  'POST /transition/resources/rooms/withdrawal': [
    async ({ school }) => {
      rooms += 1;
      const room = `${rooms}`;
      await school.do('PUT', 'transition/resources/rooms', { rooms: [{ ...ROOM, room }] });
      return { body: { room } };
    },
  ],
  'PUT /transition/resources/places': [
    ({ part }) => ({ body: { places: [{ personId: part.teacherId, hasPlace: true, room: '12' }] } }),
  ],
  'POST /transition/resources/import': [
    () => ({
      query: { of: 'rooms' },
      content: new TextEncoder().encode('Кабинет;Сеть\n12;проводная\n'),
    }),
  ],
  'GET /transition/conditions/resources': [() => ({})],
  'GET /transition/courses': [() => ({})],
  'POST /transition/courses': [() => ({ body: COURSE })],
  'POST /transition/courses/{courseId}/learners': [
    async ({ school, part }) => ({
      params: { courseId: await freshCourse(school) },
      body: { personIds: [part.teacherId] },
    }),
  ],
  'POST /transition/courses/{courseId}/learners/{personId}/withdrawal': [
    async ({ school, part: { teacherId: personId } }) => {
      const courseId = await freshCourse(school);
      await school.do('POST', `transition/courses/${courseId}/learners`, { personIds: [personId] });
      return { params: { courseId, personId } };
    },
  ],
  'POST /transition/courses/{courseId}/sessions': [
    async ({ school }) => ({ params: { courseId: await freshCourse(school) }, body: SESSION }),
  ],
  'POST /transition/courses/{courseId}/sessions/{courseSessionId}/cancellation': [
    async ({ school }) => ({ params: await freshSession(school) }),
  ],
  'PUT /transition/courses/{courseId}/sessions/{courseSessionId}/attendance': [
    async ({ school, part: { teacherId: personId } }) => {
      const params = await freshSession(school);
      await school.do('POST', `transition/courses/${params.courseId}/learners`, { personIds: [personId] });
      return { params, body: { attended: [{ personId, hours: 1 }] } };
    },
  ],
  'GET /transition/training': [() => ({})],
  'GET /me/training': [() => ({})],
  'GET /transition/conditions/training': [() => ({})],
  'POST /me/tests': [
    async ({ school, role }) => ({ body: PROGRAMME, token: (await school.signUp(role)).token }),
  ],
  'GET /me/tests/{attemptId}': [
    async ({ school, role }) => {
      const { attemptId, token } = await begunTest(school, role);
      return { params: { attemptId }, token };
    },
  ],
  'PUT /me/tests/{attemptId}/answers/{questionId}': [
    async ({ school, role }) => {
      const { attemptId, questionId, token } = await begunTest(school, role);
      return { params: { attemptId, questionId }, body: { chosen: [0] }, token };
    },
  ],
  'POST /me/tests/{attemptId}/finish': [
    async ({ school, role }) => {
      const { attemptId, token } = await begunTest(school, role);
      return { params: { attemptId }, token };
    },
  ],
  'POST /transition/training/{personId}/outside-certificates': [
    async ({ school }) => ({ params: { personId: await school.person('staff') }, body: OUTSIDE }),
  ],
  'POST /transition/training/{personId}/certificates': [
    async ({ school }) => ({ params: { personId: await passedTest(school) }, body: PROGRAMME }),
  ],
  'POST /transition/training/{personId}/certificates/{certificateId}/withdrawal': [
    async ({ school }) => ({ params: await acceptedCertificate(school), body: { reason: 'mistake' } }),
  ],
  'POST /transition/plan': [() => ({ body: PLAN })],
  'GET /transition/plan': [() => ({})],
  'GET /me/tasks': [() => ({})],
  'POST /transition/plan/start': [
    async ({ school }) => {
      await school.do('POST', 'transition/plan', PLAN);
      return { body: { ...PLAN, reason: 'отпуск' } };
    },
  ],
  'POST /transition/plan/tasks': [
    async ({ school }) => {
      await school.do('POST', 'transition/plan', PLAN);
      return { body: TASK };
    },
  ],
  'POST /transition/plan/tasks/{taskId}/withdrawal': [
    async ({ school }) => ({ params: { taskId: await freshTask(school) }, body: { reason: 'не нужна' } }),
  ],
  'PUT /transition/plan/tasks/{taskId}/responsible': [
    async ({ school, part }) => ({
      params: { taskId: await freshTask(school) },
      body: { personId: part.teacherId },
    }),
  ],
  'PUT /transition/plan/tasks/{taskId}/dates': [
    async ({ school }) => ({
      params: { taskId: await freshTask(school) },
      body: { starts: '2026-10-02', due: '2026-10-09', reason: 'болезнь' },
    }),
  ],
  'POST /transition/plan/tasks/{taskId}/completion': [
    async ({ school }) => ({ params: { taskId: await freshTask(school) }, body: { note: 'сделано' } }),
  ],
  'POST /transition/plan/tasks/{taskId}/reopening': [
    async ({ school }) => {
      const taskId = await freshTask(school);
      await school.do('POST', `transition/plan/tasks/${taskId}/completion`, { note: 'сделано' });
      return { params: { taskId }, body: { reason: 'ошибка' } };
    },
  ],
  'GET /transition/consent': [() => ({})],
  'POST /transition/consent/notices': [({ part }) => ({ body: noticeTo(part.teacherId) })],
  'POST /transition/consent/agreements': [
    async ({ school, part: { teacherId: personId } }) => {
      await school.do('POST', 'transition/consent/notices', noticeTo(personId));
      return { body: { personId, document: DOCUMENT, inForceFrom: '2026-12-01' } };
    },
  ],
  'POST /transition/consent/readings': [
    async ({ school, part }) => ({
      body: {
        actId: (await writtenAct(school)).actId,
        version: 1,
        personIds: [part.teacherId],
        on: '2026-10-01',
      },
    }),
  ],
  'GET /me/notices': [() => ({})],
  'POST /me/readings': [
    async ({ school }) => ({ body: { actId: (await writtenAct(school)).actId, version: 1 } }),
  ],
  'POST /transition/consent/protocols': [() => ({ body: PROTOCOL })],
  'POST /transition/consent/surveys': [
    () => ({
      body: {
        question: 'Согласны ли вы?',
        date: '2026-10-01',
        asked: 50,
        answered: 40,
        inFavour: 30,
        against: 5,
      },
    }),
  ],
  'POST /transition/consent/opinions/{opinionId}/withdrawal': [
    async ({ school }) => ({ params: { opinionId: await freshOpinion(school) }, body: { reason: 'ошибка' } }),
  ],
  'POST /transition/consent/paper': [
    async ({ school }) => ({ body: { personId: await school.person('parent'), from: '2026-10-01' } }),
  ],
  'POST /transition/consent/paper/{personId}/end': [
    async ({ school }) => {
      const personId = await school.person('parent');
      await school.do('POST', 'transition/consent/paper', { personId, from: '2026-10-01' });
      return { params: { personId }, body: { to: '2026-10-05' } };
    },
  ],
  'GET /transition/verdict': [() => ({})],
  'POST /transition/assessments': [() => ({ body: {} })],
  'GET /transition/assessments': [() => ({})],
  'GET /transition/assessments/{assessmentId}': [
    async ({ school }) => ({ params: { assessmentId: await seenAssessment(school) } }),
  ],
  'GET /transition/assessments/compare': [
    async ({ school }) => ({
      query: { first: await seenAssessment(school), second: await seenAssessment(school) },
    }),
  ],
  'POST /transition/assessments/{assessmentId}/act': [
    async ({ school }) => ({
      params: { assessmentId: await readyAssessment(school) },
      body: actOf(school),
    }),
  ],
  'GET /transition/assessments/{assessmentId}/act.pdf': [
    async ({ school }) => ({ params: { assessmentId: await printedAct(school) } }),
  ],
  'GET /transition/assessments/{assessmentId}/act.docx': [
    async ({ school }) => ({ params: { assessmentId: await printedAct(school) } }),
  ],
  'GET /transition/monitoring': [() => ({})],
  'GET /transition/orders': [() => ({})],
  'POST /transition/orders': [
    () => ({ body: DRAFT }),
    async ({ school }) => ({ body: { kind: 'repealing', concerns: await issuedOrder(school) } }),
  ],
  'GET /transition/orders/{orderId}': [
    async ({ school }) => ({ params: { orderId: await freshOrder(school) } }),
  ],
  'PUT /transition/orders/{orderId}/fields': [
    async ({ school, part }) => ({
      params: { orderId: await freshOrder(school) },
      body: { fields: [{ field: 'technician', value: part.teacherId }], basedOn: 0 },
    }),
  ],
  'PUT /transition/orders/{orderId}/texts/{part}': [
    async ({ school }) => ({
      params: { orderId: await freshOrder(school), part: 'help-regulations' },
      body: { text: '# Общие положения\nПомощь оказывается бесплатно.', basedOn: 0 },
    }),
  ],
  'POST /transition/orders/{orderId}/drop': [
    async ({ school }) => ({ params: { orderId: await freshOrder(school) }, body: { reason: 'ошибка' } }),
  ],
  'POST /transition/orders/{orderId}/issue': [
    async ({ school }) => ({ params: { orderId: await filledOrder(school) }, body: issueOf() }),
  ],
  'PUT /transition/orders/{orderId}/scan': [
    async ({ school }) => ({
      params: { orderId: await issuedOrder(school) },
      query: { name: 'Приказ.pdf' },
      content: contentOf(),
    }),
  ],
  'GET /transition/orders/{orderId}/scan': [
    async ({ school }) => {
      const orderId = await issuedOrder(school);
      const as = school.holder('administrator');
      const sent = { as, query: { name: 'Приказ.pdf' }, content: contentOf() };
      await school.call('PUT', `transition/orders/${orderId}/scan`, sent);
      return { params: { orderId } };
    },
  ],
  'GET /transition/orders/{orderId}/preview': [
    async ({ school }) => ({ params: { orderId: await freshOrder(school) } }),
  ],
  'GET /transition/orders/{orderId}/paper.pdf': [
    async ({ school }) => ({ params: { orderId: await freshOrder(school) } }),
  ],
  'GET /transition/orders/{orderId}/paper.docx': [
    async ({ school }) => ({ params: { orderId: await freshOrder(school) } }),
  ],
  'GET /transition/plan.pdf': [
    async ({ school }) => {
      const { position } = await school.do('POST', 'transition/acts', SURE_TO_BE_SEEN);
      await school.do('POST', 'transition/plan', PLAN);
      return { query: { minPosition: position! } };
    },
  ],
  'GET /me/certificates/{certificateId}/paper.pdf': [
    async ({ school, role }) => {
      const { certificateId, token } = await issuedCertificate(school, role);
      return { params: { certificateId }, token };
    },
  ],
  'GET /transition/training/{personId}/certificates/{certificateId}/paper.pdf': [
    async ({ school }) => {
      const { personId, certificateId } = await issuedCertificate(school, 'teacher');
      return { params: { personId, certificateId } };
    },
  ],
  'GET /certificates/{schoolId}/{code}': [
    async ({ school }) => ({ params: await printedCertificate(school), madeUp: ['schoolId'] }),
  ],
};

/** Ids of the transition in a school, for others to try. */
export interface ForeignTransition {
  readonly actId: string;
  readonly courseId: string;
  readonly courseSessionId: string;
  readonly attemptId: string;
  readonly certificateId: string;
  readonly taskId: string;
  readonly opinionId: string;
  readonly assessmentId: string;
  readonly orderId: string;
  readonly concerns: string;
  /** What a field of an order names. */
  readonly value: string;
  /** What a comparison names. */
  readonly first: string;
  readonly second: string;
}

/** Does something for the transition in a school whose ids others are to try. */
export async function walkTheRoad(school: SmallSchool): Promise<ForeignTransition> {
  const { courseId, courseSessionId } = await freshSession(school);
  const { attemptId } = await begunTest(school, 'teacher');
  const { certificateId } = await acceptedCertificate(school);
  const [taskId, opinionId] = [await freshTask(school), await freshOpinion(school)];
  const actId = await draftedAct(school);
  const assessmentId = await freshAssessment(school);
  const orderId = await freshOrder(school);
  return {
    actId,
    courseId,
    courseSessionId,
    attemptId,
    certificateId,
    taskId,
    opinionId,
    assessmentId,
    orderId,
    concerns: orderId,
    value: await school.person('staff'),
    first: assessmentId,
    second: assessmentId,
  };
}
