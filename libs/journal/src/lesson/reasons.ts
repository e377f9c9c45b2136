import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { MAX_REASON } from './limits.ts';

/** What everybody says who arranges a lesson otherwise than it was planned. */
export class ReasonBody {
  /** Why, in words about the lesson, not about people: it is not sealed. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_REASON)
  reason!: string;
}
