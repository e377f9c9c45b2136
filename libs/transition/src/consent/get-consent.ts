import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { Clock, LocalDate } from '#kernel';
import {
  Access,
  CurrentPrincipal,
  Directory,
  InjectClock,
  type PersonName,
  type Principal,
  Reader,
} from '#platform';
import type { Snapshot } from '#projecting';
import { ownPerson, staffThemselves } from '../access/own-person.ts';
import { seesTransition } from '../access/who.ts';
import type { Act } from '../acts/act.ts';
import { type ActStanding, actsStanding } from '../acts/act-standing.ts';
import { editionOn } from '../acts/acts-catalogue.ts';
import { acts } from '../acts/acts.projection.ts';
import { ActDocumentNumber } from '../acts/get-acts.ts';
import { cardOf, compareCards, dateOf, everyDoc, StaffCard, TransitionQuery } from '../reading.ts';
import { teachersOn } from '../resources/staff.ts';
import { consentIn, consentModels } from './consent-in.ts';
import { type Consent, earliestDuties, type StaffConsent } from './consent.ts';

export class NoticeLine {
  noticeId!: string;
  /** What changes in the work. */
  duties!: string;
  /** School-local. */
  givenOn!: string;
  dutiesFrom!: string;
}

export class AgreementLine {
  agreementId!: string;
  document!: ActDocumentNumber;
  /** School-local. */
  inForceFrom!: string;
}

/** Somebody of the staff: what they were told and signed. */
export class StaffConsentLine extends StaffCard {
  notices!: NoticeLine[];
  agreements!: AgreementLine[];
  /** The first day on which a new duty may be in force; null: no notice was given. */
  earliest!: string | null;
  status!: 'no-notice' | 'notified' | 'agreed' | 'in-force';
}

export class ReaderLine extends StaffCard {
  /** School-local; null: not yet. */
  on!: string | null;
}

/** The sheet of acquaintance of a document that is in force, or of an appendix that is agreed. */
export class ReadingSheetLine {
  actId!: string;
  version!: number;
  title!: string;
  /** Whoever has read it, and of those who teach also whoever has not, these first. */
  readers!: ReaderLine[];
}

/** What parents said. Which fields there are follows from `way`. */
export class ParentsOpinionLine {
  opinionId!: string;
  question!: string;
  way!: 'protocol' | 'survey';
  /** Of the protocol or of the last day of the survey. */
  date!: string;
  /** Of the protocol. */
  number?: string;
  /** As the protocol says, or as more of those who answered said. */
  agrees!: boolean;
  asked?: number;
  answered?: number;
  inFavour?: number;
  against?: number;
}

/** A parent who keeps or kept to paper. */
export class PaperLine extends StaffCard {
  from!: string;
  /** The last day; null: still. */
  to!: string | null;
}

export class ConsentAnswer {
  /** The school's date that it is about. */
  on!: LocalDate;
  /** By name: those who teach, and others who were told something. */
  staff!: StaffConsentLine[];
  sheets!: ReadingSheetLine[];
  parents!: ParentsOpinionLine[];
  /** Those who keep to paper, and those who did. */
  paper!: PaperLine[];
  /** The position of the log that it shows. */
  position!: string | null;
}

/** A document that one is to read. */
export class OwnDocument {
  actId!: string;
  version!: number;
  title!: string;
  /** 64 hex digits. */
  sha256!: string;
  /** When one said that one has read it; null: not yet. */
  readOn!: string | null;
}

export class OwnNotices {
  notices!: NoticeLine[];
  agreements!: AgreementLine[];
  earliest!: string | null;
  documents!: OwnDocument[];
  /** The position of the log that it shows. */
  position!: string | null;
}

export class GetConsent extends Query<ConsentAnswer> {
  constructor(
    readonly schoolId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

export class GetOwnNotices extends Query<OwnNotices> {
  constructor(
    readonly schoolId: string,
    readonly personId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

@QueryHandler(GetConsent)
export class GetConsentHandler implements IQueryHandler<GetConsent> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ schoolId, query }: GetConsent): Promise<ConsentAnswer> {
    const { minPosition, asOf } = query;
    const { directory } = this;
    const models = [...consentModels, acts.name, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const on = dateOf(query, this.clock.now(), await directory.timeZone(snapshot, schoolId));
      const told = await consentIn(snapshot, schoolId);
      const teaching = teachersOn(await directory.registersDuring(snapshot, schoolId, on, on), on);
      const staff = [...new Set([...teaching, ...told.staff.map(({ personId }) => personId)])];
      const readers = told.sheets.flatMap((sheet) => sheet.readers.map(({ personId }) => personId));
      const parents = told.paper.map(({ personId }) => personId);
      const names = await directory.people(snapshot, schoolId, [...staff, ...readers, ...parents]);
      const documents = await documentsIn(snapshot, schoolId, on);
      return {
        on,
        staff: staff.map((personId) => staffLine(personId, told, names, on)).sort(compareCards),
        sheets: documents.map((document) => sheetLine(document, told, teaching, names)),
        parents: told.parents.map(opinionLine),
        paper: told.paper
          .map(({ personId, from, to }): PaperLine => ({ ...cardOf(names, personId), from, to }))
          .sort(compareCards),
        position,
      };
    });
  }
}

