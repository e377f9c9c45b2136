import { IsString, MaxLength } from 'class-validator';
import { daysBetween, invalidField, type LocalDate } from '#kernel';
import { Omittable } from './omittable.ts';

/** What every query may be asked with. */
export class ReadQuery {
  /** A receipt's position: answer only once the page shows it. */
  @Omittable()
  @IsString()
  @MaxLength(64)
  minPosition?: string;

  /** An instant (ISO 8601) or a position: answer as it was then. */
  @Omittable()
  @IsString()
  @MaxLength(64)
  asOf?: string;
}

/** @throws Refused `invalid` when the last day lies before the first, or there are more days than `most` */
export function requirePeriod({ from, to }: { from: LocalDate; to: LocalDate }, most: number): void {
  if (to < from) throw invalidField('to', 'order', `The last day ${to} lies before the first ${from}.`);
  if (daysBetween(from, to) >= most) throw invalidField('to', 'length', `At most ${most} days at once.`);
}
