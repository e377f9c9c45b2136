import { invalidField } from '#kernel';

/** The text without white space around it. @throws Refused `invalid` when nothing is left */
export function saying(field: string, text: string): string {
  const said = text.trim();
  if (said === '') throw invalidField(field, 'empty', `${field} must say something.`);
  return said;
}
