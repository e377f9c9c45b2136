import { PASSWORD } from '../support/ground.ts';
import type { SmallSchool } from '../support/small-school.ts';
import type { MakeSample } from './access-samples.ts';

const SUSPICION = { reason: 'suspicion' } as const;

interface Issued {
  readonly accountId: string;
  readonly code: string;
}

/** A teacher's account that nobody has activated. */
async function freshAccount(school: SmallSchool): Promise<Issued> {
  const body = { personId: await school.person('staff'), roles: ['teacher'] };
  return school.do<Issued>('POST', 'accounts', body);
}

let logins = 0;

/** Calls of the routes of accounts and sessions. */
export const accountSamples: Readonly<Record<string, readonly MakeSample[]>> = {
  'POST /sessions': [
    ({ school, role }) => ({
      body: { login: school.holder(role).login, password: PASSWORD, bearer: true },
    }),
  ],
  'GET /sessions': [() => ({})],
  'DELETE /sessions/current': [async ({ school, role }) => ({ token: (await school.signUp(role)).token })],
  'DELETE /sessions/{sessionId}': [
    async ({ school, role }) => {
      const { sessionId, token } = await school.signUp(role);
      return { params: { sessionId }, token };
    },
  ],
  'GET /accounts/{accountId}/sessions': [
    ({ part }) => ({ params: { accountId: part.holders.teacher.accountId } }),
  ],
  'DELETE /accounts/{accountId}/sessions': [
    async ({ school }) => ({ params: { accountId: (await school.signUp('teacher')).accountId } }),
  ],
  'POST /activations': [
    async ({ school }) => {
      logins += 1;
      const { code } = await freshAccount(school);
      return { body: { code, login: `fresh.${logins}`, password: 'quite a long password' } };
    },
  ],
  'GET /me': [() => ({})],
  'PUT /me/password': [
    async ({ school, role }) => ({
      token: (await school.signUp(role)).token,
      body: { currentPassword: PASSWORD, newPassword: 'another long password' },
    }),
  ],
  'POST /accounts': [
    async ({ school }) => ({ body: { personId: await school.person('staff'), roles: ['teacher'] } }),
  ],
  'GET /accounts': [
    () => ({ query: { limit: '50' } }),
    ({ part }) => ({ query: { limit: '50', groupId: part.classId } }),
  ],
  'GET /groups/{groupId}/accounts': [({ part }) => ({ params: { groupId: part.classId } })],
  'POST /groups/{groupId}/accounts': [
    ({ part }) => ({ params: { groupId: part.classId }, body: { parents: true } }),
  ],
  'POST /groups/{groupId}/activation-codes': [
    ({ part }) => ({ params: { groupId: part.classId }, body: { parents: true } }),
  ],
  'POST /accounts/{accountId}/activation-codes': [
    async ({ school }) => ({ params: { accountId: (await freshAccount(school)).accountId } }),
  ],
  'PUT /accounts/{accountId}/roles': [
    async ({ school }) => ({
      params: { accountId: (await freshAccount(school)).accountId },
      body: { roles: ['teacher', 'class-teacher'] },
    }),
  ],
  'POST /accounts/{accountId}/block': [
    async ({ school }) => ({
      params: { accountId: (await freshAccount(school)).accountId },
      body: SUSPICION,
    }),
  ],
  'POST /accounts/{accountId}/unblock': [
    async ({ school }) => {
      const { accountId } = await freshAccount(school);
      await school.do('POST', `accounts/${accountId}/block`, SUSPICION);
      return { params: { accountId }, body: { reason: 'mistake' } };
    },
  ],
};
