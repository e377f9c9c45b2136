import { IsIn, IsString, IsUUID, MaxLength, ValidateIf } from 'class-validator';
import { type CorrectionReason, correctionReasons } from './lesson.events.ts';
import { MAX_NOTE } from './limits.ts';
import { Omittable } from '../omittable.ts';

/** What everybody says who writes where something may stand already. */
export class SeenBody {
  /**
   * The id of the event whose value you saw here, or null when you saw none. When another one stands now, nothing
   * is recorded and the answer is 412 `changed-meanwhile` with both values.
   */
  @ValidateIf((_, value) => value !== null)
  @IsUUID()
  basedOn!: string | null;
}

/** What everybody says who changes what was recorded. */
export class CorrectionBody extends SeenBody {
  /** Why. May be left out when you mend your own entry of the last minutes (policy): then it is a `typo`. */
  @Omittable()
  @IsIn(correctionReasons)
  reason?: CorrectionReason;

  /** In words; required with `other`. Kept sealed. */
  @Omittable()
  @IsString()
  @MaxLength(MAX_NOTE)
  note?: string;
}
