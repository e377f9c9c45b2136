import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { defaultPolicy } from '#school/events';
import { defaultTransitionPolicy } from '#transition/events';
import { ALGEBRA, idOf, JournalApp, PHYSICS, type Visitor } from '../support/journal-app.ts';
import { type ShownVerdict, sumsBehind } from './evidence-of-verdict.ts';

let test: JournalApp;
let deputy: Visitor;
let head: Visitor;
const TUESDAYS = ['2026-09-08', '2026-09-15', '2026-09-22', '2026-09-29'];

beforeAll(async () => {
  test = await JournalApp.start();
  deputy = test.as('substitute', ['deputy-head']);
  head = test.as('head', ['head']);
});
afterAll(() => test.close());

async function verdict(query = ''): Promise<ShownVerdict> {
  const { status, body } = await head.get(`transition/verdict${query}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body as ShownVerdict;
}
const criterion = ({ criteria }: ShownVerdict, number: number): ShownVerdict['criteria'][number] =>
  criteria.find((one) => one.criterion === number)!;
const topic = (as: Visitor, lessonId: string) =>
  as.do('put', `lessons/${lessonId}/topic`, { topic: 'Дроби', basedOn: null });

describe('the verdict', () => {
  it('is about the last four school weeks that are over, and says everything that is lacking', async () => {
    const body = await verdict();
    expect(body).toMatchObject({
      on: '2026-10-06',
      from: '2026-09-07',
      to: '2026-10-04',
      weeks: ['2026-W37', '2026-W38', '2026-W39', '2026-W40'],
      weeksAsked: 4,
      ready: false,
      policies: { readiness: 0, transition: 0 },
      editions: { acts: 1 },
    });
    const weeks = body.weeks;
    expect(body.because).toEqual([
      { code: 'condition-not-met', condition: 'acts' },
      { code: 'condition-not-met', condition: 'resources' },
      { code: 'condition-not-met', condition: 'training' },
      { code: 'criterion-not-met', criterion: 2, under: weeks },
      { code: 'criterion-not-met', criterion: 3, under: weeks },
      { code: 'criterion-not-met', criterion: 4, under: [] },
      { code: 'criterion-not-met', criterion: 5, under: [] },
      { code: 'criterion-not-met', criterion: 6, under: weeks },
      { code: 'parents-not-asked' },
    ]);
  });

  it('has each figure with its weeks: four Tuesdays with two lessons, four Wednesdays with one', async () => {
    const teacher = test.as('teacher', ['teacher']);
    const physicist = test.as('physicist', ['teacher']);
    // Algebra on every Tuesday, physics in the first week only: 2 + 1 + 1 + 1 of 12.
    for (const date of TUESDAYS)
      expect((await topic(teacher, test.lessonId(ALGEBRA, date))).status).toBe(200);
    await topic(physicist, test.lessonId(PHYSICS, TUESDAYS[0]));
    const body = await verdict();
    expect(criterion(body, 1)).toMatchObject({ numerator: 1, denominator: 1, value: 100, met: true });
    expect(criterion(body, 2)).toMatchObject({
      numerator: 5,
      denominator: 12,
      value: 41.66,
      target: 95,
      met: false,
      eachWeek: true,
      weeks: [
        { week: '2026-W37', numerator: 2, denominator: 3, value: 66.66, met: false },
        { week: '2026-W38', numerator: 1, denominator: 3, value: 33.33 },
        { week: '2026-W39', numerator: 1 },
        { week: '2026-W40', numerator: 1 },
      ],
    });
    expect(body.coverage).toMatchObject([{ kind: 'class', lessons: 12, planned: 5, due: 12, kept: 0 }]);
    // Two teachers and the one room of the timetable, of which nobody said anything yet.
    expect(body.conditions[1]).toMatchObject({ condition: 'resources', numerator: 0, denominator: 3 });
    expect(body.conditions[1]!.parts).toEqual([
      { question: 'places', numerator: 0, denominator: 2, asked: true },
      { question: 'network', numerator: 0, denominator: 1, asked: true },
      { question: 'devices', numerator: 0, denominator: 1, asked: false },
    ]);
  });

  it('opens to what stands behind every line, whose rows sum up to the figure', async () => {
    const body = await verdict();
    const found = await sumsBehind(body, head);
    expect(found).toHaveLength(3 + 6 + 6 * 4 + 1 + 1);
    for (const { line, shown, summed } of found) expect([line, summed]).toEqual([line, shown]);
  });

  it('may be asked for a period of full weeks, never a shorter one than the policy’s', async () => {
    const five = await verdict('?from=2026-08-31&to=2026-10-04');
    expect(five.weeks).toHaveLength(5);
    expect(criterion(five, 2)).toMatchObject({ numerator: 5, denominator: 15 });
    const short = await head.get('transition/verdict?from=2026-09-21&to=2026-10-04');
    expect(short.status).toBe(422);
    expect(short.body).toMatchObject({
      type: '/problems/invalid',
      errors: [{ field: 'from', rule: 'period-too-short' }],
    });
    const words = await head.get('transition/verdict?from=soon&to=2026-10-04');
    expect([words.status, words.body.errors]).toEqual([400, [expect.objectContaining({ field: 'from' })]]);
  });

  it('looks at as many weeks as the policy says', async () => {
    const policy = { ...defaultTransitionPolicy, weeksAssessed: 2 };
    await deputy.do('put', 'transition/policy', { policy, reason: 'решение', basedOn: 0 });
    expect(await verdict()).toMatchObject({ from: '2026-09-21', weeksAsked: 2, policies: { transition: 1 } });
    expect((await verdict('?from=2026-09-21&to=2026-10-04')).weeks).toHaveLength(2);
    const many = { policy: { ...policy, weeksAssessed: 9 }, reason: 'решение', basedOn: 1 };
    await deputy.do('put', 'transition/policy', many);
    expect((await verdict()).because[0]).toEqual({ code: 'too-few-weeks', weeks: 5, of: 9 });
    const back = { policy: defaultTransitionPolicy, reason: 'решение', basedOn: 2 };
    await deputy.do('put', 'transition/policy', back);
  });

  it('is no teacher’s to see', async () => {
    expect((await test.as('teacher', ['teacher']).get('transition/verdict')).status).toBe(403);
  });
});

describe('an assessment', () => {
  let first: string;
  let position: string;
  const shown = async (id: string): Promise<ShownVerdict> =>
    (await head.get(`transition/assessments/${id}`)).body.verdict as ShownVerdict;

  it('keeps the verdict as it is given', async () => {
    const now = await verdict();
    const made = await deputy.do('post', 'transition/assessments', {});
    expect(made.status).toBe(201);
    first = made.body.assessmentId as string;
    const { assessments } = (await head.get('transition/assessments')).body as { assessments: object[] };
    expect(assessments).toMatchObject([
      { assessmentId: first, ready: false, by: { familyName: 'substitute' }, act: null, on: '2026-10-06' },
    ]);
    position = (assessments[0] as { position: string }).position;
    const kept = await shown(first);
    expect(figures(kept)).toEqual(figures(now));
  });

  it('is what the same question as of its position finds, whatever happens later', async () => {
    const before = await shown(first);
    const question = `?asOf=${position}&from=${before.from}&to=${before.to}&on=${before.on}`;
    expect(figures(await verdict(question))).toEqual(figures(before));
    test.goTo('10:00', '2026-10-14');
    // A topic of long ago, rooms, parents, both policies.
    await topic(test.as('physicist', ['teacher']), test.lessonId(PHYSICS, TUESDAYS[1]));
    await deputy.do('put', 'transition/resources/rooms', {
      rooms: [{ room: '12', network: 'wired', devices: [] }],
    });
    const protocol = { number: '1', date: '2026-10-02' };
    await deputy.do('post', 'transition/consent/protocols', { question: 'Да?', protocol, agrees: true });
    await test.policy({ ...defaultPolicy, targets: [100, 10, 90, 60, 25, 35] });
    const policy = { ...defaultTransitionPolicy, deviceInEveryRoom: true, weeksAssessed: 3 };
    await deputy.do('put', 'transition/policy', { policy, reason: 'решение', basedOn: 3 });
    expect(figures(await verdict(question))).toEqual(figures(before));
    const now = await verdict(`?from=${before.from}&to=${before.to}&on=${before.on}`);
    // Policies are those in force on the day that is asked about; figures are what is known now.
    expect(criterion(now, 2)).toMatchObject({ numerator: 6, denominator: 12 });
    expect(criterion(now, 2)).toMatchObject({ target: 95 });
    expect(now.conditions[1]).toMatchObject({ numerator: 1, denominator: 4 });
    expect(now.parents.met).toBe(true);
    const links = (await sumsBehind(await shown(first), head)).filter(
      ({ shown: is, summed }) => is !== summed,
    );
    expect(links).toEqual([]);
  });

  it('stands beside a later one, each figure before and after', async () => {
    const second = (await deputy.do('post', 'transition/assessments', {})).body.assessmentId as string;
    const path = `transition/assessments/compare?first=${first}&second=${second}`;
    const { lines, ...both } = (await head.get(path)).body as { lines: { figure: string }[] };
    expect(both).toMatchObject({ first: { assessmentId: first }, second: { assessmentId: second } });
    expect(lines.map(({ figure }) => figure)).toEqual([
      'acts',
      'resources',
      'training',
      'criterion-1',
      'criterion-2',
      'criterion-3',
      'criterion-4',
      'criterion-5',
      'criterion-6',
      'parents',
    ]);
    // Three weeks to 11 October by the new policy: 2 of 9 lessons; before, 5 of 12.
    expect(lines[4]).toMatchObject({
      first: { numerator: 5, denominator: 12, value: 41.66 },
      second: { numerator: 2, denominator: 9, value: 22.22, target: 10 },
      firstMet: false,
      change: -19.44,
    });
    expect(lines.at(-1)).toMatchObject({ first: null, firstMet: false, secondMet: true });
    const unknown = await head.get(`transition/assessments/compare?first=${first}&second=${newId()}`);
    expect([unknown.status, unknown.body.errors[0].field]).toEqual([404, 'second']);
  });

  it('that found the school not ready gets no act of readiness, and says what is lacking', async () => {
    const act = {
      number: '1',
      date: '2026-10-14',
      commission: [
        { personId: idOf('teacher'), part: 'chair' },
        { personId: idOf('physicist'), part: 'member' },
        { personId: idOf('substitute'), part: 'secretary' },
      ],
    };
    const refused = await deputy.do('post', `transition/assessments/${first}/act`, act);
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/not-ready']);
    expect(refused.body.because[0]).toEqual({ code: 'condition-not-met', condition: 'acts' });
    const pupil = { ...act, commission: [...act.commission, { personId: idOf('anna'), part: 'member' }] };
    const stranger = await deputy.do('post', `transition/assessments/${first}/act`, pupil);
    expect(stranger.body.type).toBe('/problems/not-staff');
    expect((await deputy.do('post', `transition/assessments/${newId()}/act`, act)).status).toBe(404);
  });
});

/** A verdict without its paths, which name the moment that was asked about, and without its own position. */
function figures(shown: ShownVerdict): unknown {
  return JSON.parse(
    JSON.stringify(shown, (key, value: unknown) =>
      key === 'evidence' || key === 'position' ? undefined : value,
    ),
  );
}
