import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { AccountRole } from '#accounts/events';
import { pdf } from '../../../libs/transition/src/testing/sample-documents.ts';
import { callAt } from '../../support/call.ts';
import { type AskedQuestion, placesOfRight } from '../../support/right-answers.ts';

/** A school that answers, and who may sign in there. */
interface Walked {
  readonly url: string;
  readonly signIn: (role: AccountRole) => { readonly login: string; readonly password: string };
}

/** Asks and does as one role. @returns the answer's body */
type Ask = <Body = Record<string, unknown>>(
  method: string,
  path: string,
  body?: object,
  file?: { readonly query: Readonly<Record<string, string>>; readonly content: Uint8Array<ArrayBuffer> },
) => Promise<Body>;

async function as({ url, signIn }: Walked, role: AccountRole): Promise<Ask> {
  const { login, password } = signIn(role);
  const session = { method: 'POST', path: '/api/v1/sessions', body: { login, password, bearer: true } };
  const { token } = (await callAt(url, session)).body as { token: string };
  return async (method, path, body, file) => {
    const answer = await callAt(url, {
      method,
      path: `/api/v1/${path}`,
      token,
      ...(body === undefined ? {} : { body }),
      ...(file ?? {}),
    });
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as never;
  };
}

/** Asks until the answer shows what was done just now. */
async function until<Found>(ask: () => Promise<Found | undefined>): Promise<Found> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await ask();
    if (found !== undefined) return found;
    await pause(50);
  }
  throw new Error('It did not come within five seconds');
}

interface Act {
  readonly actId: string;
  readonly line: string | null;
  readonly kind: string;
  readonly consulted: readonly string[];
}

/**
 * Walks half the road in a demo school, through HTTP: acts in every state, a room without a network, people trained in
 * every way, notices, opinions, tasks. A school that has begun already is left as it is.
 */
export async function walkHalfTheRoad(school: Walked): Promise<void> {
  const deputy = await as(school, 'deputy-head');
  const plan = await deputy<{ start: string | null }>('GET', 'transition/plan');
  if (plan.start !== null) return;
  await deputy('POST', 'transition/plan', { start: '2026-09-07' });
  const { people } = await deputy<{ people: readonly { personId: string; teaches: boolean }[] }>(
    'GET',
    'transition/training',
  );
  const teaching = people.filter(({ teaches }) => teaches).map(({ personId }) => personId);
  await prepareActs(deputy, teaching);
  await equip(deputy);
  await train(deputy, teaching);
  await tell(deputy, teaching);
  await takeTests(deputy, await as(school, 'teacher'));
  await workOnPlan(deputy, teaching);
}

async function prepareActs(deputy: Ask, teaching: readonly string[]): Promise<void> {
  const { items } = await deputy<{ items: readonly Act[] }>('GET', 'transition/acts');
  for (const [index, { actId, kind, consulted }] of items.entries()) {
    const path = `transition/acts/${actId}`;
    if (index % 2 === 0) {
      const due = index % 8 === 0 ? '2026-11-10' : '2026-12-15';
      await deputy('PUT', `${path}/responsible`, { personId: teaching[index % 5], due });
    }
    if (kind !== 'appendix') {
      if (index % 6 === 5) continue;
      const needed = index % 6 !== 4;
      const why = needed ? 'Названо ведение журнала на бумаге' : 'О журнале в нём не говорится';
      await deputy('PUT', `${path}/review`, { needed, why });
      if (!needed || index % 6 === 3) continue;
    }
    await deputy('POST', `${path}/versions`);
    if (index % 6 === 2) continue;
    const content = new Uint8Array(pdf(actId));
    await deputy('PUT', `${path}/document`, undefined, { query: { name: 'Проект акта.pdf' }, content });
    if (index % 6 === 1) continue;
    for (const body of consulted)
      await deputy('POST', `${path}/opinions`, { body, protocol: { number: '3', date: '2026-10-05' } });
    if (kind !== 'appendix')
      await deputy('POST', `${path}/approval`, { number: '41-ОД', date: '2026-10-12' });
  }
}

async function equip(deputy: Ask): Promise<void> {
  interface Resources {
    readonly rooms: readonly { readonly room: string }[];
    readonly places: readonly { readonly personId: string }[];
  }
  const { rooms, places } = await deputy<Resources>('GET', 'transition/resources');
  const equipped = rooms.slice(0, -1).map(({ room }, index) => ({
    room,
    network: index === 3 ? 'none' : index % 3 === 0 ? 'both' : 'wired',
    devices: [
      { kind: 'desktop', count: 1, working: index % 5 === 0 ? 0 : 1 },
      { kind: 'projector', count: 1, working: 1 },
      ...(index % 4 === 0 ? [{ kind: 'laptop', count: 3, working: 2 }] : []),
    ],
  }));
  if (equipped.length > 0) await deputy('PUT', 'transition/resources/rooms', { rooms: equipped });
  const told = places.slice(2).map(({ personId }, index) => ({
    personId,
    hasPlace: index !== 0,
    room: index === 0 ? null : (rooms[index % Math.max(1, rooms.length)]?.room ?? null),
  }));
  await deputy('PUT', 'transition/resources/places', { places: told });
}

