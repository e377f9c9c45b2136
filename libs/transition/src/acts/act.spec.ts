import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import type { StoredFile } from '../files/stored-file.ts';
import { act, type ActCommand, type ActRules, draftOf, inForce } from './act.ts';
import type { ActEvent, Body } from './act.events.ts';

const ACT = 'act-1';
const TODAY = '2026-10-06';
const rules: ActRules = {
  kind: 'change',
  adoptedBy: 'head',
  consulted: ['pedagogical-council', 'parents'],
  edition: 1,
};
const appendix: ActRules = { ...rules, kind: 'appendix' };
const file = (name: string): StoredFile => ({ sha256: name.padEnd(64, '0'), size: 10, type: 'pdf', name });

const reviewed: ActEvent = {
  type: 'ActReviewed',
  data: { actId: ACT, needed: true, why: 'иной порядок', edition: 1 },
};
const drafted = (version = 1): ActEvent => ({
  type: 'ActDrafted',
  data: { actId: ACT, version, edition: 1 },
});
const attached = (version = 1, name = 'text'): ActEvent => ({
  type: 'ActDocumentAttached',
  data: { actId: ACT, version, copy: 'text', file: file(name) },
});
const agreed = (body: Body, version = 1): ActEvent => ({
  type: 'ActAgreed',
  data: { actId: ACT, version, body, protocol: { number: '3', date: '2026-09-20' } },
});
const approved = (version = 1): ActEvent => ({
  type: 'ActApproved',
  data: { actId: ACT, version, by: 'head', document: { number: '17', date: '2026-09-25' } },
});
const whole = [reviewed, drafted(), attached(), agreed('pedagogical-council'), agreed('parents'), approved()];

const review = (needed: boolean, why = 'иной порядок', by = rules): ActCommand => ({
  kind: 'ReviewAct',
  actId: ACT,
  needed,
  why,
  rules: by,
});
const draft = (by = rules): ActCommand => ({ kind: 'DraftAct', actId: ACT, rules: by });
const attach = (name = 'text', copy: 'text' | 'signed' = 'text'): ActCommand => ({
  kind: 'AttachDocument',
  actId: ACT,
  copy,
  file: file(name),
  rules,
});
const agree = (body: Body, date = '2026-09-20'): ActCommand => ({
  kind: 'AgreeAct',
  actId: ACT,
  body,
  protocol: { number: '3', date },
  today: TODAY,
  rules,
});
const approve = (date = '2026-09-25', by = rules): ActCommand => ({
  kind: 'ApproveAct',
  actId: ACT,
  document: { number: ' 17 ', date },
  today: TODAY,
  rules: by,
});
const withdraw = (version: number): ActCommand => ({
  kind: 'WithdrawVersion',
  actId: ACT,
  version,
  why: 'ошибка',
  rules,
});

