import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { AccessRule } from '#platform';

/** What every query may be asked with. */
export class ReadQuery {
  /** A receipt's position: answer only once the page shows it. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  minPosition?: string;

  /** An instant (ISO 8601) or a position: answer as it was then. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  asOf?: string;
}

/**
 * Those who answer for the whole school. Not the administrator: events hold pupils' marks, absences and what was
 * written about them, and the administrator's work needs none of it.
 */
export const audits: AccessRule = { head: 'school', 'deputy-head': 'school', auditor: 'school' };
