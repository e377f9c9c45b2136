import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import { consent, type ConsentCommand, earliestDuties } from './consent.ts';
import type { ConsentEvent, ParentsOpinion } from './consent.events.ts';
import { twoMonthsAfter } from './two-months.ts';

const TODAY = '2026-10-06';
const noticed: ConsentEvent = {
  type: 'NoticesGiven',
  data: {
    noticeId: 'n1',
    personIds: ['anna', 'boris'],
    duties: 'Ведение журнала',
    givenOn: '2026-09-15',
    dutiesFrom: '2026-11-15',
  },
};
const give = (more: Partial<Extract<ConsentCommand, { kind: 'GiveNotices' }>> = {}): ConsentCommand => ({
  kind: 'GiveNotices',
  noticeId: 'n1',
  personIds: ['anna', 'boris', 'anna'],
  duties: ' Ведение журнала ',
  givenOn: '2026-09-15',
  dutiesFrom: '2026-11-15',
  today: TODAY,
  ...more,
});
const sign = (inForceFrom: string, personId = 'anna'): ConsentCommand => ({
  kind: 'SignAgreement',
  personId,
  agreementId: 'a1',
  document: { number: '5', date: '2026-10-01' },
  inForceFrom,
  today: TODAY,
});

describe('two months of notice', () => {
  it('end on the same day of the month, or on the last one that it has', () => {
    expect(
      ['2026-09-15', '2026-11-30', '2026-12-31', '2027-12-29', '2026-12-29', '2026-10-01'].map(
        twoMonthsAfter,
      ),
    ).toEqual(['2026-11-15', '2027-01-30', '2027-02-28', '2028-02-29', '2027-02-28', '2026-12-01']);
  });

  it('are given before new duties, and no agreement brings these forward', () => {
    given(consent)().when(give()).then(noticed);
    const early = given(consent)()
      .when(give({ dutiesFrom: '2026-11-14' }))
      .thenRefused('too-early');
    expect(early.more['earliest']).toBe('2026-11-15');
    given(consent)()
      .when(give({ givenOn: '2026-10-07' }))
      .thenRefused('invalid');
    given(consent)().when(sign('2026-11-15')).thenRefused('no-notice');
    given(consent)(noticed).when(sign('2026-11-14')).thenRefused('too-early');
    given(consent)(noticed).when(sign('2026-11-15', 'vera')).thenRefused('no-notice');
    expect(given(consent)(noticed).when(sign('2026-11-15')).facts()).toMatchObject([
      { type: 'AgreementSigned', data: { personId: 'anna', inForceFrom: '2026-11-15' } },
    ]);
  });

  it('run from the notice that was given last', () => {
    const again: ConsentEvent = {
      type: 'NoticesGiven',
      data: { ...noticed.data, noticeId: 'n2', personIds: ['anna'], givenOn: '2026-10-01' },
    };
    const { staff } = given(consent)(noticed, again).state;
    expect(staff.map((one) => [one.personId, earliestDuties(one)])).toEqual([
      ['boris', '2026-11-15'],
      ['anna', '2026-12-01'],
    ]);
  });
});

describe('a sheet of acquaintance', () => {
  const read = (...personIds: string[]): ConsentCommand => ({
    kind: 'ReadDocument',
    actId: 'act',
    version: 1,
    personIds,
    on: '2026-10-01',
    today: TODAY,
  });
  it('names everybody once, with the first day', () => {
    const first: ConsentEvent = {
      type: 'DocumentRead',
      data: { actId: 'act', version: 1, personIds: ['anna'], on: '2026-10-01' },
    };
    given(consent)().when(read('anna', 'anna')).then(first);
    given(consent)(first).when(read('anna')).thenNothing();
    expect(given(consent)(first).when(read('anna', 'boris')).facts()).toMatchObject([
      { data: { personIds: ['boris'] } },
    ]);
  });
});

describe('the parents', () => {
  const ask = (opinion: ParentsOpinion): ConsentCommand => ({
    kind: 'AskParents',
    opinionId: 'o1',
    question: ' Согласны ли вы? ',
    opinion,
    today: TODAY,
  });
  const survey = {
    way: 'survey',
    date: '2026-10-01',
    asked: 50,
    answered: 40,
    inFavour: 30,
    against: 8,
  } as const;

  it('are asked in words that are kept, and counted so that it adds up', () => {
    const asked: ConsentEvent = {
      type: 'ParentsAsked',
      data: { opinionId: 'o1', question: 'Согласны ли вы?', opinion: survey },
    };
    given(consent)().when(ask(survey)).then(asked);
    for (const wrong of [{ answered: 51 }, { inFavour: 33 }, { asked: 0, answered: 0 }, { against: -1 }]) {
      given(consent)()
        .when(ask({ ...survey, ...wrong }))
        .thenRefused('invalid');
    }
    given(consent)()
      .when(ask({ way: 'protocol', protocol: { number: '2', date: '2026-10-07' }, agrees: true }))
      .thenRefused('invalid');
    given(consent)(asked)
      .when({ kind: 'WithdrawOpinion', opinionId: 'o1', reason: 'ошибка' })
      .then({ type: 'ParentsOpinionWithdrawn', data: { opinionId: 'o1', reason: 'ошибка' } });
    given(consent)()
      .when({ kind: 'WithdrawOpinion', opinionId: 'o1', reason: 'ошибка' })
      .thenRefused('not-found');
  });

  it('may keep to paper, give it up, and keep to it again', () => {
    const kept: ConsentEvent = { type: 'PaperKept', data: { personId: 'mother', from: '2026-09-01' } };
    const given_: ConsentEvent = { type: 'PaperGivenUp', data: { personId: 'mother', to: '2026-10-01' } };
    const keep: ConsentCommand = { kind: 'KeepPaper', personId: 'mother', from: '2026-09-01' };
    given(consent)().when(keep).then(kept);
    given(consent)(kept).when(keep).thenNothing();
    given(consent)(kept).when({ kind: 'GiveUpPaper', personId: 'mother', to: '2026-10-01' }).then(given_);
    given(consent)(kept)
      .when({ kind: 'GiveUpPaper', personId: 'mother', to: '2026-08-01' })
      .thenRefused('invalid');
    given(consent)()
      .when({ kind: 'GiveUpPaper', personId: 'mother', to: '2026-10-01' })
      .thenRefused('no-paper');
    given(consent)(kept, given_).when(keep).then(kept);
  });
});
