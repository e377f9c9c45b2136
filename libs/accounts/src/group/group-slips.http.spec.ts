import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { groupStream } from '#school/events';
import { AccountsApp, PASSWORD, SCHOOL, type Visitor } from '../../../../test/support/accounts-app.ts';
import { accountIdOf } from '../account/account-ids.ts';
import type { Slip, SlipReport } from './slips.ts';

describe('slips for a class', () => {
  let test: AccountsApp;
  let admin: Visitor;
  let anna: string;
  let boris: string;
  let mother: string;
  let group: string;

  beforeEach(async () => {
    test = await AccountsApp.start();
    admin = await test.signedIn('admin', ['administrator']);
    anna = await test.person('pupil', 'Орлова Анна');
    boris = await test.person('pupil', 'Орлов Борис');
    mother = await test.person('parent', 'Орлова');
    await test.link(mother, anna);
    await test.link(mother, boris);
    group = await test.group(anna, boris);
  });
  afterEach(() => test.close());

  const createAll = async (parents: boolean, key = newId()): Promise<SlipReport> =>
    (await admin.do('post', `groups/${group}/accounts`, { parents }, key).expect(201)).body as SlipReport;
  const reissueAll = async (as = admin): Promise<SlipReport> =>
    (await as.do('post', `groups/${group}/activation-codes`, { parents: true }).expect(201))
      .body as SlipReport;
  const outcomes = ({ slips }: SlipReport): unknown[] =>
    slips.map(({ name, outcome }) => [name?.familyName, outcome]);
  const activate = async ({ code }: Slip, login: string): Promise<void> => {
    await test.http('post', 'activations').send({ code, login, password: PASSWORD }).expect(201);
  };

  it('come for all pupils and, when asked, their parents, each person once', async () => {
    expect(outcomes(await createAll(false))).toEqual([
      ['Орлова Анна', 'issued'],
      ['Орлов Борис', 'issued'],
    ]);
    const report = await createAll(true);
    expect(outcomes(report)).toEqual([
      ['Орлова Анна', 'has-account'],
      ['Орлов Борис', 'has-account'],
      ['Орлова', 'issued'],
    ]);
    const slip = report.slips[2]!;
    expect(slip).toMatchObject({
      personId: mother,
      as: 'parent',
      childIds: [anna, boris],
      accountId: accountIdOf(SCHOOL, mother),
      codeExpiresAt: '2026-10-01T05:00:00.000Z',
      problem: null,
    });
    await activate(slip, 'orlova');
  });

  it('are the same when the job is sent again, without those used since', async () => {
    const key = newId();
    const first = await createAll(true, key);
    const events = (await test.log.readAll({ after: null, limit: 1_000 })).events.length;
    expect(await createAll(true, key)).toEqual(first);
    expect((await test.log.readAll({ after: null, limit: 1_000 })).events).toHaveLength(events);
    await activate(first.slips[0]!, 'anna');
    const third = await createAll(true, key);
    expect(third.slips.map(({ code }) => code)).toEqual([null, first.slips[1]!.code, first.slips[2]!.code]);
  });

  it('go on where the job broke off', async () => {
    const key = newId();
    const append = test.log.append.bind(test.log);
    let left = 1;
    test.log.append = (...args) => {
      if (left-- <= 0) throw new Error('the process dies');
      return append(...args);
    };
    await admin.do('post', `groups/${group}/accounts`, { parents: true }, key).expect(500);
    test.log.append = append;
    expect(outcomes(await createAll(true, key)).map((each) => (each as string[])[1])).toEqual([
      'issued',
      'issued',
      'issued',
    ]);
  });

  it('refuse the key of a job for another one', async () => {
    const key = newId();
    await createAll(true, key);
    await admin.do('post', `groups/${group}/accounts`, { parents: false }, key).expect(422);
  });

  it('leave out who has left the class, and tell why somebody got none', async () => {
    await test.record(groupStream(SCHOOL, group), {
      type: 'MemberLeft',
      data: { groupId: group, pupilId: boris, to: '2026-08-31', order: null, movedTo: null },
    });
    const { personStream } = await import('#school/events');
    await test.record(personStream(SCHOOL, anna), {
      type: 'PersonErasureRequested',
      data: { personId: anna, reason: 'request' },
    });
    const { slips } = await createAll(false);
    expect(slips).toEqual([
      expect.objectContaining({
        personId: anna,
        outcome: 'refused',
        code: null,
        problem: { code: 'person-erased', detail: expect.any(String) },
      }),
    ]);
    await admin.do('post', `groups/${newId()}/accounts`, { parents: true }).expect(404);
    await admin.do('post', `groups/${group}/accounts`, {}).expect(400);
  });

  describe('made anew', () => {
    it('go to those who have not activated yet', async () => {
      const first = await createAll(false);
      await activate(first.slips[0]!, 'anna');
      const second = await reissueAll();
      expect(outcomes(second)).toEqual([
        ['Орлова Анна', 'activated'],
        ['Орлов Борис', 'issued'],
        ['Орлова', 'no-account'],
      ]);
      expect(second.slips[1]!.code).not.toBe(first.slips[1]!.code);
      await activate(second.slips[1]!, 'boris');
    });

    it('are handed out by the class teacher too, of the own class only', async () => {
      const teacher = await test.signedIn('teacher', ['class-teacher']);
      await createAll(true);
      await teacher.do('post', `groups/${group}/activation-codes`, { parents: true }).expect(403);
      await teacher.do('post', `groups/${group}/accounts`, { parents: true }).expect(403);
      test.ownClass = (groupId) => groupId === group;
      expect((await reissueAll(teacher)).slips.map(({ outcome }) => outcome)).toEqual([
        'issued',
        'issued',
        'issued',
      ]);
    });

    it('never open the account of one of the staff who has a child in the class', async () => {
      const head = await test.person('staff', 'Директор');
      await test.link(head, anna);
      await admin.do('post', 'accounts', { personId: head, roles: ['head', 'parent'] }).expect(201);
      const teacher = await test.signedIn('teacher', ['class-teacher']);
      test.ownClass = () => true;
      const slip = (await reissueAll(teacher)).slips.find(({ personId }) => personId === head);
      expect(slip).toMatchObject({ outcome: 'refused', code: null, problem: { code: 'staff-account' } });
    });
  });
});
