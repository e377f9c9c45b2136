import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { newId } from '#kernel';
import { Seals } from '#platform';
import { personStream } from '#school/events';
import { defaultTransitionPolicy, trainingStream } from '#transition/events';
import { bytesOf } from '../support/bytes-of.ts';
import { idOf, JournalApp, OTHER_SCHOOL, SCHOOL, TODAY, type Visitor } from '../support/journal-app.ts';
import { type AskedQuestion, placesOfRight } from '../support/right-answers.ts';
import { pagesOfPdf, squeezed } from '../support/text-of-papers.ts';

let test: JournalApp;
let deputy: Visitor;
let head: Visitor;
let teacher: Visitor;
let physicist: Visitor;

beforeAll(async () => {
  test = await JournalApp.start();
  deputy = test.as('substitute', ['deputy-head']);
  head = test.as('head', ['head']);
  teacher = test.as('teacher', ['teacher']);
  physicist = test.as('physicist', ['teacher']);
});
afterAll(() => test.close());

const PROGRAMME = { programmeId: 'portal-2015' } as const;
const condition = async () => (await head.get('transition/conditions/training')).body;
const begin = async (who: Visitor): Promise<string> =>
  (await who.do('post', 'me/tests', PROGRAMME)).body.attemptId as string;
const shown = async (who: Visitor, attemptId: string) =>
  (await who.get(`me/tests/${attemptId}`)).body as {
    questions: (AskedQuestion & { chosen: number[]; right: number[] | null; correct: boolean | null })[];
    result: object | null;
    reviewed: boolean;
    over: boolean;
  };

/** Answers so many questions rightly, the others not at all. */
async function answer(who: Visitor, attemptId: string, count: number): Promise<void> {
  const { questions } = await shown(who, attemptId);
  for (const { questionId, options } of questions.slice(0, count)) {
    const chosen = placesOfRight(questionId, options);
    const path = `me/tests/${attemptId}/answers/${questionId}`;
    expect((await who.do('put', path, { chosen })).status).toBe(200);
  }
}

describe('the final test', () => {
  let attemptId: string;

  it('is drawn for its person, and its right answers are nowhere in what is answered', async () => {
    attemptId = await begin(teacher);
    const answers = [await teacher.get(`me/tests/${attemptId}`), await teacher.get('me/training')];
    const test_ = await shown(teacher, attemptId);
    expect(test_).toMatchObject({ passMark: 70, over: false, result: null, reviewed: false });
    expect(test_.questions).toHaveLength(20);
    for (const { right, correct } of test_.questions) expect([right, correct]).toEqual([null, null]);
    for (const { text } of answers) expect(text).not.toMatch(/"(right|explain|correct)":[^n]/);
  });

  it('is nobody else’s, and one at a time', async () => {
    expect((await physicist.get(`me/tests/${attemptId}`)).status).toBe(404);
    const other = `me/tests/${attemptId}/finish`;
    expect((await physicist.do('post', other)).status).toBe(404);
    const second = await teacher.do('post', 'me/tests', PROGRAMME);
    expect([second.status, second.body.type, second.body.attemptId]).toEqual([
      409,
      '/problems/test-under-way',
      attemptId,
    ]);
  });

  it('says of an answer only that it was taken', async () => {
    const { questions } = await shown(teacher, attemptId);
    const { questionId } = questions[0]!;
    const { body } = await teacher.do('put', `me/tests/${attemptId}/answers/${questionId}`, { chosen: [1] });
    expect(Object.keys(body as object).sort()).toEqual([
      'commandId',
      'eventIds',
      'position',
      'recordedAt',
      'repeated',
    ]);
    expect((await shown(teacher, attemptId)).questions[0]!.chosen).toEqual([1]);
  });

  it('that was failed tells its result, and no right answers while there are tries left', async () => {
    await answer(teacher, attemptId, 13);
    expect((await teacher.do('post', `me/tests/${attemptId}/finish`)).status).toBe(201);
    const over = await shown(teacher, attemptId);
    expect(over).toMatchObject({
      over: true,
      reviewed: false,
      result: { correct: 13, outOf: 20, passed: false },
    });
    expect(over.questions.every(({ right }) => right === null)).toBe(true);
    expect((await condition()).evidence).toMatchObject([
      { personId: idOf('physicist'), lacks: 'no-test' },
      { personId: idOf('teacher'), lacks: 'failed' },
    ]);
  });

  it('that was passed tells right answers, and cannot be taken again', async () => {
    attemptId = await begin(teacher);
    await answer(teacher, attemptId, 14);
    await teacher.do('post', `me/tests/${attemptId}/finish`);
    const over = await shown(teacher, attemptId);
    expect(over).toMatchObject({ reviewed: true, result: { correct: 14, passed: true, by: 'person' } });
    for (const { questionId, options, right } of over.questions) {
      expect(right).toEqual(placesOfRight(questionId, options).sort((a, b) => a - b));
    }
    const again = await teacher.do('post', 'me/tests', PROGRAMME);
    expect(again.body.type).toBe('/problems/passed-already');
    expect(await condition()).toMatchObject({ met: false, numerator: 1, denominator: 2 });
  });

  it('takes no answers when its time has run out, and costs a try', async () => {
    const late = await begin(physicist);
    await answer(physicist, late, 3);
    test.clock.at += 60 * 60_000 + 1;
    const { questions } = await shown(physicist, late);
    const path = `me/tests/${late}/answers/${questions[5]!.questionId}`;
    expect((await physicist.do('put', path, { chosen: [0] })).body.type).toBe('/problems/test-over');
    await begin(physicist);
    expect(await shown(physicist, late)).toMatchObject({
      result: { correct: 3, passed: false, by: 'deadline' },
    });
    test.clock.at += 60 * 60_000 + 1;
    await begin(physicist);
    test.clock.at += 60 * 60_000 + 1;
    const fourth = await physicist.do('post', 'me/tests', PROGRAMME);
    expect([fourth.status, fourth.body.type]).toEqual([409, '/problems/no-tries-left']);
    test.goTo('12:00');
  });

  it('is not taken by who is not of the staff', async () => {
    expect((await test.as('anna', ['pupil']).do('post', 'me/tests', PROGRAMME)).status).toBe(403);
    expect((await test.as('anna', ['teacher']).do('post', 'me/tests', PROGRAMME)).status).toBe(409);
  });
});