@QueryHandler(GetOwnNotices)
export class GetOwnNoticesHandler implements IQueryHandler<GetOwnNotices> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  execute({ schoolId, personId, query }: GetOwnNotices): Promise<OwnNotices> {
    const { minPosition, asOf } = query;
    const { directory } = this;
    const models = [...consentModels, acts.name, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const on = dateOf(query, this.clock.now(), await directory.timeZone(snapshot, schoolId));
      const told = await consentIn(snapshot, schoolId);
      const own = staffIn(told, personId);
      const documents = (await documentsIn(snapshot, schoolId, on)).map((document): OwnDocument => ({
        ...document,
        readOn: readOn(told, document, personId),
      }));
      return {
        notices: [...own.notices],
        agreements: [...own.agreements],
        earliest: earliestDuties(own),
        documents,
        position,
      };
    });
  }
}

type Document = Omit<OwnDocument, 'readOn'>;

/** What is to be read: the acts in force, and the appendices that are agreed. */
async function documentsIn(snapshot: Snapshot, schoolId: string, on: LocalDate): Promise<Document[]> {
  const told = await everyDoc<Act>(snapshot, acts.name, schoolId, 'all');
  return actsStanding(schoolId, told, editionOn(on), on).flatMap((one) => documentOf(one));
}

function documentOf({ actId, title, inForce, draft, line, lacks }: ActStanding): Document[] {
  const version = line?.kind === 'appendix' ? (lacks === null ? draft : null) : inForce;
  const text = version?.signed ?? version?.text;
  return version && text ? [{ actId, version: version.version, title, sha256: text.sha256 }] : [];
}

const staffIn = ({ staff }: Consent, personId: string): StaffConsent =>
  staff.find((one) => one.personId === personId) ?? { personId, notices: [], agreements: [] };

const readOn = (
  { sheets }: Consent,
  { actId, version }: Pick<Document, 'actId' | 'version'>,
  personId: string,
): LocalDate | null =>
  sheets
    .find((sheet) => sheet.actId === actId && sheet.version === version)
    ?.readers.find((reader) => reader.personId === personId)?.on ?? null;

function staffLine(
  personId: string,
  told: Consent,
  names: ReadonlyMap<string, PersonName>,
  on: LocalDate,
): StaffConsentLine {
  const own = staffIn(told, personId);
  const { notices, agreements } = own;
  const isInForce = agreements.some(({ inForceFrom }) => inForceFrom <= on);
  const signed = agreements.length > 0 ? 'agreed' : 'notified';
  return {
    ...cardOf(names, personId),
    notices: [...notices],
    agreements: [...agreements],
    earliest: earliestDuties(own),
    status: isInForce ? 'in-force' : notices.length === 0 ? 'no-notice' : signed,
  };
}

function sheetLine(
  { actId, version, title }: Document,
  told: Consent,
  teaching: readonly string[],
  names: ReadonlyMap<string, PersonName>,
): ReadingSheetLine {
  const sheet = told.sheets.find((one) => one.actId === actId && one.version === version);
  const people = [...new Set([...teaching, ...(sheet?.readers ?? []).map(({ personId }) => personId)])];
  const readers = people
    .map((personId): ReaderLine => ({
      ...cardOf(names, personId),
      on: readOn(told, { actId, version }, personId),
    }))
    .sort((a, b) => Number(a.on !== null) - Number(b.on !== null) || compareCards(a, b));
  return { actId, version, title, readers };
}

function opinionLine({ opinionId, question, opinion }: Consent['parents'][number]): ParentsOpinionLine {
  if (opinion.way === 'protocol') {
    const { protocol, agrees } = opinion;
    return { opinionId, question, way: 'protocol', ...protocol, agrees };
  }
  const agrees = opinion.inFavour > opinion.against;
  return { opinionId, question, ...opinion, agrees };
}

@Controller()
export class GetConsentRoute {
  constructor(private readonly queries: QueryBus) {}

  /** What people were told and said: notices and agreements, sheets of acquaintance, parents' opinion, who keeps to paper. */
  @Get('transition/consent')
  @Access(seesTransition)
  consent(
    @CurrentPrincipal() { schoolId }: Principal,
    @QueryParams() query: TransitionQuery,
  ): Promise<ConsentAnswer> {
    return this.queries.execute(new GetConsent(schoolId, query));
  }

  /** One's own notices and agreements, and the documents that one is to read. */
  @Get('me/notices')
  @Access(staffThemselves)
  notices(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: TransitionQuery,
  ): Promise<OwnNotices> {
    return this.queries.execute(new GetOwnNotices(principal.schoolId, ownPerson(principal), query));
  }
}
