import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountsApp, PASSWORD, SCHOOL, type Visitor } from '../../../../test/support/accounts-app.ts';
import { newId } from '#kernel';
import { bodyOf } from '../../../../test/support/body-of.ts';
import { accountIdOf } from '../account/account-ids.ts';

const DAY = 86_400_000;

describe('activation', () => {
  let test: AccountsApp;
  let admin: Visitor;
  let anna: string;
  let accountId: string;

  beforeEach(async () => {
    test = await AccountsApp.start();
    admin = await test.signedIn('admin', ['administrator']);
    anna = await test.person('pupil', 'Орлова');
    accountId = accountIdOf(SCHOOL, anna);
  });
  afterEach(() => test.close());

  const codeOf = (answer: { readonly body: unknown }): string => bodyOf<{ code: string }>(answer).code;
  const create = async (key = newId()): Promise<string> =>
    codeOf(await admin.do('post', 'accounts', { personId: anna, roles: ['pupil'] }, key).expect(201));
  const reissue = async (): Promise<string> =>
    codeOf(await admin.do('post', `accounts/${accountId}/activation-codes`).expect(201));
  const activate = (code: string, login = 'orlova', password = PASSWORD) =>
    test.http('post', 'activations').send({ code, login, password });
  const signIn = (login = 'orlova', password = PASSWORD) =>
    test.http('post', 'sessions').send({ login, password });

  it('takes the code from the slip and gives login and password', async () => {
    const code = await create();
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    await signIn().expect(401);
    const answer = await activate(code.toLowerCase(), ' Orlova ').expect(201);
    expect(answer.body).toEqual({ accountId, login: 'orlova', position: expect.any(String) });
    await signIn('ORLOVA').expect(201);
    expect(await test.facts(accountId)).toEqual([
      'AccountCreated',
      'ActivationCodeIssued',
      'AccountActivated',
      'LoggedIn',
    ]);
  });

  it('answers the code again to the command that issued it, until it is used', async () => {
    const key = newId();
    const code = await create(key);
    expect(await create(key)).toBe(code);
    await activate(code).expect(201);
    expect(await create(key)).toBeNull();
    expect((await test.facts(accountId)).filter((type) => type === 'ActivationCodeIssued')).toHaveLength(1);
  });

  it('leaves a later code good when the command of an earlier one comes again', async () => {
    const key = newId();
    await create(key);
    const later = await reissue();
    expect(await create(key)).toBeNull();
    await activate(later).expect(201);
  });

  it('gives one answer to a code that is unknown, malformed, replaced, expired, used or of a blocked account', async () => {
    const answers: object[] = [];
    const refused = async (code: string, login = 'somebody'): Promise<void> => {
      const answer = await activate(code, login).expect(422);
      answers.push({ body: bodyOf(answer), headers: Object.keys(answer.headers).sort() });
    };
    await refused('2222-3333-4444');
    await refused('no code at all');
    const replaced = await create();
    const second = await reissue();
    await refused(replaced);
    test.clock.at += 31 * DAY;
    await refused(second);
    admin = await test.signIn('admin', admin.accountId, admin.personId);
    const third = await reissue();
    await activate(third).expect(201);
    await refused(third);
    const fourth = await reissue();
    await admin.do('post', `accounts/${accountId}/block`, { reason: 'suspicion' }).expect(201);
    await refused(fourth);
    expect(answers).toHaveLength(6);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ body: { type: '/problems/code-not-accepted' } });
  });

  it('lets a code be good for thirty days to the millisecond', async () => {
    const code = await create();
    test.clock.at += 30 * DAY - 1;
    await activate(code).expect(201);
  });

  it('repeats its success to whoever lost the answer', async () => {
    const code = await create();
    const first = await activate(code).expect(201);
    const again = await activate(code).expect(201);
    expect(again.body).toEqual(first.body);
    await activate(code, 'orlova', 'другой пароль').expect(422);
    expect((await test.facts(accountId)).filter((type) => type === 'AccountActivated')).toHaveLength(1);
  });

  it('uses a code once when it comes many times at once', async () => {
    const code = await create();
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => activate(code, `orlova.${name}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  });

  it('refuses a login that somebody has, and leaves the code good', async () => {
    const code = await create();
    const answer = await activate(code, 'ADMIN').expect(409);
    expect(answer.body).toMatchObject({ type: '/problems/login-taken', errors: [{ field: 'login' }] });
    await activate(code).expect(201);
  });

  it('says what is wrong with login and password, by field, before it looks at the code', async () => {
    const answer = await activate('2222-3333-4444', 'a b', 'короткий'.slice(0, 5)).expect(422);
    expect(bodyOf(answer).errors).toEqual([
      expect.objectContaining({ field: 'login', rule: 'characters' }),
      expect.objectContaining({ field: 'password', rule: 'too-short' }),
    ]);
    await test.http('post', 'activations').send({ code: 'x', extra: 1 }).expect(400);
  });

  it('gives a forgotten password anew and ends every session', async () => {
    await activate(await create()).expect(201);
    const before = await test.signIn('orlova', accountId, anna);
    const code = await reissue();
    await before.get('me').expect(200);
    await activate(code, 'orlova', 'совсем новый пароль').expect(201);
    await before.get('me').expect(401);
    await signIn().expect(401);
    await signIn('orlova', 'совсем новый пароль').expect(201);
    expect(await test.facts(accountId)).toEqual(
      expect.arrayContaining(['PasswordChanged', 'SessionRevoked']),
    );
  });

  it('slows down whoever guesses codes from one address', async () => {
    let status = 422;
    let tries = 0;
    while (status === 422 && tries < 200) {
      status = (await activate('2222-3333-4444')).status;
      tries += 1;
    }
    expect(status).toBe(429);
    expect(tries).toBe(62);
    const code = await create();
    await activate(code).expect(429).expect('retry-after', '1');
    test.clock.at += 1_000;
    await activate(code).expect(201);
  });

  it('keeps neither code nor password anywhere in the log', async () => {
    const code = await create();
    await activate(code).expect(201);
    const log = JSON.stringify((await test.log.readAll({ after: null, limit: 1_000 })).events);
    for (const secret of [code, code.replaceAll('-', ''), PASSWORD, 'orlova'])
      expect(log).not.toContain(secret);
  });
});
