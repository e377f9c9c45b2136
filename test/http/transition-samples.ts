import { pdf } from '../../libs/transition/src/testing/sample-documents.ts';
import { defaultTransitionPolicy } from '#transition/events';
import type { SmallSchool } from '../support/small-school.ts';
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
};

/** Ids of the transition in a school, for others to try. */
export interface ForeignTransition {
  readonly actId: string;
}

/** Does something for the transition in a school whose ids others are to try. */
export async function walkTheRoad(school: SmallSchool): Promise<ForeignTransition> {
  return { actId: await draftedAct(school) };
}
