import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { Planner } from '#journal';
import { addDays, type LocalDate, weekdayOf } from '#kernel';
import { yearStream } from '#school/events';
import { bytesOf } from '../support/bytes-of.ts';
import { idOf, JournalApp, SCHOOL, type Visitor } from '../support/journal-app.ts';
import { type Preparing, settleActs, settleResources } from '../support/ready-school.ts';
import { type AskedQuestion, placesOfRight } from '../support/right-answers.ts';
import { settlingOf } from '../support/settling.ts';
import { pagesOfPdf, textOfDocx } from '../support/text-of-papers.ts';
import { linesOfAct, missingIn } from './text-of-act.ts';

/**
 * The whole road through HTTP. Class 5А has two lessons on Tuesdays and one on Wednesdays. The plan begins on 6 October
 * 2026; the journal is kept beside paper from 30 November to 27 December; paper ends on 18 January 2027; from 25 January
 * on nobody writes anything.
 */
let test: JournalApp;
let head: Visitor;
let deputy: Visitor;
let administrator: Visitor;
let settle: () => Promise<void>;

const STAFF = ['head', 'substitute', 'teacher', 'physicist', 'class-teacher'] as const;
const HOME = 'transition';

beforeAll(async () => {
  test = await JournalApp.start();
  settle = settlingOf(test);
  head = test.as('head', ['head']);
  deputy = test.as('substitute', ['deputy-head']);
  administrator = test.as('substitute', ['administrator']);
  await test.person('head', 'staff');
  await planTheYear();
  await openAccounts();
});
afterAll(() => test.close());

/** All four terms, and the lessons of them. */
async function planTheYear(): Promise<void> {
  const terms = [
    ['2026-09-01', '2026-10-25'],
    ['2026-11-02', '2026-12-27'],
    ['2027-01-11', '2027-03-21'],
    ['2027-03-29', '2027-05-31'],
  ].map(([from, to], index) => ({ termId: `t${index + 1}`, title: `${index + 1}`, from, to }));
  const yearId = idOf('year');
  await test.record(yearStream(SCHOOL, yearId), {
    type: 'TermsSet',
    data: { yearId, scheme: 'quarters', terms },
  });
  await test.app.get(Planner).plan({ yearId, groupIds: [idOf('5a')] }, test.context());
}

async function openAccounts(): Promise<void> {
  const roles: Record<(typeof STAFF)[number], string> = {
    head: 'head',
    substitute: 'deputy-head',
    teacher: 'teacher',
    physicist: 'teacher',
    'class-teacher': 'class-teacher',
  };
  for (const name of STAFF) {
    const body = { personId: idOf(name), roles: [roles[name]] };
    const { code } = await done(administrator.do('post', 'accounts', body));
    const activation = { code, login: `login-${name}`, password: 'ten green bottles' };
    const { status } = await request(test.app.getHttpServer()).post('/api/v1/activations').send(activation);
    expect([name, status]).toEqual([name, 201]);
  }
}

async function signIn(name: string): Promise<void> {
  const body = { login: `login-${name}`, password: 'ten green bottles', bearer: true };
  const { status } = await request(test.app.getHttpServer()).post('/api/v1/sessions').send(body);
  expect(status).toBe(201);
}

/** Wants it done. @returns the answer's body */
async function done(asked: request.Test): Promise<Record<string, unknown>> {
  const { status, body } = await asked;
  if (status >= 300) throw new Error(`${asked.url}: ${status} ${JSON.stringify(body)}`);
  return body as Record<string, unknown>;
}

const send: Preparing = (method, path, { body, content } = {}) => {
  const word = method.toLowerCase() as 'get' | 'post' | 'put';
  if (content !== undefined) return done(deputy.upload(word as 'put', path, content));
  return done(word === 'get' ? deputy.get(path) : deputy.do(word, path, body));
};

/** A teacher's final test, all answers right. */
async function takeTest(name: string): Promise<void> {
  const as = test.as(name, ['teacher']);
  const { attemptId } = await done(as.do('post', 'me/tests', { programmeId: 'portal-2015' }));
  const path = `me/tests/${attemptId as string}`;
  const { questions } = (await done(as.get(path))) as { questions: AskedQuestion[] };
  for (const { questionId, options } of questions) {
    const chosen = placesOfRight(questionId, options);
    await done(as.do('put', `${path}/answers/${questionId}`, { chosen }));
  }
  await done(as.do('post', `${path}/finish`));
}

