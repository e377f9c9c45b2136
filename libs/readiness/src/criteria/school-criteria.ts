import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { LocalDate } from '#kernel';
import { Criteria, type CriterionFigure } from '#platform';
import { GetReadiness } from './get-readiness.ts';

/** The six criteria for other contexts. */
@Injectable()
export class SchoolCriteria extends Criteria {
  constructor(private readonly queries: QueryBus) {
    super();
  }

  async over(
    schoolId: string,
    { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
    minPosition?: string,
  ): Promise<readonly CriterionFigure[]> {
    const query = { from, to, ...(minPosition === undefined ? {} : { minPosition }) };
    const { criteria } = await this.queries.execute(new GetReadiness(schoolId, query));
    return criteria.map(({ criterion, value, target, status }) => ({
      criterion,
      value,
      target,
      met: status === 'met',
    }));
  }
}
