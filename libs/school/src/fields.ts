import { invalidField, isLocalDate, type LocalDate } from '#kernel';

/** The text without white space around it. @throws Refused `invalid` when nothing is left */
export function saying(field: string, text: string): string {
  const said = text.trim();
  if (said === '') throw invalidField(field, 'empty', `${field} must say something.`);
  return said;
}

/** @throws Refused `invalid` unless both are real dates and the first is not later than the last */
export function requirePeriod(field: string, period: { from: LocalDate; to: LocalDate }): void {
  requireDate(`${field}from`, period.from);
  requireDate(`${field}to`, period.to);
  if (period.from > period.to) {
    throw invalidField(
      `${field}to`,
      'order',
      `The last day ${period.to} lies before the first ${period.from}.`,
    );
  }
}

/** @throws Refused `invalid` unless it is a calendar date `YYYY-MM-DD` */
export function requireDate(field: string, date: LocalDate): void {
  if (!isLocalDate(date)) throw invalidField(field, 'date', `${String(date)} is not a date.`);
}

/** @throws Refused `invalid` unless the inner period lies in the outer one; `outer` names it: «the year» */
export function requireInside(
  field: string,
  inner: { from: LocalDate; to: LocalDate | null },
  outer: { from: LocalDate; to: LocalDate },
  name: string,
): void {
  const to = inner.to ?? inner.from;
  if (inner.from < outer.from || to > outer.to || inner.from > outer.to) {
    throw invalidField(
      field,
      'outside',
      `${inner.from} to ${inner.to ?? '…'} is not inside ${name} (${outer.from} to ${outer.to}).`,
    );
  }
}

/** Grades 1 … 11, each once, at least one; sorted. @throws Refused `invalid` */
export function gradesIn(field: string, grades: readonly number[]): readonly number[] {
  return numbersIn(field, grades, 1, 11, 'a grade');
}

/** Weekdays 1 Monday … 6 Saturday, each once, at least one; sorted. @throws Refused `invalid` */
export function weekdaysIn(field: string, weekdays: readonly number[]): readonly number[] {
  return numbersIn(field, weekdays, 1, 6, 'a weekday');
}

function numbersIn(
  field: string,
  numbers: readonly number[],
  least: number,
  most: number,
  what: string,
): readonly number[] {
  if (numbers.length === 0) throw invalidField(field, 'empty', `${field} must name at least one.`);
  for (const number of numbers) requireWhole(field, number, least, most, what);
  if (new Set(numbers).size !== numbers.length) {
    throw invalidField(field, 'unique', `${field} names ${what} twice.`);
  }
  return [...numbers].sort((a, b) => a - b);
}

/** @throws Refused `invalid` unless it is a whole number from `least` to `most` */
export function requireWhole(field: string, number: number, least: number, most: number, what: string): void {
  if (!Number.isInteger(number) || number < least || number > most) {
    throw invalidField(field, 'range', `${number} is not ${what} from ${least} to ${most}.`);
  }
}
