import type { AccountEvent } from '#accounts/events';
import { projection } from '#projecting';

/** One account on one school-local day: distinct logins do not add, so criterion 5 counts these. */
export interface Visit {
  readonly accountId: string;
  readonly date: string;
  /** The first login or resumed session of that day. */
  readonly eventId: string;
}

export const visits = projection<Visit, AccountEvent>({
  name: 'visits',
  version: 1,
  key: (event) =>
    event.type === 'LoggedIn' || event.type === 'SessionResumed'
      ? `${event.data.date}.${event.data.accountId}`
      : [],
  evolve: {
    LoggedIn: (visit, event) =>
      visit ?? { accountId: event.data.accountId, date: event.data.date, eventId: event.id },
    SessionResumed: (visit, event) =>
      visit ?? { accountId: event.data.accountId, date: event.data.date, eventId: event.id },
  },
  indexes: { byDate: (visit) => [[visit.date, visit.accountId]] },
});
