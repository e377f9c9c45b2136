import type { AccountRole } from '#accounts/events';
import type { Answer, Call } from './call.ts';

/** Of every account of a small school. */
export const PASSWORD = 'a small school';

/** An account that is signed in. */
export interface Holder {
  readonly role: AccountRole;
  readonly accountId: string;
  /** null for those from outside. */
  readonly personId: string | null;
  readonly login: string;
  readonly sessionId: string;
  /** For `Authorization: Bearer`. */
  readonly token: string;
}

/** A school that is set up, and its first administrator. */
export interface Founded {
  readonly schoolId: string;
  readonly administrator: Holder;
}

/** Where a small school is made: how its first people get in there, and who answers. */
export interface Ground {
  /** ms since the epoch. */
  now(): number;
  call(call: Call): Promise<Answer>;
  /** Sets up a school, and its first administrator with a session. */
  found(timeZone: string): Promise<Founded>;
  /** Opens an account that is active, on the administrator's behalf where that may be. */
  open(
    school: Founded,
    role: AccountRole,
    personId: string | null,
    login: string,
  ): Promise<{ accountId: string }>;
}

/** Signs in. */
export async function sessionOf(
  ground: Pick<Ground, 'call'>,
  login: string,
): Promise<Pick<Holder, 'token' | 'sessionId'>> {
  const body = { login, password: PASSWORD, bearer: true };
  const answer = await ground.call({ method: 'POST', path: '/api/v1/sessions', body });
  return answer.body as Pick<Holder, 'token' | 'sessionId'>;
}
