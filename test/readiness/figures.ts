import type { Indicator } from '../../libs/readiness/src/criteria/indicator.ts';
import {
  type By,
  type Criterion,
  type Fraction,
  type Question,
  type Status,
} from './hand-computed/scenario.ts';
import { naiveCriteria, naiveRows } from './naive-criteria.ts';
import type { Log } from './naive/told.ts';
import type { Reports } from './reports.ts';

/** Everything that a report says, in a form in which two of them can be compared. */
export interface Said {
  readonly policyVersion: number;
  readonly criteria: Readonly<Record<number, readonly [...Fraction, Status, target: number]>>;
  /** What `criteria[6]` counts. */
  readonly onlineUnit: 'entries' | 'lessons';
  readonly otherUnit: Fraction;
  readonly stillInTime: number;
  readonly secondLine: Readonly<Record<2 | 3 | 6, Fraction>>;
}

/** By criterion, the rows whose denominator is not 0. */
export type RowsSaid = Readonly<Record<number, Readonly<Record<string, Fraction>>>>;

export async function saidByReport(reports: Reports, question: Question): Promise<Said> {
  const { policyVersion, criteria } = await reports.readiness(question);
  const of = (criterion: Criterion): Indicator => criteria[criterion - 1]!;
  const second = (criterion: 2 | 3 | 6): Fraction => fraction(of(criterion).secondLine!);
  return {
    policyVersion,
    criteria: Object.fromEntries(
      criteria.map((one) => [one.criterion, [one.numerator, one.denominator, one.status, one.target]]),
    ),
    onlineUnit: of(6).unit!,
    otherUnit: fraction(of(6).otherUnit!),
    stillInTime: of(3).stillInTime!,
    secondLine: { 2: second(2), 3: second(3), 6: second(6) },
  };
}

export function saidNaively(log: Log, question: Question): Said {
  const { criteria, ...rest } = naiveCriteria(log, question);
  return {
    ...rest,
    criteria: Object.fromEntries(
      criteria.map((one) => [one.criterion, [one.numerator, one.denominator, one.status, one.target]]),
    ),
  };
}

export async function rowsByReport(reports: Reports, question: Question, by: By): Promise<RowsSaid> {
  const { rows = [] } = await reports.readiness(question, by);
  return rowsSaid(
    rows.map(({ id, criteria }) => [id, new Map(criteria.map((one) => [one.criterion, fraction(one)]))]),
  );
}

export function rowsNaively(log: Log, question: Question, by: By): RowsSaid {
  return rowsSaid(
    [...naiveRows(log, question, by)].map(([id, figures]) => [
      id,
      new Map(Object.entries(figures).map(([criterion, one]) => [Number(criterion) as Criterion, one])),
    ]),
  );
}

const fraction = ({ numerator, denominator }: { numerator: number; denominator: number }): Fraction => [
  numerator,
  denominator,
];

function rowsSaid(rows: readonly (readonly [id: string, ReadonlyMap<Criterion, Fraction>])[]): RowsSaid {
  const said: Record<number, Record<string, Fraction>> = {};
  for (const [id, figures] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [criterion, one] of figures) {
      if (one[1] > 0) (said[criterion] ??= {})[id] = one;
    }
  }
  return said;
}
