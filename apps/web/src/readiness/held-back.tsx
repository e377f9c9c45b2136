import { Anchor } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { useWords } from '../words/catalogue.ts';
import type { CriterionNumber, Report } from './figures.ts';
import { useCount } from './figures.ts';
import { type Period, periodQuery } from './period.ts';
import { readinessWords } from './readiness.messages.ts';

/** By what a criterion is broken down to find what holds it back. */
export type Dimension = 'class' | 'teacher' | 'subject' | 'role';

export const dimensionsOf = (criterion: CriterionNumber): readonly Dimension[] =>
  criterion === 1
    ? ['class']
    : criterion === 4 || criterion === 5
      ? ['role', 'class']
      : ['class', 'teacher', 'subject'];

/** The field of the evidence's address that names a row. */
export const filterOf: Record<Dimension, string> = {
  class: 'classId',
  teacher: 'teacherId',
  subject: 'subjectId',
  role: 'role',
};

const MOST = 3;

/** The rows where most is lacking, each with how much, and a way to it. */
export function HeldBack({
  criterion,
  period,
  breakdowns,
  opens,
}: {
  readonly criterion: CriterionNumber;
  readonly period: Period;
  readonly breakdowns: ReadonlyMap<Dimension, Report>;
  /** Whether this account may open the evidence. */
  readonly opens: boolean;
}): ReactElement | null {
  const words = useWords(readinessWords);
  const count = useCount();
  const lists = dimensionsOf(criterion)
    .map((by) => ({ by, rows: lacking(breakdowns.get(by), criterion) }))
    .filter(({ rows }) => rows.length > 0);
  if (lists.length === 0) return null;
  return (
    <dl className="held-back">
      <dt>{words.heldBack}:</dt>
      {lists.map(({ by, rows }) => (
        <dd key={by}>
          {words.by[by]}{' '}
          {rows.map(({ id, title, lacks }, place) => {
            const name =
              by === 'role' ? words.roles[id as keyof typeof words.roles] : (title ?? words.unknownRow);
            const query = periodQuery(period, { [filterOf[by]]: id, counted: 'denominator' });
            return (
              <span key={id}>
                {place === 0 ? '' : ', '}
                {opens ? (
                  <Anchor component={Link} href={`/readiness/${criterion}?${query}`}>
                    {name}
                  </Anchor>
                ) : (
                  name
                )}
                {` ${count(lacks)}`}
              </span>
            );
          })}
        </dd>
      ))}
    </dl>
  );
}

interface LackingRow {
  readonly id: string;
  readonly title: string | null;
  readonly lacks: number;
}

function lacking(report: Report | undefined, criterion: CriterionNumber): readonly LackingRow[] {
  return (report?.rows ?? [])
    .map(({ id, title, criteria }) => {
      const found = criteria.find((each) => each.criterion === criterion);
      return { id, title, lacks: found ? found.denominator - found.numerator : 0 };
    })
    .filter(({ lacks }) => lacks > 0)
    .sort((a, b) => b.lacks - a.lacks || (a.title ?? '').localeCompare(b.title ?? '', 'ru'))
    .slice(0, MOST);
}
