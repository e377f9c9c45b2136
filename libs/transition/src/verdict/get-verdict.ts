import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import type { LocalDate } from '#kernel';
import { Access, CurrentPrincipal, IsLocalDate, type Principal } from '#platform';
import { seesTransition } from '../access/who.ts';
import { TransitionQuery } from '../reading.ts';
import { GiveVerdict } from './give-verdict.ts';
import { Verdict, verdictAnswer } from './verdict-answer.ts';

export class VerdictQuery extends TransitionQuery {
  /** First day of the period, a Monday. Neither end: the last school weeks that are over, as many as the policy asks for. */
  @IsOptional()
  @IsLocalDate()
  from?: LocalDate;

  /** Last day, a Sunday that is over. */
  @IsOptional()
  @IsLocalDate()
  to?: LocalDate;
}

export class VerdictAnswer extends Verdict {
  /** The position of the log that it shows. */
  position!: string | null;
}

export class GetVerdict extends Query<VerdictAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: VerdictQuery,
  ) {
    super();
  }
}

@QueryHandler(GetVerdict)
export class GetVerdictHandler implements IQueryHandler<GetVerdict> {
  constructor(private readonly judge: GiveVerdict) {}

  async execute({ schoolId, query }: GetVerdict): Promise<VerdictAnswer> {
    const { verdict, timeZone, position } = await this.judge.over(schoolId, query);
    return { ...verdictAnswer(verdict, timeZone, query.asOf), position };
  }
}

@Controller('transition/verdict')
export class GetVerdictRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Whether the school is ready to put its paper journals away: three conditions, six criteria, the parents' opinion, and what is lacking. */
  @Get()
  @Access(seesTransition)
  verdict(
    @CurrentPrincipal() { schoolId }: Principal,
    @QueryParams() query: VerdictQuery,
  ): Promise<VerdictAnswer> {
    return this.queries.execute(new GetVerdict(schoolId, query));
  }
}
