import { canonicalJson, invalidField } from '#kernel';
import { requireDate, saying } from '../fields.ts';
import type { PersonDetails, PersonKind } from './person.events.ts';

/** Details as a form brings them: null or an empty text leaves a field out. */
export type GivenDetails = {
  readonly [Field in keyof PersonDetails]: PersonDetails[Field] | null | undefined;
} & Pick<PersonDetails, 'familyName' | 'givenName'>;

/** Some of the details: a field that is left out stays, null takes it away. */
export type ChangedDetails = {
  readonly [Field in keyof PersonDetails]?: PersonDetails[Field] | null | undefined;
};

/** What is sealed: the details with nothing empty in them. @throws Refused `invalid` */
export function detailsOf(kind: PersonKind, given: GivenDetails): PersonDetails {
  if (given.birthDate) requireDate('birthDate', given.birthDate);
  if (given.jobTitle && kind !== 'staff') {
    throw invalidField('jobTitle', 'staff-only', 'Only the staff have a job title.');
  }
  return {
    familyName: saying('familyName', given.familyName),
    givenName: saying('givenName', given.givenName),
    ...optional('patronymic', given.patronymic),
    ...optional('birthDate', given.birthDate),
    ...optional('phone', given.phone),
    ...optional('email', given.email),
    ...optional('jobTitle', given.jobTitle),
  };
}

/** The details after a change. @throws Refused `invalid` */
export function changedDetails(
  kind: PersonKind,
  before: PersonDetails,
  change: ChangedDetails,
): PersonDetails {
  const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const { familyName, givenName } = { ...before, ...said };
  if (typeof familyName !== 'string')
    throw invalidField('familyName', 'empty', 'Everybody has a family name.');
  if (typeof givenName !== 'string') throw invalidField('givenName', 'empty', 'Everybody has a given name.');
  return detailsOf(kind, { ...before, ...said, familyName, givenName });
}

/** The text that is sealed. */
export const detailsText = (details: PersonDetails): string => canonicalJson(details);

/** The details from the text that was sealed. */
export const detailsFrom = (text: string): PersonDetails => JSON.parse(text) as PersonDetails;

function optional<Field extends keyof PersonDetails>(
  field: Field,
  text: string | null | undefined,
): Partial<Record<Field, string>> {
  const said = text?.trim() ?? '';
  return said === '' ? {} : ({ [field]: said } as Record<Field, string>);
}