describe('a course', () => {
  it('counts the hours of its learners', async () => {
    const opened = await deputy.do('post', 'transition/courses', { title: 'Осень', ...PROGRAMME });
    const course = `transition/courses/${opened.body.courseId as string}`;
    await deputy.do('post', `${course}/learners`, { personIds: [idOf('teacher'), idOf('physicist')] });
    const plan = async (part: string, hours: number): Promise<string> => {
      const session = { part, date: TODAY, starts: '14:00', hours, place: 'Кабинет 12' };
      const { body } = await deputy.do('post', `${course}/sessions`, session);
      return body.courseSessionId as string;
    };
    const [lectures, practice] = [await plan('lectures', 7), await plan('practice', 6)];
    const came = (hours: number) => ({ attended: [{ personId: idOf('teacher'), hours }] });
    expect((await deputy.do('put', `${course}/sessions/${lectures}/attendance`, came(7))).status).toBe(200);
    expect((await deputy.do('put', `${course}/sessions/${practice}/attendance`, came(5.5))).status).toBe(200);
    const again = await deputy.do('put', `${course}/sessions/${practice}/attendance`, came(5.5));
    expect(again.body.position).toBeNull();
    const { body } = await head.get('transition/courses');
    expect(body.programmes[0]).toMatchObject({ id: 'portal-2015', source: 'seed' });
    expect(body.courses[0].learners).toMatchObject([
      { personId: idOf('physicist'), parts: [{ attended: 0 }, { attended: 0 }] },
      {
        personId: idOf('teacher'),
        parts: [
          { part: 'lectures', attended: 7, hours: 7 },
          { part: 'practice', attended: 5.5, hours: 6 },
        ],
      },
    ]);
    expect((await teacher.get('me/training')).body.courses).toMatchObject([
      { title: 'Осень', sessions: [{ attended: 7 }, { attended: 5.5 }] },
    ]);
  });

  it('matters to condition 3 where the policy asks for hours', async () => {
    const policy = { ...defaultTransitionPolicy, hoursToo: true };
    await deputy.do('put', 'transition/policy', { policy, reason: 'решение', basedOn: 0 });
    expect((await condition()).evidence[1]).toMatchObject({
      lacks: 'hours',
      hoursAttended: 12.5,
      hoursAsked: 13,
    });
    const back = { policy: defaultTransitionPolicy, reason: 'решение', basedOn: 1 };
    await deputy.do('put', 'transition/policy', back);
  });
});

