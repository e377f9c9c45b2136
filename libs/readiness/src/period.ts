import { IsOptional, IsString, Matches } from 'class-validator';
import { daysBetween, invalidField, isLocalDate, type LocalDate } from '#kernel';

const LONGEST_DAYS = 400;

/** The period and moment of a report, as they stand in its address: a link is a report. */
export class PeriodQuery {
  /** First day, school-local date `YYYY-MM-DD`. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  from!: string;

  /** Last day, included. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  to!: string;

  /** As the journal stood then: an instant (ISO 8601) or a position. */
  @IsOptional()
  @IsString()
  asOf?: string;

  /** The instant that "over" and "in time" are judged at (ISO 8601); by default that of `asOf`, else now. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/)
  at?: string;

  /** Wait until the answer shows this position (a receipt's). */
  @IsOptional()
  @IsString()
  minPosition?: string;
}

/** The dates of a period. @throws Refused `invalid` naming the field */
export function periodOf(query: PeriodQuery): { from: LocalDate; to: LocalDate } {
  for (const field of ['from', 'to'] as const) {
    if (!isLocalDate(query[field]))
      throw invalidField(field, 'is-date', `${field} must be a date like 2026-09-01.`);
  }
  if (query.to < query.from) throw invalidField('to', 'not-before-from', 'to must not be before from.');
  if (daysBetween(query.from, query.to) >= LONGEST_DAYS) {
    throw invalidField('to', 'period-too-long', `A period has at most ${LONGEST_DAYS} days.`);
  }
  return { from: query.from, to: query.to };
}

/** The instant (ms) that a report is judged at. @throws Refused `invalid` */
export function instantOfReport(query: PeriodQuery, now: number): number {
  const text = query.at ?? (query.asOf?.includes('T') ? query.asOf : undefined);
  if (text === undefined) return now;
  const ms = Date.parse(text);
  if (!Number.isFinite(ms))
    throw invalidField('at', 'is-instant', 'at must be an instant like 2026-09-01T12:00:00Z.');
  return ms;
}
