import { idFrom } from '#kernel';

/** A person of the school has one account, under an id that follows from the person: there can be no second. */
export const accountIdOf = (schoolId: string, personId: string): string =>
  idFrom(schoolId, 'account', personId);
