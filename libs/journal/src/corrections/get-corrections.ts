import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { IsIn } from 'class-validator';
import { addDays, type Instant, type LocalDate, localDateOf } from '#kernel';
import { Access, CurrentPrincipal, Directory, IsLocalDate, type Principal, Reader, Seals } from '#platform';
import type { Snapshot } from '#projecting';
import type { AbsenceCode, GroupKind } from '#school/events';
import { readsEveryClass } from '../access/own-classes.ts';
import { findStored } from '../find-all.ts';
import type { CorrectionReason } from '../lesson/lesson.events.ts';
import { sealOf } from '../lesson/record-entries.ts';
import { type LessonView, ReviewView } from '../lessons/lesson-view.ts';
import { lessons } from '../lessons/lessons.projection.ts';
import { opened } from '../lessons/opened.ts';
import { Omittable } from '../omittable.ts';
import { cardsOf, PersonCard } from '../people/people-cards.ts';
import { ReadQuery, requirePeriod } from '../reading.ts';
import { GroupCardView, groupView, SubjectCardView, subjectView } from '../register/register-cards.ts';
import type { DatedWorkView } from '../work/dated-work-view.ts';
import { datedWorks } from '../work/dated-works.projection.ts';
import { sealOfWork } from '../work/record-work.ts';
import {
  type CorrectedThing,
  type CorrectedValue,
  type TermCorrectionStep,
  termCorrectionsIn,
} from './term-corrections.ts';

/** A school year. */
const LONGEST_DAYS = 400;

export const correctionStates = ['waiting', 'approved', 'returned', 'replaced'] as const;
export type CorrectionState = (typeof correctionStates)[number];

export class CorrectionsQuery extends ReadQuery {
  /** First and last day on which they were recorded, school-local, both included. */
  @IsLocalDate()
  from!: string;

  @IsLocalDate()
  to!: string;

  @Omittable()
  @IsIn(correctionStates)
  state?: CorrectionState;
}

/** A correction that was made after the term of its lesson or work. */
export class CorrectionLine {
  /** The correcting event. */
  correctionId!: string;
  /** Either a lesson or a work beyond lessons. */
  lessonId!: string | null;
  workId!: string | null;
  registerId!: string;
  subjectId!: string;
  kind!: GroupKind;
  groupIds!: string[];
  /** Of the lesson or of the work. */
  date!: LocalDate;
  /** The lesson's number; null of a work. */
  number!: number | null;
  what!: CorrectedThing;
  /** null: of the whole lesson. */
  pupilId!: string | null;
  /** What stood before: a mark, an attendance, or `stated`; null: nothing. */
  was!: CorrectedValue;
  wasCode!: AbsenceCode | null;
  /** What it was changed to; null: taken back. */
  became!: CorrectedValue;
  becameCode!: AbsenceCode | null;
  reason!: CorrectionReason;
  /** The reason in words; null where there are none, and once their key was destroyed. */
  text!: string | null;
  by!: string;
  recordedAt!: Instant;
  /** Whether it stands: nothing took its place. */
  stands!: boolean;
  /** `replaced`: something took its place before anybody said a word. */
  state!: CorrectionState;
  /** The last word on it; null while there is none. */
  review!: ReviewView | null;
}

/** Corrections that were made after their terms: by a deputy head to be approved or returned. */
export class Corrections {
  from!: LocalDate;
  to!: LocalDate;
  /** The latest first. */
  corrections!: CorrectionLine[];
  groups!: GroupCardView[];
  subjects!: SubjectCardView[];
  /** The pupils and teachers named in it, and who reviewed. */
  people!: PersonCard[];
  /** The position of the log that it shows. */
  position!: string | null;
}

/** Refused: `invalid`. */
export class GetCorrections extends Query<Corrections> {
  constructor(
    readonly principal: Principal,
    readonly query: CorrectionsQuery,
  ) {
    super();
  }
}

