import type { AccountEvent, AccountRole } from '#accounts/events';
import { DAY_MS, instant, localDateOf, type Role } from '#kernel';
import type { Dice } from './dice.ts';
import type { Trapped } from './lesson-life.ts';
import type { Trap } from './traps.ts';

const HOUR = 3_600_000;

/** The story of one person's account between two instants, in lawful order. */
export function accountLife(
  dice: Dice,
  personId: string,
  roles: readonly AccountRole[],
  timeZone: string,
  span: { from: number; to: number },
): Trapped[] {
  const said: Trapped[] = [];
  const accountId = `account-${personId}`;
  // Most accounts are older than the span, some are made within it.
  let now = dice.chance(0.7) ? span.from - dice.int(1, 200) * HOUR : span.from + dice.int(0, 300) * HOUR;
  const say = (fact: AccountEvent, traps: readonly Trap[] = [], by: Role = 'administrator') => {
    said.push({
      at: instant(now),
      fact,
      metadata: { actor: { accountId: `account-of-${by}`, role: by, sessionId: null } },
      traps,
    });
  };
  const later = (hours: number) => {
    now += dice.int(1, hours * HOUR);
  };

  const maker: Role = dice.chance(0.15) ? dice.pick<Role>(['system', 'head']) : 'administrator';
  const makerTraps: Trap[] = maker === 'administrator' ? [] : ['account not made by an administrator'];
  say(
    { type: 'AccountCreated', data: { accountId, personId, roles } },
    [...makerTraps, ...(roles.length > 1 ? (['several roles'] as const) : [])],
    maker,
  );
  later(30);
  say({ type: 'ActivationCodeIssued', data: { accountId, expiresAt: instant(now + 14 * DAY_MS) } });

  let activated = false;
  let isBlocked = false;
  const sessionId = `session-${personId}`;
  for (let steps = dice.int(1, 14); steps > 0 && now < span.to; steps -= 1) {
    later(40);
    if (isBlocked) {
      if (dice.chance(0.4)) {
        isBlocked = false;
        say({ type: 'AccountUnblocked', data: { accountId, reason: 'mistake' } }, ['account unblocked']);
      }
    } else if (dice.chance(0.08)) {
      isBlocked = true;
      say({ type: 'AccountBlocked', data: { accountId, reason: 'left-school' } }, ['account blocked']);
    } else if (!activated) {
      if (dice.chance(0.4)) {
        activated = true;
        say({ type: 'AccountActivated', data: { accountId } });
      }
    } else if (dice.chance(0.08)) {
      const others: AccountRole[] = roles.includes('pupil') ? ['pupil'] : ['teacher', 'parent'];
      say({ type: 'RolesChanged', data: { accountId, roles: others } }, ['roles changed']);
    } else {
      const data = { accountId, sessionId, date: localDateOf(now, timeZone) };
      if (dice.chance(0.5)) say({ type: 'LoggedIn', data }, ['logged in']);
      else if (dice.chance(0.7)) say({ type: 'SessionResumed', data }, ['session resumed']);
      else say({ type: 'LoggedOut', data: { accountId, sessionId } });
    }
  }
  return said;
}
