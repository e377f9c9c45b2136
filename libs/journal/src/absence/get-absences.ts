import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { IsUUID } from 'class-validator';
import { type Instant, invalidField, type LocalDate, notFound } from '#kernel';
import { Access, CurrentPrincipal, Directory, IsLocalDate, type Principal, Reader, Seals } from '#platform';
import type { AbsenceCode } from '#school/events';
import type { Snapshot } from '#projecting';
import { findAll } from '../find-all.ts';
import { cardsOf, PersonCard } from '../people/people-cards.ts';
import { ReadQuery, requirePeriod } from '../reading.ts';
import { type AbsenceDoc, absenceReasons } from './absences.projection.ts';
import { sealOfPupil } from './record-absence.ts';
import { Omittable } from '../omittable.ts';

const LONGEST_DAYS = 400;

/** One of `groupId` and `pupilId`. */
export class AbsencesQuery extends ReadQuery {
  /** First and last day, school-local, both included: every reason that touches them. */
  @IsLocalDate()
  from!: string;

  @IsLocalDate()
  to!: string;

  /** Everyone who was in this group in the period. */
  @Omittable()
  @IsUUID()
  groupId?: string;

  @Omittable()
  @IsUUID()
  pupilId?: string;
}

/** Why a pupil is away on some days. */
export class AbsenceLine {
  absenceId!: string;
  pupilId!: string;
  from!: LocalDate;
  to!: LocalDate;
  code!: AbsenceCode;
  /** null where there is none, or its key was destroyed. */
  document!: string | null;
  eventId!: string;
  by!: string;
  /** ISO 8601, UTC. */
  recordedAt!: Instant;
}

export class AbsenceList {
  from!: LocalDate;
  to!: LocalDate;
  /** By pupil, then by day. */
  absences!: AbsenceLine[];
  /** The pupils and those who gave the reasons. */
  people!: PersonCard[];
  /** The position of the log that it shows. */
  position!: string | null;
}

/** Refused: `invalid`, `not-found`. */
export class GetAbsences extends Query<AbsenceList> {
  constructor(
    readonly schoolId: string,
    readonly query: AbsencesQuery,
  ) {
    super();
  }
}

@QueryHandler(GetAbsences)
export class GetAbsencesHandler implements IQueryHandler<GetAbsences> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly seals: Seals,
  ) {}

  execute({ schoolId, query }: GetAbsences): Promise<AbsenceList> {
    const { from, to, asOf, minPosition } = query;
    requirePeriod(query, LONGEST_DAYS);
    if ((query.groupId === undefined) === (query.pupilId === undefined)) {
      throw invalidField('groupId', 'one', 'Name either a group or a pupil.');
    }
    const models = [absenceReasons.name, ...this.directory.models];
    return this.reader.read({ schoolId, models, asOf, minPosition }, async ({ snapshot, position }) => {
      const found: AbsenceDoc[] = [];
      for (const pupilId of await this.#pupilsIn(snapshot, schoolId, query)) {
        const options = { index: 'byPupil', prefix: [pupilId], from };
        const ofPupil = await findAll<AbsenceDoc>(snapshot, absenceReasons.name, schoolId, options);
        found.push(...ofPupil.filter((absence) => absence.from <= to));
      }
      const people = found.flatMap(({ pupilId, by }) => [pupilId, by]);
      return {
        from,
        to,
        absences: await this.#opened(schoolId, found),
        people: await cardsOf(this.directory, snapshot, schoolId, people),
        position,
      };
    });
  }

  async #pupilsIn(
    snapshot: Snapshot,
    schoolId: string,
    { groupId, pupilId, from, to }: AbsencesQuery,
  ): Promise<readonly string[]> {
    if (groupId === undefined) return pupilId === undefined ? [] : [pupilId];
    const group = (await this.directory.groups(snapshot, schoolId, [groupId])).get(groupId);
    if (group === undefined) throw notFound('group', groupId);
    const there = group.members.filter((stay) => stay.from <= to && (stay.to === null || stay.to >= from));
    return [...new Set(there.map((stay) => stay.pupilId))];
  }

  async #opened(schoolId: string, found: readonly AbsenceDoc[]): Promise<AbsenceLine[]> {
    const sealed = found.flatMap(({ absenceId, pupilId, document }) =>
      document === null ? [] : [{ absenceId, subject: sealOfPupil(pupilId), sealed: document }],
    );
    const texts = await this.seals.unsealMany(schoolId, sealed);
    const byId = new Map(sealed.map(({ absenceId }, index) => [absenceId, texts[index] ?? null]));
    return found.map((absence) => ({ ...absence, document: byId.get(absence.absenceId) ?? null }));
  }
}

@Controller('absences')
export class GetAbsencesRoute {
  constructor(private readonly queries: QueryBus) {}

  /** The absence reasons of a group or a pupil that touch a period. */
  @Get()
  @Access({
    'class-teacher': 'own-class-absence',
    head: 'school',
    'deputy-head': 'school',
    auditor: 'school',
  })
  absences(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: AbsencesQuery,
  ): Promise<AbsenceList> {
    return this.queries.execute(new GetAbsences(principal.schoolId, query));
  }
}