describe('certificates', () => {
  const OUTSIDE = {
    issuer: 'Институт развития образования',
    programme: 'Электронный журнал',
    number: 'А-17',
    date: '2026-09-01',
    hours: 16,
  };
  const path = (person: string, more: string): string => `transition/training/${idOf(person)}/${more}`;
  const open = (schoolId: string, code: string): request.Test =>
    request(test.app.getHttpServer()).get(`/api/v1/certificates/${schoolId}/${code}`);
  const linesOf = async (person: string) =>
    ((await head.get('transition/training')).body.people as { personId: string; training: never }[]).find(
      (one) => one.personId === idOf(person),
    )!.training as { issued: { certificateId: string; code: string }[]; outside: object[] };

  it('from elsewhere are accepted by a named colleague, and met condition 3 until withdrawn', async () => {
    const accepted = await deputy.do('post', path('physicist', 'outside-certificates'), OUTSIDE);
    expect(accepted.status).toBe(201);
    expect(await condition()).toMatchObject({ met: true, numerator: 2 });
    expect((await linesOf('physicist')).outside).toMatchObject([
      { issuer: OUTSIDE.issuer, number: 'А-17', acceptedBy: idOf('substitute') },
    ]);
    const log = JSON.stringify(
      (await test.log.readStream(trainingStream(SCHOOL, idOf('physicist')))).map(({ data }) => data),
    );
    expect(log).not.toContain('Институт');
    const own = await deputy.do('post', path('substitute', 'outside-certificates'), OUTSIDE);
    expect(own.body.type).toBe('/problems/own-certificate');
    const id = accepted.body.certificateId as string;
    const withdrawal = path('physicist', `certificates/${id}/withdrawal`);
    await deputy.do('post', withdrawal, { reason: 'not-genuine' });
    expect(await condition()).toMatchObject({ met: false, numerator: 1 });
  });

  it('of the school’s are issued to who passed, and confirmed by their code to anybody', async () => {
    const early = await deputy.do('post', path('physicist', 'certificates'), PROGRAMME);
    expect(early.body.type).toBe('/problems/not-passed');
    expect((await deputy.do('post', path('teacher', 'certificates'), PROGRAMME)).status).toBe(201);
    const { code } = (await linesOf('teacher')).issued[0]!;
    const answer = await open(SCHOOL, code.toLowerCase().replaceAll('-', ' '));
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        code,
        school: 'Школа',
        familyName: 'teacher',
        givenName: 'given of teacher',
        patronymic: '',
        programme: expect.stringContaining('Школьном портале'),
        hours: 12.5,
        date: TODAY,
      },
    ]);
    expect((await open(OTHER_SCHOOL, code)).status).toBe(404);
    const events = await test.log.readStream(trainingStream(SCHOOL, idOf('teacher')));
    expect(JSON.stringify(events.map(({ data }) => data))).not.toContain(code.replaceAll('-', ''));
  });

  it('are printed for their owner and for those who prepare, and say what the public page says', async () => {
    const { code, certificateId } = (await linesOf('teacher')).issued[0]!;
    const own = `me/certificates/${certificateId}/paper.pdf`;
    const staffs = path('teacher', `certificates/${certificateId}/paper.pdf`);
    const content = await bytesOf(teacher.get(own));
    const said = squeezed((await pagesOfPdf(content)).map((page) => page.text).join(' '));
    const { body: shown } = await open(SCHOOL, code);
    const { school, familyName, givenName, programme } = shown as Record<string, string>;
    const address = `/certificates/${SCHOOL}/${code}`;
    for (const words of [school!, familyName!, givenName!, programme!, code, address, 'в объёме 12,5 ч']) {
      expect(said).toContain(squeezed(words));
    }
    const [same] = await pagesOfPdf(await bytesOf(deputy.get(staffs)));
    expect(squeezed(same!.text)).toContain(squeezed(`Код сертификата: ${code}`));
    expect((await physicist.get(own)).status).toBe(404);
    expect((await physicist.get(staffs)).status).toBe(403);
  });

  it('are confirmed no more once withdrawn or once their person is erased', async () => {
    const { code, certificateId } = (await linesOf('teacher')).issued[0]!;
    await test.app.get(Seals).destroy(SCHOOL, `person:${idOf('teacher')}`);
    await test.record(
      personStream(SCHOOL, idOf('teacher')),
      { type: 'PersonErasureRequested', data: { personId: idOf('teacher'), reason: 'court' } },
      { type: 'PersonErased', data: { personId: idOf('teacher') } },
    );
    expect((await open(SCHOOL, code)).status).toBe(404);
    expect((await linesOf('teacher')).issued).toMatchObject([{ code: null }]);
    await deputy.do('post', path('teacher', `certificates/${certificateId}/withdrawal`), {
      reason: 'mistake',
    });
    expect((await open(SCHOOL, code)).status).toBe(404);
    expect((await open('nowhere', newId())).status).toBe(404);
  });
});