/** Topics and held marks for every lesson of a week, each on its own day after the last lesson. */
async function keepWeek(monday: LocalDate): Promise<void> {
  expect(weekdayOf(monday)).toBe(1);
  const names = new Map([
    [idOf('algebra'), 'teacher'],
    [idOf('physics'), 'physicist'],
  ]);
  for (const date of [addDays(monday, 1), addDays(monday, 2)]) {
    test.goTo('15:00', date);
    const path = `timetable?from=${date}&to=${date}&groupId=${idOf('5a')}`;
    const { lessons } = (await done(head.get(path))) as {
      lessons: { lessonId: string; registerId: string }[];
    };
    expect(lessons).toHaveLength(weekdayOf(date) === 2 ? 2 : 1);
    for (const { lessonId, registerId } of lessons) {
      const as = test.as(names.get(registerId)!, ['teacher']);
      await done(as.do('put', `lessons/${lessonId}/topic`, { topic: 'Дроби', basedOn: null }));
      await done(as.do('put', `lessons/${lessonId}/held`, { held: true, basedOn: null }));
    }
  }
}

/** How often each draft was changed: the version that a person has seen. */
const filledTimes = new Map<string, number>();

/** The codes of what is missing when an order is to be issued. */
async function missing(orderId: string, more: object = {}): Promise<string[]> {
  const body = { number: '17', date: today(), basedOn: filledTimes.get(orderId) ?? 0, ...more };
  const { status, body: answer } = await head.do('post', `${HOME}/orders/${orderId}/issue`, body);
  if (status === 201) return [];
  expect([status, answer.type]).toEqual([409, '/problems/not-ready']);
  return (answer.missing as { code: string; field?: string; part?: string }[]).map(({ code, field, part }) =>
    [code, field ?? part].filter((word) => word !== undefined).join(' '),
  );
}
const today = (): LocalDate => new Date(test.clock.at).toISOString().slice(0, 10);
const draft = async (kind: string): Promise<string> =>
  (await done(deputy.do('post', `${HOME}/orders`, { kind })))['orderId'] as string;

async function fill(orderId: string, fields: object[]): Promise<void> {
  const basedOn = filledTimes.get(orderId) ?? 0;
  await done(deputy.do('put', `${HOME}/orders/${orderId}/fields`, { fields, basedOn }));
  filledTimes.set(orderId, basedOn + 1);
}
const one = (field: string, value: string): object => ({ field, value });

