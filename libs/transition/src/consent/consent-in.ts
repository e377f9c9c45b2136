import type { Snapshot } from '#projecting';
import { CONSENT, consents } from './consent.projection.ts';
import { type Consent, consent } from './consent.ts';

/** The read models that `consentIn` looks at. */
export const consentModels: readonly string[] = [consents.name];

/** What people were told and said, as a snapshot shows it. */
export async function consentIn(snapshot: Snapshot, schoolId: string): Promise<Consent> {
  const doc = await snapshot.get(consents.name, schoolId, CONSENT);
  return doc === null ? consent.initial : (JSON.parse(doc.body) as Consent);
}
