import { Controller, Get, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { Access, CurrentPrincipal, Directory, type Principal, Reader } from '#platform';
import { seesTransition } from '../access/who.ts';
import type { AssessedFigure, AssessedVerdict } from './assessment.events.ts';
import { assessments } from './assessments.projection.ts';
import { assessmentIn, AssessmentLine, assessmentLine, peopleIn } from './get-assessments.ts';

export class CompareQuery {
  /** An assessment's id. */
  @IsUUID()
  first!: string;

  /** Another's. */
  @IsUUID()
  second!: string;

  /** A receipt's position: answer only once the page shows it. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  minPosition?: string;
}

/** A figure of one of the two. */
export class ComparedFigure {
  numerator!: number;
  denominator!: number;
  /** Per cent. */
  value!: number | null;
  target!: number;
  met!: boolean;
}

/** A figure before and after. */
export class ComparedLine {
  /** `acts`, `resources`, `training`; `criterion-1` … `criterion-6`; `parents`. */
  figure!: string;
  /** null of the parents' opinion where there is nothing to count. */
  first!: ComparedFigure | null;
  second!: ComparedFigure | null;
  /** Whether it was met. */
  firstMet!: boolean;
  secondMet!: boolean;
  /** Percentage points from the first to the second, cut to two decimals as they are; null unless both have a value. */
  change!: number | null;
}

export class Comparison {
  first!: AssessmentLine;
  second!: AssessmentLine;
  lines!: ComparedLine[];
}

/** Refused: `not-found`. */
export class CompareAssessments extends Query<Comparison> {
  constructor(
    readonly schoolId: string,
    readonly query: CompareQuery,
  ) {
    super();
  }
}

@QueryHandler(CompareAssessments)
export class CompareAssessmentsHandler implements IQueryHandler<CompareAssessments> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  execute({ schoolId, query }: CompareAssessments): Promise<Comparison> {
    const { minPosition } = query;
    const { directory } = this;
    const models = [assessments.name, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition }, async ({ snapshot }) => {
      const first = await assessmentIn(snapshot, schoolId, query.first.toLowerCase());
      const second = await assessmentIn(snapshot, schoolId, query.second.toLowerCase());
      const people = [...peopleIn(first), ...peopleIn(second)];
      const names = await directory.people(snapshot, schoolId, people);
      return {
        first: assessmentLine(first, names),
        second: assessmentLine(second, names),
        lines: linesOf(first.verdict, second.verdict),
      };
    });
  }
}

interface Compared {
  readonly figure: string;
  readonly met: boolean;
  readonly shown: ComparedFigure | null;
}

/** The figures of two verdicts side by side, in the order of the page. */
export function linesOf(first: AssessedVerdict, second: AssessedVerdict): ComparedLine[] {
  const after = new Map(figuresOf(second).map((one) => [one.figure, one]));
  return figuresOf(first).map(({ figure, met, shown }): ComparedLine => {
    const then = after.get(figure)!;
    return {
      figure,
      first: shown,
      second: then.shown,
      firstMet: met,
      secondMet: then.met,
      change: changeOf(shown?.value ?? null, then.shown?.value ?? null),
    };
  });
}

const shownOf = ({ numerator, denominator, value, target, met }: AssessedFigure): ComparedFigure => ({
  numerator,
  denominator,
  value,
  target,
  met,
});

const figuresOf = ({ conditions, criteria, parents }: AssessedVerdict): Compared[] => [
  ...conditions.map((one) => ({ figure: one.condition, met: one.met, shown: shownOf(one) })),
  ...criteria.map((one) => ({ figure: `criterion-${one.criterion}`, met: one.met, shown: shownOf(one) })),
  { figure: 'parents', met: parents.met, shown: null },
];

/** Whole hundredths are subtracted, lest 0.1 and 0.2 make something else. */
const changeOf = (before: number | null, after: number | null): number | null =>
  before === null || after === null ? null : (Math.round(after * 100) - Math.round(before * 100)) / 100;

@Controller('transition/assessments/compare')
export class CompareAssessmentsRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Two assessments side by side: each figure before and after. */
  @Get()
  @Access(seesTransition)
  compare(
    @CurrentPrincipal() { schoolId }: Principal,
    @QueryParams() query: CompareQuery,
  ): Promise<Comparison> {
    return this.queries.execute(new CompareAssessments(schoolId, query));
  }
}
