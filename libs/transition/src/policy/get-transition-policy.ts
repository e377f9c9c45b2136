import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Access, CurrentPrincipal, type Principal, Reader } from '#platform';
import { seesTransition } from '../access/who.ts';
import { TransitionQuery } from '../reading.ts';
import { policyVersions } from './policy-in-force.ts';
import { TransitionPolicyFields } from './set-transition-policy.ts';
import { transitionPolicies } from './transition-policies.projection.ts';
import { defaultTransitionPolicy } from './transition-policy.events.ts';

export class TransitionPolicyVersionAnswer {
  /** 1 for the first that the school set. */
  version!: number;
  policy!: TransitionPolicyFields;
  reason!: string;
  /** The event that set it. */
  eventId!: string;
  /** ISO 8601, UTC. */
  recordedAt!: string;
  /** The person who set it; null for an account without a person. */
  setBy!: string | null;
}

export class TransitionPolicyAnswer {
  /** The version in force; 0: the default, which nobody set. */
  version!: number;
  policy!: TransitionPolicyFields;
  /** Every version that was set, newest first. */
  history!: TransitionPolicyVersionAnswer[];
  /** The position of the log that it shows. */
  position!: string | null;
}

export class GetTransitionPolicy extends Query<TransitionPolicyAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

@QueryHandler(GetTransitionPolicy)
export class GetTransitionPolicyHandler implements IQueryHandler<GetTransitionPolicy> {
  constructor(private readonly reader: Reader) {}

  execute({ schoolId, query: { minPosition, asOf } }: GetTransitionPolicy): Promise<TransitionPolicyAnswer> {
    const models = [transitionPolicies.name];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const versions = await policyVersions(snapshot, schoolId);
      const { version, policy } = versions.at(-1) ?? { version: 0, policy: defaultTransitionPolicy };
      return { version, policy, history: versions.toReversed(), position };
    });
  }
}

@Controller('transition/policy')
export class GetTransitionPolicyRoute {
  constructor(private readonly queries: QueryBus) {}

  /** What the school decided for itself about conditions 2 and 3, tests, the verdict and warnings, and what it had decided before. */
  @Get()
  @Access(seesTransition)
  policy(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: TransitionQuery,
  ): Promise<TransitionPolicyAnswer> {
    return this.queries.execute(new GetTransitionPolicy(principal.schoolId, query));
  }
}
