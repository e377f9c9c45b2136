import type { Recorded } from '#kernel';
import { projection } from '#projecting';
import type { ConsentEvent } from './consent.events.ts';
import { type Consent, consent } from './consent.ts';

const told = (doc: Consent | null, event: Recorded<ConsentEvent>): Consent =>
  consent.evolve(doc ?? consent.initial, event);

/** The key of the one document that each school has. */
export const CONSENT = 'consent';

/** Folded as the rules fold it: raise the version when the decider's state changes. */
export const consents = projection<Consent, ConsentEvent>({
  name: 'consent',
  version: 1,
  key: () => CONSENT,
  evolve: {
    NoticesGiven: told,
    AgreementSigned: told,
    DocumentRead: told,
    ParentsAsked: told,
    ParentsOpinionWithdrawn: told,
    PaperKept: told,
    PaperGivenUp: told,
  },
});