@QueryHandler(GetCorrections)
export class GetCorrectionsHandler implements IQueryHandler<GetCorrections> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly seals: Seals,
  ) {}

  execute({ principal, query }: GetCorrections): Promise<Corrections> {
    const { schoolId, personId } = principal;
    const { from, to, state, asOf, minPosition } = query;
    requirePeriod(query, LONGEST_DAYS);
    const { directory } = this;
    const models = [lessons.name, datedWorks.name, ...directory.models];
    return this.reader.read({ schoolId, models, asOf, minPosition }, async ({ snapshot, position }) => {
      const timeZone = await directory.timeZone(snapshot, schoolId);
      const readsAll = readsEveryClass(principal);
      const isAskedFor = (line: CorrectionLine): boolean => {
        const day = localDateOf(Date.parse(line.recordedAt), timeZone);
        const isOwn = readsAll || line.by === personId;
        return isOwn && from <= day && day <= to && (state === undefined || line.state === state);
      };
      const found = (await this.#all(snapshot, schoolId, query))
        .filter(isAskedFor)
        .sort((a, b) => (a.recordedAt < b.recordedAt ? 1 : a.recordedAt > b.recordedAt ? -1 : 0));
      const groupIds = found.flatMap((line) => line.groupIds);
      const groups = await directory.groups(snapshot, schoolId, groupIds);
      const subjectIds = found.map(({ subjectId }) => subjectId);
      const subjects = await directory.subjects(snapshot, schoolId, subjectIds);
      const named = found.flatMap(({ by, pupilId, review }) => [by, pupilId ?? [], review?.by ?? []].flat());
      const people = await cardsOf(directory, snapshot, schoolId, named);
      return {
        from,
        to,
        corrections: found,
        groups: [...groups.values()].map(groupView),
        subjects: [...subjects.values()].map(subjectView),
        people,
        position,
      };
    });
  }

  /** Every one of the days, and of the days beside them: an index knows the days of UTC. */
  async #all(
    snapshot: Snapshot,
    schoolId: string,
    { from, to }: CorrectionsQuery,
  ): Promise<readonly CorrectionLine[]> {
    const options = { index: 'byCorrection', prefix: [], from: addDays(from, -1), to: addDays(to, 1) };
    const read = async <View>(
      model: string,
      sealedUnder: (key: string) => string,
    ): Promise<readonly View[]> => {
      const docs = await findStored(snapshot, model, schoolId, options);
      const bodies = await opened(
        [...new Map(docs.map((doc) => [doc.key, doc])).values()],
        schoolId,
        this.seals,
        sealedUnder,
      );
      return bodies.map((body) => JSON.parse(body.toString()) as View);
    };
    const ofLessons = await read<LessonView>(lessons.name, sealOf);
    const ofWorks = await read<DatedWorkView>(datedWorks.name, sealOfWork);
    return [...ofLessons.flatMap(linesOfLesson), ...ofWorks.flatMap(linesOfWork)];
  }
}

const linesOfLesson = (lesson: LessonView): CorrectionLine[] => {
  const { lessonId, registerId, subjectId, kind, groupIds, date, number } = lesson;
  const place = { lessonId, workId: null, registerId, subjectId, kind, groupIds, date, number };
  return termCorrectionsIn(lesson).map((step) => lineOf(place, step));
};

const linesOfWork = (work: DatedWorkView): CorrectionLine[] => {
  const { workId, registerId, subjectId, kind, groupIds, date, marks } = work;
  const place = { lessonId: null, workId, registerId, subjectId, kind, groupIds, date, number: null };
  return termCorrectionsIn({ marks }).map((step) => lineOf(place, step));
};

type PlaceOfLine = Pick<
  CorrectionLine,
  'lessonId' | 'workId' | 'registerId' | 'subjectId' | 'kind' | 'groupIds' | 'date' | 'number'
>;

function lineOf(place: PlaceOfLine, { step, was, ...rest }: TermCorrectionStep): CorrectionLine {
  const review = step.review ?? null;
  return {
    correctionId: step.eventId,
    ...place,
    ...rest,
    was: was.value,
    wasCode: was.code,
    reason: step.reason ?? 'other',
    text: step.text ?? null,
    by: step.by,
    recordedAt: step.recordedAt,
    state: review?.verdict ?? (rest.stands ? 'waiting' : 'replaced'),
    review,
  };
}

@Controller('corrections')
export class GetCorrectionsRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Corrections that were made after the term of what they correct. A teacher reads the own ones. */
  @Get()
  @Access({ teacher: 'school', head: 'school', 'deputy-head': 'school', auditor: 'school' })
  corrections(
    @CurrentPrincipal() principal: Principal,
    @QueryParams() query: CorrectionsQuery,
  ): Promise<Corrections> {
    return this.queries.execute(new GetCorrections(principal, query));
  }
}