describe('a local act', () => {
  it('is reviewed, and again when the catalogue asks more', () => {
    given(act)().when(review(true)).then(reviewed);
    given(act)(reviewed).when(review(true)).thenNothing();
    given(act)(reviewed)
      .when(review(true, 'иной порядок', { ...rules, edition: 2 }))
      .then({ type: 'ActReviewed', data: { actId: ACT, needed: true, why: 'иной порядок', edition: 2 } });
    given(act)().when(review(false, ' ')).thenRefused('invalid');
    given(act)()
      .when(review(false, 'нет', appendix))
      .thenRefused('appendix-needed');
  });

  it('is not drafted before somebody found that it needs a change, unless the order names it', () => {
    given(act)().when(draft()).thenRefused('not-reviewed');
    given(act)({ ...reviewed, data: { ...reviewed.data, needed: false } })
      .when(draft())
      .thenRefused('not-needed');
    given(act)(reviewed).when(draft()).then(drafted());
    given(act)().when(draft(appendix)).then(drafted());
    given(act)(reviewed, drafted()).when(draft()).thenRefused('drafted-already');
  });

  it('goes from text to opinions to approval, and not otherwise', () => {
    given(act)(reviewed).when(attach()).thenRefused('no-draft');
    given(act)(reviewed, drafted()).when(agree('parents')).thenRefused('no-document');
    given(act)(reviewed, drafted()).when(attach()).then(attached());
    given(act)(reviewed, drafted(), attached()).when(agree('parents')).then(agreed('parents'));
    given(act)(...whole.slice(0, 5))
      .when(approve())
      .then(approved());
    expect(given(act)(...whole).state).toMatchObject({ drafted: 1 });
    expect(inForce(given(act)(...whole).state)?.version).toBe(1);
  });

  it('is not approved while an opinion is missing, and says whose', () => {
    const refused = given(act)(...whole.slice(0, 4))
      .when(approve())
      .thenRefused('opinions-missing');
    expect(refused.more['missing']).toEqual(['parents']);
  });

  it('takes no opinion of a text that is then exchanged', () => {
    given(act)(...whole.slice(0, 4))
      .when(attach('another'))
      .thenRefused('agreed-already');
  });

  it('asks nobody whose opinion is not asked, and nobody twice', () => {
    given(act)(...whole.slice(0, 3))
      .when(agree('founder'))
      .thenRefused('invalid');
    given(act)(...whole.slice(0, 4))
      .when(agree('pedagogical-council'))
      .thenNothing();
    given(act)(...whole.slice(0, 4))
      .when(agree('pedagogical-council', '2026-09-21'))
      .thenRefused('opinion-given');
  });

  it('knows no document of tomorrow, and no approval before the opinions', () => {
    given(act)(...whole.slice(0, 3))
      .when(agree('parents', '2026-10-07'))
      .thenRefused('invalid');
    given(act)(...whole.slice(0, 5))
      .when(approve('2026-09-19'))
      .thenRefused('invalid');
    given(act)(...whole.slice(0, 5))
      .when(approve('2026-10-07'))
      .thenRefused('invalid');
  });

  it('is an appendix that the order approves', () => {
    given(act)(...whole.slice(1, 5))
      .when(approve('2026-09-25', appendix))
      .thenRefused('approved-by-order');
  });

  it('stays in force until the next version is approved, which replaces it', () => {
    const second = [
      drafted(2),
      attached(2, 'second'),
      agreed('pedagogical-council', 2),
      agreed('parents', 2),
    ];
    expect(inForce(given(act)(...whole, ...second).state)?.version).toBe(1);
    expect(draftOf(given(act)(...whole, ...second).state)?.version).toBe(2);
    expect(inForce(given(act)(...whole, ...second, approved(2)).state)?.version).toBe(2);
  });

  it('has its newest version taken back: the one before stands again, and its number is gone', () => {
    const withdrawn: ActEvent = {
      type: 'ActVersionWithdrawn',
      data: { actId: ACT, version: 1, why: 'ошибка' },
    };
    given(act)(...whole)
      .when(withdraw(1))
      .then(withdrawn);
    given(act)(...whole, drafted(2))
      .when(withdraw(1))
      .thenRefused('not-the-newest');
    given(act)().when(withdraw(1)).thenRefused('not-found');
    given(act)(...whole, withdrawn)
      .when(draft())
      .then(drafted(2));
  });

  it('has a signed copy once it is approved', () => {
    given(act)(...whole.slice(0, 5))
      .when(attach('scan', 'signed'))
      .thenRefused('not-approved');
    expect(
      given(act)(...whole)
        .when(attach('scan', 'signed'))
        .facts(),
    ).toMatchObject([{ type: 'ActDocumentAttached', data: { version: 1, copy: 'signed' } }]);
  });

  it('is the school’s own with a title of its own', () => {
    const add: ActCommand = {
      kind: 'AddAct',
      actId: ACT,
      title: ' Положение о чате класса ',
      group: 'rights',
      adoptedBy: 'head',
      consulted: ['parents', 'pedagogical-council'],
    };
    const added: ActEvent = {
      type: 'ActAdded',
      data: {
        actId: ACT,
        title: 'Положение о чате класса',
        group: 'rights',
        adoptedBy: 'head',
        consulted: ['pedagogical-council', 'parents'],
      },
    };
    given(act)().when(add).then(added);
    given(act)(added).when(add).thenRefused('act-exists');
  });
});
