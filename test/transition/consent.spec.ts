import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { actIdOf } from '#transition/events';
import { pdf } from '../../libs/transition/src/testing/sample-documents.ts';
import { idOf, JournalApp, SCHOOL, TODAY, type Visitor } from '../support/journal-app.ts';

let test: JournalApp;
let deputy: Visitor;
let head: Visitor;
let teacher: Visitor;

beforeAll(async () => {
  test = await JournalApp.start();
  deputy = test.as('substitute', ['deputy-head']);
  head = test.as('head', ['head']);
  teacher = test.as('teacher', ['teacher']);
});
afterAll(() => test.close());

const CONSENT = 'transition/consent';
const notice = (more: object = {}) => ({
  personIds: [idOf('teacher'), idOf('physicist')],
  duties: 'Ведение электронного журнала в течение 24 часов после урока',
  givenOn: '2026-09-20',
  dutiesFrom: '2026-11-20',
  ...more,
});
const statuses = async (query = '') => {
  const { body } = await head.get(`${CONSENT}${query}`);
  return (body.staff as { familyName: string; status: string; earliest: string | null }[]).map((one) => [
    one.familyName,
    one.status,
    one.earliest,
  ]);
};

describe('the staff', () => {
  it('are given notice two months ahead, many in one step, and nobody who is not of the staff', async () => {
    expect(await statuses()).toEqual([
      ['physicist', 'no-notice', null],
      ['teacher', 'no-notice', null],
    ]);
    const early = await deputy.do('post', `${CONSENT}/notices`, notice({ dutiesFrom: '2026-11-19' }));
    expect([early.status, early.body.type, early.body.earliest]).toEqual([
      409,
      '/problems/too-early',
      '2026-11-20',
    ]);
    const pupil = await deputy.do('post', `${CONSENT}/notices`, notice({ personIds: [idOf('anna')] }));
    expect(pupil.body.type).toBe('/problems/not-staff');
    expect((await deputy.do('post', `${CONSENT}/notices`, notice())).status).toBe(201);
    expect(await statuses()).toEqual([
      ['physicist', 'notified', '2026-11-20'],
      ['teacher', 'notified', '2026-11-20'],
    ]);
  });

  it('sign agreements that bring no duty forward', async () => {
    const agreement = (inForceFrom: string) => ({
      personId: idOf('teacher'),
      document: { number: '5', date: '2026-10-01' },
      inForceFrom,
    });
    const early = await deputy.do('post', `${CONSENT}/agreements`, agreement('2026-11-01'));
    expect(early.body.type).toBe('/problems/too-early');
    expect((await deputy.do('post', `${CONSENT}/agreements`, agreement('2026-11-20'))).status).toBe(201);
    expect((await statuses())[1]).toEqual(['teacher', 'agreed', '2026-11-20']);
    expect((await statuses('?on=2026-11-20'))[1]).toEqual(['teacher', 'in-force', '2026-11-20']);
    expect((await teacher.get('me/notices')).body).toMatchObject({
      notices: [{ dutiesFrom: '2026-11-20' }],
      agreements: [{ document: { number: '5' } }],
      earliest: '2026-11-20',
    });
  });

  it('read the documents in force, and say so themselves or on a sheet', async () => {
    const act = actIdOf(SCHOOL, 'internal-control');
    const path = `transition/acts/${act}`;
    await deputy.do('put', `${path}/review`, { needed: true, why: 'новый порядок' });
    await deputy.do('post', `${path}/versions`);
    const none = await teacher.do('post', 'me/readings', { actId: act, version: 1 });
    expect(none.body.type).toBe('/problems/no-document');
    await deputy.upload('put', `${path}/document?name=a.pdf`, pdf());
    const protocol = { number: '3', date: '2026-09-20' };
    await deputy.do('post', `${path}/opinions`, { body: 'pedagogical-council', protocol });
    expect((await teacher.get('me/notices')).body.documents).toEqual([]);
    await deputy.do('post', `${path}/approval`, { number: '17', date: '2026-09-25' });
    const [document] = (await teacher.get('me/notices')).body.documents as [{ sha256: string; readOn: null }];
    expect(document.readOn).toBeNull();
    expect((await teacher.get(`${path}/documents/${document.sha256}`)).status).toBe(200);
    expect((await teacher.do('post', 'me/readings', { actId: act, version: 1 })).status).toBe(201);
    const { sheets } = (await head.get(CONSENT)).body;
    expect(sheets).toMatchObject([
      {
        actId: act,
        version: 1,
        readers: [
          { familyName: 'physicist', on: null },
          { familyName: 'teacher', on: TODAY },
        ],
      },
    ]);
    const signed = { actId: act, version: 1, personIds: [idOf('physicist')], on: '2026-10-01' };
    expect((await deputy.do('post', `${CONSENT}/readings`, signed)).status).toBe(201);
    expect((await deputy.do('post', `${CONSENT}/readings`, { ...signed, actId: newId() })).status).toBe(404);
  });
});

describe('the parents', () => {
  const QUESTION = 'Согласны ли вы с отказом от бумажного журнала?';

  it('are asked by their council or by a survey, each with the words of the question', async () => {
    const protocol = { question: QUESTION, protocol: { number: '2', date: '2026-09-30' }, agrees: true };
    expect((await deputy.do('post', `${CONSENT}/protocols`, protocol)).status).toBe(201);
    const survey = {
      question: QUESTION,
      date: '2026-10-02',
      asked: 100,
      answered: 80,
      inFavour: 30,
      against: 45,
    };
    const asked = await deputy.do('post', `${CONSENT}/surveys`, survey);
    expect(asked.status).toBe(201);
    const more = await deputy.do('post', `${CONSENT}/surveys`, { ...survey, answered: 101 });
    expect([more.status, more.body.errors[0]]).toEqual([422, expect.objectContaining({ rule: 'sums' })]);
    expect((await head.get(CONSENT)).body.parents).toMatchObject([
      { way: 'protocol', number: '2', question: QUESTION, agrees: true },
      { way: 'survey', asked: 100, inFavour: 30, against: 45, agrees: false },
    ]);
    const back = `${CONSENT}/opinions/${asked.body.opinionId as string}/withdrawal`;
    expect((await deputy.do('post', back, { reason: 'пересчитано' })).status).toBe(201);
    expect((await head.get(CONSENT)).body.parents).toHaveLength(1);
  });

  it('who keep to paper stand in a register, from–to', async () => {
    const kept = { personId: idOf('mother'), from: '2026-09-01' };
    expect((await deputy.do('post', `${CONSENT}/paper`, kept)).status).toBe(201);
    const pupil = await deputy.do('post', `${CONSENT}/paper`, { ...kept, personId: idOf('anna') });
    expect(pupil.body.type).toBe('/problems/not-a-parent');
    expect((await deputy.do('post', `${CONSENT}/paper/${idOf('mother')}/end`, { to: TODAY })).status).toBe(
      201,
    );
    expect((await head.get(CONSENT)).body.paper).toMatchObject([
      { familyName: 'mother', from: '2026-09-01', to: TODAY },
    ]);
  });
});