describe('the road from an empty plan to a school without paper', () => {
  let first: string;
  let second: string;
  let ready: string;

  it('begins with nothing: no plan, and not ready because of everything', async () => {
    expect(await done(head.get(`${HOME}/plan`))).toMatchObject({ start: null, tasks: [] });
    const { because } = (await done(head.get(`${HOME}/verdict`))) as { because: { code: string }[] };
    expect(because.map(({ code }) => code)).toEqual([
      'condition-not-met',
      'condition-not-met',
      'condition-not-met',
      ...Array.from({ length: 5 }, () => 'criterion-not-met'),
      'parents-not-asked',
    ]);
    expect(await done(head.get(`${HOME}/monitoring`))).toMatchObject({ paperEnds: null, warnings: [] });
  });

  it('cannot yet issue the first order, nor the second: the answers list what is missing', async () => {
    first = await draft('transition');
    expect(await missing(first)).toEqual([
      'field-empty controlArea',
      'field-empty technician',
      'field-empty technicianDuty',
      'field-empty consultant',
      'field-empty consultantDuty',
      'no-plan work-plan',
      ...['work-plan', 'journal-regulations', 'diary-service-regulations', 'portal-instruction'].map(
        (part) => `appendix-not-agreed ${part}`,
      ),
      'appendix-not-agreed help-regulations',
      'appendix-not-agreed schedule',
    ]);
    second = await draft('end-of-paper');
    const lacking = await missing(second);
    expect(lacking.filter((code) => !code.startsWith('field-empty'))).toEqual([
      'first-order-not-in-force',
      'no-assessment assessment',
      'parents-not-asked',
    ]);
  });

  it('goes on by the plan: acts, resources, training', async () => {
    await done(deputy.do('post', `${HOME}/plan`, { start: '2026-10-06' }));
    await settleActs(send);
    await settleResources(send);
    for (const name of ['teacher', 'physicist']) await takeTest(name);
    await settle();
    const { conditions } = (await done(head.get(`${HOME}/verdict`))) as {
      conditions: { condition: string; met: boolean }[];
    };
    expect(conditions.map(({ condition, met }) => [condition, met])).toEqual([
      ['acts', true],
      ['resources', true],
      ['training', true],
    ]);
    const { tasks } = (await done(head.get(`${HOME}/plan`))) as {
      tasks: { taskId: string; completion: object | null }[];
    };
    const seen = tasks.filter(({ completion }) => completion !== null).map(({ taskId }) => taskId);
    expect(seen).toEqual(expect.arrayContaining(['approve-acts', 'network', 'tests']));
  });

  it('puts no new duty into force before two months are over', async () => {
    await fill(first, [
      one('controlArea', 'учебно-воспитательной работе'),
      one('technician', idOf('class-teacher')),
      one('technicianDuty', 'added'),
      one('consultant', idOf('teacher')),
      one('consultantDuty', 'by-duties'),
    ]);
    expect(await missing(first)).toEqual(['notice-missing technicianDuty']);
    await done(
      deputy.do('post', `${HOME}/consent/notices`, {
        personIds: [idOf('class-teacher')],
        duties: 'Контроль за техническим обеспечением электронного журнала',
        givenOn: '2026-09-28',
        dutiesFrom: '2026-11-30',
      }),
    );
    expect(await missing(first)).toEqual(['duty-too-early technicianDuty']);
    expect(await missing(first, { inForceFrom: '2026-11-30' })).toEqual([]);
  });

  it('keeps both journals: an assessment too early says no, and why', async () => {
    test.goTo('09:00', '2026-11-24');
    const { assessmentId } = await done(deputy.do('post', `${HOME}/assessments`, {}));
    const { assessment } = (await done(head.get(`${HOME}/assessments/${assessmentId as string}`))) as {
      assessment: { ready: boolean; because: object[] };
    };
    // W44 were holidays.
    const weeks = ['2026-W43', '2026-W45', '2026-W46', '2026-W47'];
    expect(assessment).toMatchObject({
      ready: false,
      because: [
        { code: 'criterion-not-met', criterion: 2, under: weeks },
        { code: 'criterion-not-met', criterion: 3, under: weeks },
        { code: 'criterion-not-met', criterion: 5 },
        { code: 'criterion-not-met', criterion: 6, under: weeks },
        { code: 'parents-not-asked' },
      ],
    });
    const act = await deputy.do('post', `${HOME}/assessments/${assessmentId as string}/act`, commission());
    expect([act.status, act.body.type, act.body.because]).toEqual([
      409,
      '/problems/not-ready',
      assessment.because,
    ]);
    await fill(second, [one('assessment', assessmentId as string)]);
    expect(await missing(second)).toContain('assessment-not-ready assessment');
  });

  it('is ready after four full school weeks, the holidays passed over, once the parents agree', async () => {
    for (const monday of ['2026-11-30', '2026-12-07', '2026-12-14', '2026-12-21']) await keepWeek(monday);
    test.goTo('18:00', '2026-12-22');
    await signIn('teacher');
    await signIn('physicist');
    test.goTo('09:00', '2027-01-12');
    const verdict = await done(head.get(`${HOME}/verdict`));
    expect(verdict).toMatchObject({
      weeks: ['2026-W49', '2026-W50', '2026-W51', '2026-W52'],
      because: [{ code: 'parents-not-asked' }],
    });
    const survey = { date: '2027-01-11', asked: 3, answered: 3, inFavour: 1, against: 2 };
    const question = 'Согласны ли вы на ведение журнала без бумаги?';
    await done(deputy.do('post', `${HOME}/consent/surveys`, { question, ...survey }));
    expect((await done(head.get(`${HOME}/verdict`)))['because']).toEqual([{ code: 'parents-against' }]);
    const protocol = { number: '3', date: '2027-01-12' };
    await done(deputy.do('post', `${HOME}/consent/protocols`, { question, protocol, agrees: true }));
    ready = (await done(deputy.do('post', `${HOME}/assessments`, {})))['assessmentId'] as string;
    const { assessments } = (await done(head.get(`${HOME}/assessments`))) as { assessments: object[] };
    expect(assessments).toMatchObject([
      { assessmentId: ready, ready: true, because: [], act: null },
      { ready: false },
    ]);
  });

  it('cannot yet end the paper without the act of readiness', async () => {
    const deputyId = idOf('substitute');
    await fill(second, [
      one('assessment', ready),
      one('paperEnds', '2027-01-18'),
      one('archiveDeputy', deputyId),
      one('archiveBy', '2027-02-01'),
      { field: 'monitoringDeputies', values: [deputyId] },
      one('backupKeeper', idOf('class-teacher')),
      one('extractsKeeper', idOf('class-teacher')),
      one('acquaintsStaff', deputyId),
    ]);
    expect(await missing(second)).toEqual(['no-act-of-readiness assessment']);
    await done(deputy.do('post', `${HOME}/assessments/${ready}/act`, commission('2027-01-12')));
    const again = await deputy.do('post', `${HOME}/assessments/${ready}/act`, commission('2027-01-12'));
    expect([again.status, again.body.type]).toEqual([409, '/problems/act-drawn']);
    const { assessment } = (await done(head.get(`${HOME}/assessments/${ready}`))) as { assessment: object };
    expect(assessment).toMatchObject({
      act: { number: '1', date: '2027-01-12', commission: [{ familyName: 'head', part: 'chair' }, {}, {}] },
    });
  });

  it('has the act on paper, which says every figure as the page shows it', async () => {
    const lines = linesOfAct((await done(head.get(`${HOME}/assessments/${ready}`))) as never);
    const pages = await pagesOfPdf(await bytesOf(head.get(`${HOME}/assessments/${ready}/act.pdf`)));
    expect(missingIn(pages.map(({ text }) => text).join(' '), lines)).toBeNull();
    const docx = await textOfDocx(await bytesOf(head.get(`${HOME}/assessments/${ready}/act.docx`)));
    expect(missingIn(docx, lines)).toBeNull();
  });

  it('ends the paper', async () => {
    expect(await missing(second, { number: '2' })).toEqual([]);
    expect(await done(head.get(`${HOME}/monitoring`))).toMatchObject({
      orderId: second,
      paperEnds: '2027-01-18',
      weeks: [],
      warnings: [],
    });
  });

  it('warns when a criterion stays under its target in two school weeks', async () => {
    test.goTo('18:00', '2027-01-19');
    await signIn('teacher');
    await signIn('physicist');
    await keepWeek('2027-01-18');
    test.goTo('09:00', '2027-02-02');
    const early = (await done(head.get(`${HOME}/monitoring`))) as { weeks: object[]; warnings: object[] };
    // One week was kept, in the other one nothing was: a bad week is no warning yet.
    expect(early.weeks).toMatchObject([
      { week: '2027-W03', from: '2027-01-18', to: '2027-01-24' },
      { week: '2027-W04' },
    ]);
    expect(early.warnings).toEqual([]);
    test.goTo('09:00', '2027-02-09');
    const { warnings } = (await done(deputy.get(`${HOME}/monitoring`))) as {
      warnings: { criterion: number; evidence: string }[];
    };
    // Of criterion 6 there is nothing to count in weeks without an entry.
    expect(warnings).toMatchObject([
      { criterion: 2, since: '2027-W04', weeks: 2, numerator: 0, denominator: 3, value: 0, target: 95 },
      { criterion: 3, since: '2027-W04', weeks: 2, value: 0 },
      { criterion: 5, since: '2027-W04', weeks: 2, numerator: 0, denominator: 5 },
    ]);
    for (const { evidence } of warnings) {
      expect((await head.get(evidence.replace('/api/v1/', ''))).status).toBe(200);
    }
    expect((await test.as('teacher', ['teacher']).get(`${HOME}/monitoring`)).status).toBe(403);
  });

  it('neither warns of holidays nor forgets over them', async () => {
    // W12, from 22 to 28 March, were holidays.
    test.goTo('09:00', '2027-03-30');
    const { weeks, warnings } = (await done(head.get(`${HOME}/monitoring`))) as {
      weeks: { week: string }[];
      warnings: object[];
    };
    expect(weeks.map(({ week }) => week).slice(-2)).toEqual(['2027-W10', '2027-W11']);
    expect(warnings).toMatchObject(
      [2, 3, 5].map((criterion) => ({ criterion, since: '2027-W04', weeks: 8 })),
    );
  });

  it('can be walked in thought once more: every verdict is as it was', async () => {
    const { assessment, verdict } = (await done(head.get(`${HOME}/assessments/${ready}`))) as {
      assessment: { position: string };
      verdict: Record<string, unknown>;
    };
    const { from, to, on } = verdict as { from: string; to: string; on: string };
    const query = `?asOf=${assessment.position}&from=${from}&to=${to}&on=${on}`;
    const { position: _, ...again } = await done(head.get(`${HOME}/verdict${query}`));
    expect(again).toEqual(verdict);
  });
});

const commission = (date = '2026-11-24'): object => ({
  number: '1',
  date,
  commission: [
    { personId: idOf('head'), part: 'chair' },
    { personId: idOf('substitute'), part: 'member' },
    { personId: idOf('class-teacher'), part: 'secretary' },
  ],
});