async function train(deputy: Ask, teaching: readonly string[]): Promise<void> {
  const opened = { title: 'Работа в электронном журнале, осень 2026 года', programmeId: 'portal-2015' };
  const { courseId } = await deputy<{ courseId: string }>('POST', 'transition/courses', opened);
  const learners = teaching.slice(0, 12);
  await deputy('POST', `transition/courses/${courseId}/learners`, { personIds: learners });
  for (const [part, date, hours] of [
    ['lectures', '2026-10-06', 4],
    ['lectures', '2026-10-13', 3],
    ['practice', '2026-11-17', 3],
    ['practice', '2026-12-01', 3],
  ] as const) {
    const path = `transition/courses/${courseId}/sessions`;
    const session = { part, date, starts: '15:30', hours, place: 'каб. 204' };
    const { courseSessionId } = await deputy<{ courseSessionId: string }>('POST', path, session);
    if (date > '2026-11-01') continue;
    const attended = learners.slice(0, -2).map((personId) => ({ personId, hours }));
    await deputy('PUT', `${path}/${courseSessionId}/attendance`, { attended });
  }
  for (const [index, personId] of teaching.slice(14, -4).entries())
    await deputy('POST', `transition/training/${personId}/outside-certificates`, {
      issuer: 'Академия социального управления',
      programme: 'Электронный журнал в школе',
      number: `ПК-${1200 + index}`,
      date: '2026-09-18',
      hours: 16,
    });
}

async function tell(deputy: Ask, teaching: readonly string[]): Promise<void> {
  await deputy('POST', 'transition/consent/notices', {
    personIds: teaching.slice(0, -3),
    duties: 'Ведение журнала успеваемости только в электронном виде',
    givenOn: '2026-09-10',
    dutiesFrom: '2026-11-16',
  });
  for (const [index, personId] of teaching.slice(0, 8).entries())
    await deputy('POST', 'transition/consent/agreements', {
      personId,
      document: { number: String(index + 1), date: '2026-10-01' },
      inForceFrom: index < 4 ? '2026-11-16' : '2026-12-01',
    });
  await deputy('POST', 'transition/consent/protocols', {
    question: 'Согласны ли вы с отказом от бумажного журнала?',
    agrees: true,
    protocol: { number: '2', date: '2026-10-20' },
  });
  await deputy('POST', 'transition/consent/surveys', {
    question: 'Готовы ли вы получать сведения об успеваемости только в электронном дневнике?',
    date: '2026-10-22',
    asked: 812,
    answered: 640,
    inFavour: 561,
    against: 79,
  });
  const { items } = await deputy<{ items: readonly { personId: string }[] }>(
    'GET',
    'people?kind=parent&limit=1',
  );
  for (const { personId } of items)
    await deputy('POST', 'transition/consent/paper', { personId, from: '2026-11-16' });
  const { sheets } = await deputy<{ sheets: readonly { actId: string; version: number }[] }>(
    'GET',
    'transition/consent',
  );
  for (const { actId, version } of sheets.slice(0, 2)) {
    const personIds = teaching.slice(0, 20);
    await deputy('POST', 'transition/consent/readings', { actId, version, personIds, on: '2026-10-15' });
  }
}

/** The teacher passes one test and is in the middle of another. */
async function takeTests(deputy: Ask, teacher: Ask): Promise<void> {
  const begin = async (programmeId: string) =>
    (await teacher<{ attemptId: string }>('POST', 'me/tests', { programmeId })).attemptId;
  const passed = await begin('portal-2015');
  await answer(teacher, passed, 17);
  await teacher('POST', `me/tests/${passed}/finish`);
  await answer(teacher, await begin('short-course'), 2);
  const { person } = await teacher<{ person: { personId: string } }>('GET', 'me');
  const path = `transition/training/${person.personId}/certificates`;
  await deputy('POST', path, { programmeId: 'portal-2015' });
}

/** Answers so many questions rightly. */
export async function answer(teacher: Ask, attemptId: string, count: number): Promise<void> {
  const { questions } = await teacher<{ questions: readonly AskedQuestion[] }>(
    'GET',
    `me/tests/${attemptId}`,
  );
  for (const { questionId, options } of questions.slice(0, count)) {
    const chosen = placesOfRight(questionId, options);
    await teacher('PUT', `me/tests/${attemptId}/answers/${questionId}`, { chosen });
  }
}

async function workOnPlan(deputy: Ask, teaching: readonly string[]): Promise<void> {
  const tasks = 'transition/plan/tasks';
  await deputy('POST', `${tasks}/working-group/completion`, { note: 'Группа создана приказом № 12' });
  await deputy('PUT', `${tasks}/list-resources/responsible`, { personId: teaching[0] });
  await deputy('PUT', `${tasks}/parents-opinion/dates`, {
    starts: '2026-10-01',
    due: '2026-12-04',
    reason: 'Родительские собрания пройдут в ноябре',
  });
  const { tasks: shown } = await until(async () => {
    const plan = await deputy<{ tasks: readonly { status: string }[] }>('GET', 'transition/plan');
    return plan.tasks.some(({ status }) => status === 'done') ? plan : undefined;
  });
  expect(shown.length).toBeGreaterThan(0);
}
