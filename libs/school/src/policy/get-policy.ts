import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Access, CurrentPrincipal, type Principal, Reader } from '#platform';
import { schoolReads } from '../access/who.ts';
import { bodyOf } from '../documents.ts';
import { ReadAnswer, ReadQuery } from '../reading.ts';
import { SCHOOL_CARD, type SchoolCard, schoolCard } from '../school/school.projection.ts';
import { defaultPolicy } from './policy.events.ts';
import { PolicyFields } from './set-policy.ts';

export class PolicyVersionAnswer {
  /** 1 for the first that the school set. */
  version!: number;
  policy!: PolicyFields;
  reason!: string;
  /** The event that set it. */
  eventId!: string;
  /** ISO 8601, UTC. */
  recordedAt!: string;
  /** The person who set it; null for an account without a person. */
  setBy!: string | null;
}

export class PolicyAnswer extends ReadAnswer {
  /** The version in force; 0: the default, which nobody set. */
  version!: number;
  policy!: PolicyFields;
  /** Every version that was set, newest first. */
  history!: PolicyVersionAnswer[];
}

export class GetPolicy extends Query<PolicyAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: ReadQuery,
  ) {
    super();
  }
}

@QueryHandler(GetPolicy)
export class GetPolicyHandler implements IQueryHandler<GetPolicy> {
  constructor(private readonly reader: Reader) {}

  execute({ schoolId, query }: GetPolicy): Promise<PolicyAnswer> {
    return this.reader.read(
      { schoolId, models: [schoolCard.name], ...query },
      async ({ snapshot, position }) => {
        const doc = await snapshot.get(schoolCard.name, schoolId, SCHOOL_CARD);
        const versions = doc === null ? [] : bodyOf<SchoolCard>(doc).policies;
        const { version, policy } = versions.at(-1) ?? { version: 0, policy: defaultPolicy };
        // As JSON it is the same; the classes only say it in the API's words.
        return { version, policy, history: versions.toReversed(), position } as PolicyAnswer;
      },
    );
  }
}

@Controller('policy')
export class GetPolicyRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The policy in force and those before it. */
  @Get()
  @Access(schoolReads)
  policy(@CurrentPrincipal() principal: Principal, @QueryParams() query: ReadQuery): Promise<PolicyAnswer> {
    return this.queries.execute(new GetPolicy(principal.schoolId, query));
  }
}
