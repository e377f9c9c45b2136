import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { Clock, LocalDate } from '#kernel';
import { Access, CurrentPrincipal, Directory, InjectClock, type Principal, Reader } from '#platform';
import type { Snapshot } from '#projecting';
import { seesTransition } from '../access/who.ts';
import { policyInForce } from '../policy/policy-in-force.ts';
import { transitionPolicies } from '../policy/transition-policies.projection.ts';
import { cardOf, compareCards, compareTitles, dateOf, StaffCard, TransitionQuery } from '../reading.ts';
import { readResources, resourceModels } from './read-resources.ts';
import type { Network } from './resources.events.ts';
import { resourceFigures, type ResourceQuestion } from './resources-standing.ts';

/** One of the things that condition 2 may ask. */
export class ResourcesFigure {
  /** `places`: teachers with a place to work at; `network`: rooms that it reaches; `devices`: rooms with a device in order. */
  question!: ResourceQuestion;
  numerator!: number;
  denominator!: number;
  /** Whether the policy asks for it; the others are shown beside. */
  asked!: boolean;
  met!: boolean;
}

/** A room that lessons are given in. */
export class ResourcesRoomRow {
  room!: string;
  /** null: nobody said anything of it. */
  network!: Network | null;
  reached!: boolean;
  /** Devices in order on which the journal can be kept. */
  devicesWorking!: number;
  /** Groups whose timetables name it. */
  groupIds!: string[];
}

/** A teacher who keeps a journal. */
export class ResourcesTeacherRow extends StaffCard {
  hasPlace!: boolean;
  room!: string | null;
  /** Nobody said anything of it yet. */
  unknown!: boolean;
}

/** Condition 2 of the seed: there are resources enough. */
export class ResourcesCondition {
  /** The school's date that it is about: whose timetable, who teaches. */
  on!: LocalDate;
  /** Version of the policy of the transition; 0 is the default. */
  policyVersion!: number;
  /** Every figure that the policy asks for is whole. */
  met!: boolean;
  figures!: ResourcesFigure[];
  /** The evidence: the rooms of the timetables, those that lack something first. */
  rooms!: ResourcesRoomRow[];
  /** Slots of the timetables that name no room: nothing is said of where they are given. */
  slotsWithoutRoom!: number;
  /** The evidence: who teaches, those without a place first. */
  teachers!: ResourcesTeacherRow[];
  /** The position of the log that it shows. */
  position!: string | null;
}

export class GetResourcesCondition extends Query<ResourcesCondition> {
  constructor(
    readonly schoolId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

@QueryHandler(GetResourcesCondition)
export class GetResourcesConditionHandler implements IQueryHandler<GetResourcesCondition> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ schoolId, query }: GetResourcesCondition): Promise<ResourcesCondition> {
    const { minPosition, asOf } = query;
    const { directory } = this;
    const models = [...resourcesConditionModels, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const on = dateOf(query, this.clock.now(), await directory.timeZone(snapshot, schoolId));
      return { ...(await resourcesConditionOn(snapshot, directory, schoolId, on)), position };
    });
  }
}

/** The read models that `resourcesConditionOn` looks at, beside those of the directory. */
export const resourcesConditionModels: readonly string[] = [...resourceModels, transitionPolicies.name];

/** Condition 2 as it stands on a date. */
export async function resourcesConditionOn(
  snapshot: Snapshot,
  directory: Directory,
  schoolId: string,
  on: LocalDate,
): Promise<Omit<ResourcesCondition, 'position'>> {
  const { version, policy } = await policyInForce(snapshot, schoolId);
  const standing = await readResources(snapshot, directory, schoolId, on);
  const figures = resourceFigures(standing, policy);
  const names = await directory.people(
    snapshot,
    schoolId,
    standing.teachers.map(({ personId }) => personId),
  );
  const isBare = ({ reached, devicesWorking }: ResourcesRoomRow): boolean =>
    !reached || (policy.deviceInEveryRoom && devicesWorking === 0);
  return {
    on,
    policyVersion: version,
    met: figures.every(({ asked, met }) => !asked || met),
    figures,
    rooms: standing.rooms
      .map((room): ResourcesRoomRow => ({ ...room, groupIds: [...room.groupIds] }))
      .sort((a, b) => Number(isBare(b)) - Number(isBare(a)) || compareTitles(a.room, b.room)),
    slotsWithoutRoom: standing.slotsWithoutRoom,
    teachers: standing.teachers
      .map((teacher): ResourcesTeacherRow => ({ ...cardOf(names, teacher.personId), ...teacher }))
      .sort((a, b) => Number(a.hasPlace) - Number(b.hasPlace) || compareCards(a, b)),
  };
}

/** The figures that the policy asks for, summed. */
export function askedOf({ figures }: Pick<ResourcesCondition, 'figures'>): {
  readonly numerator: number;
  readonly denominator: number;
} {
  const asked = figures.filter((figure) => figure.asked);
  const sum = (of: 'numerator' | 'denominator'): number =>
    asked.reduce((total, figure) => total + figure[of], 0);
  return { numerator: sum('numerator'), denominator: sum('denominator') };
}

@Controller('transition/conditions/resources')
export class GetResourcesConditionRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Condition 2: places to work at, network and devices, by the school's policy, with every room and teacher behind it. */
  @Get()
  @Access(seesTransition)
  condition(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: TransitionQuery,
  ): Promise<ResourcesCondition> {
    return this.queries.execute(new GetResourcesCondition(principal.schoolId, query));
  }
}
