import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { type Clock, type LocalDate } from '#kernel';
import {
  Access,
  CurrentPrincipal,
  Directory,
  InjectClock,
  type PersonName,
  type Principal,
  Reader,
} from '#platform';
import { seesTransition } from '../access/who.ts';
import type { Source } from '../catalogues/read-catalogue.ts';
import { cardOf, dateOf, everyDoc, StaffCard, TransitionQuery } from '../reading.ts';
import type { Body } from './act.events.ts';
import { type Act, type ActVersion, opinionsMissing } from './act.ts';
import { type ActLack, type ActStanding, actsStanding, type ActState } from './act-standing.ts';
import { actsCatalogue, editionOn } from './acts-catalogue.ts';
import { acts } from './acts.projection.ts';

/** An attached document. */
export class ActFile {
  /** 64 hex digits. */
  sha256!: string;
  /** Bytes. */
  size!: number;
  type!: 'pdf' | 'docx';
  name!: string;
}

export class ActDocumentNumber {
  number!: string;
  /** School-local. */
  date!: string;
}

export class ActOpinion {
  body!: Body;
  protocol!: ActDocumentNumber;
}

export class ActApproval {
  by!: Body;
  document!: ActDocumentNumber;
}

export class ActVersionLine {
  /** 1 for the first. */
  version!: number;
  /** The edition of the catalogue that it was written for. */
  edition!: number;
  text!: ActFile | null;
  /** A copy of the approved paper. */
  signed!: ActFile | null;
  opinions!: ActOpinion[];
  /** Whose opinion is still to be taken. */
  opinionsMissing!: Body[];
  approval!: ActApproval | null;
  /** A later version was approved. */
  replaced!: boolean;
}

export class ActReviewLine {
  needed!: boolean;
  why!: string;
  edition!: number;
}

export class ActLine {
  actId!: string;
  /** The line of the catalogue; null for an act of the school's own. */
  line!: string | null;
  group!: string;
  kind!: 'change' | 'new' | 'appendix';
  /** Whose line it is: the seed's, ours, the school's. */
  source!: 'seed' | 'ours' | 'school';
  title!: string;
  /** The seed's words, where the line is the seed's. */
  seedLine!: string | null;
  /** What is to be changed in it, as the catalogue says. */
  change!: string | null;
  adoptedBy!: Body;
  consulted!: Body[];
  review!: ActReviewLine | null;
  responsible!: StaffCard | null;
  /** The last day to have it approved by. */
  due!: string | null;
  overdue!: boolean;
  state!: ActState;
  /** A later edition of the catalogue asks more than what stands. */
  overtaken!: boolean;
  /** What keeps it from being done; null: done, or not needed. */
  lacks!: ActLack | null;
  /** Oldest first, without those that were withdrawn. */
  versions!: ActVersionLine[];
}

export class ActGroup {
  id!: string;
  title!: string;
  source!: Source;
}

export class ActsAnswer {
  /** The edition of the catalogue that is in force. */
  edition!: number;
  /** The school's date that it is about. */
  on!: LocalDate;
  groups!: ActGroup[];
  /** In the order of the catalogue, then the school's own. */
  items!: ActLine[];
  /** The position of the log that it shows. */
  position!: string | null;
}

export class GetActs extends Query<ActsAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

@QueryHandler(GetActs)
export class GetActsHandler implements IQueryHandler<GetActs> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ schoolId, query }: GetActs): Promise<ActsAnswer> {
    const { minPosition, asOf } = query;
    const { directory } = this;
    const models = [acts.name, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const on = dateOf(query, this.clock.now(), await directory.timeZone(snapshot, schoolId));
      const edition = editionOn(on);
      const told = await everyDoc<Act>(snapshot, acts.name, schoolId, 'all');
      const responsible = told.flatMap((one) => (one.responsible === null ? [] : [one.responsible]));
      const names = await directory.people(snapshot, schoolId, responsible);
      const items = actsStanding(schoolId, told, edition, on).map((one) => lineOf(one, names));
      return { edition, on, groups: [...actsCatalogue.groups], items, position };
    });
  }
}

function lineOf(
  { line, act, inForce, ...one }: ActStanding,
  names: ReadonlyMap<string, PersonName>,
): ActLine {
  return {
    actId: one.actId,
    line: line?.id ?? null,
    group: one.group,
    kind: line?.kind ?? 'new',
    source: line?.source ?? 'school',
    title: one.title,
    seedLine: line?.seedLine ?? null,
    change: line?.change ?? null,
    adoptedBy: one.adoptedBy,
    consulted: [...one.consulted],
    review: act.review,
    responsible: act.responsible === null ? null : cardOf(names, act.responsible),
    due: act.due,
    overdue: one.overdue,
    state: one.state,
    overtaken: one.overtaken,
    lacks: one.lacks,
    versions: act.versions.map((version) => versionLine(version, one.consulted, inForce)),
  };
}

const versionLine = (
  { version, edition, text, signed, opinions, approval }: ActVersion,
  consulted: readonly Body[],
  inForce: ActVersion | null,
): ActVersionLine => ({
  version,
  edition,
  text,
  signed,
  opinions: [...opinions],
  opinionsMissing: opinionsMissing({ consulted }, { opinions }),
  approval,
  replaced: approval !== null && version !== inForce?.version,
});

@Controller('transition/acts')
export class GetActsRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The local acts that the transition concerns: what the catalogue lists, and the school's own. */
  @Get()
  @Access(seesTransition)
  acts(@CurrentPrincipal() principal: Principal, @QueryParams() query: TransitionQuery): Promise<ActsAnswer> {
    return this.queries.execute(new GetActs(principal.schoolId, query));
  }
}
