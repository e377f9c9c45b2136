import { Anchor } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'wouter';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { criterionWords } from './criteria.messages.ts';
import { type Indicator, type Report, shortfall, unitOf, useCount, usePercent } from './figures.ts';
import { forecast, type WeekValue } from './forecast.ts';
import { type Dimension, HeldBack } from './held-back.tsx';
import { type Period, periodQuery } from './period.ts';
import { readinessWords } from './readiness.messages.ts';
import { Sparkline } from './sparkline.tsx';
import { TargetBar } from './target-bar.tsx';

/** One criterion: its value against the target, its weeks, what lacks, and what holds it back. */
export function CriterionLine({
  indicator,
  period,
  weeks,
  breakdowns,
  opens,
}: {
  readonly indicator: Indicator;
  readonly period: Period;
  /** null while they are not known. */
  readonly weeks: readonly WeekValue[] | null;
  readonly breakdowns: ReadonlyMap<Dimension, Report>;
  /** Whether this account may open the evidence. */
  readonly opens: boolean;
}): ReactElement {
  const names = useWords(criterionWords);
  const words = useWords(readinessWords);
  const percent = usePercent();
  const count = useCount();
  const { criterion, numerator, denominator, value, target, stillInTime, otherUnit, secondLine } = indicator;
  const unit = unitOf(indicator);
  const lacks = denominator - numerator;
  const to = (counted?: string): string => `/readiness/${criterion}?${periodQuery(period, { counted })}`;
  return (
    <li className="criterion">
      <h2 className="criterion-name">
        {criterion}. {names.names[criterion]}
        <span className="criterion-means">{names.means[criterion]}</span>
      </h2>
      <div className="criterion-value">
        <Figure to={opens ? to() : null}>{percent(value)}</Figure>
      </div>
      <div className="criterion-bar">
        <TargetBar indicator={indicator} />
        <span className="criterion-quiet">
          {words.target(percent(target))} ·{' '}
          <Figure to={opens ? to('numerator') : null}>{count(numerator)}</Figure> {words.of}{' '}
          {names.ofAll[unit](denominator)}
        </span>
      </div>
      <div className="criterion-weeks">
        {weeks !== null && (
          <>
            <Sparkline weeks={weeks} target={target} />
            <span className="criterion-quiet">{words.lastWeeks}</span>
          </>
        )}
      </div>
      <div className="criterion-status">
        <Status indicator={indicator} />
      </div>
      <div className="criterion-more">
        {lacks > 0 && (
          <span>
            <Figure to={opens ? to('denominator') : null}>
              {words.notCounted(names.counted[unit](lacks))}
            </Figure>
          </span>
        )}
        {stillInTime !== undefined && <span>{words.stillInTime(stillInTime)}</span>}
        {otherUnit !== undefined && (
          <span>
            {otherUnit.unit === 'lessons' ? words.byLessons : words.byEntries}: {percent(otherUnit.value)} (
            {count(otherUnit.numerator)} {words.of} {count(otherUnit.denominator)})
          </span>
        )}
        {secondLine !== undefined && (
          <span>
            {words.secondLine}: {percent(secondLine.value)} ({count(secondLine.numerator)} {words.of}{' '}
            {count(secondLine.denominator)})
          </span>
        )}
      </div>
      <HeldBack criterion={criterion} period={period} breakdowns={breakdowns} opens={opens} />
      {weeks !== null && <ForecastSentence indicator={indicator} weeks={weeks} />}
    </li>
  );
}

/** A figure that opens to its evidence. */
function Figure({
  to,
  children,
}: {
  readonly to: string | null;
  readonly children: ReactNode;
}): ReactElement {
  return to === null ? (
    <>{children}</>
  ) : (
    <Anchor component={Link} href={to} inherit>
      {children}
    </Anchor>
  );
}

function Status({ indicator }: { readonly indicator: Indicator }): ReactElement {
  const names = useWords(criterionWords);
  const { status } = indicator;
  const [shape, said] =
    status === 'met'
      ? ['✓', names.met]
      : status === 'no-data'
        ? ['—', names.noData]
        : ['△', names.lacking[unitOf(indicator)](shortfall(indicator))];
  return (
    <span className="criterion-state" data-status={status}>
      <span aria-hidden="true">{shape}</span> {said}
    </span>
  );
}

function ForecastSentence({
  indicator: { status, target },
  weeks,
}: {
  readonly indicator: Indicator;
  readonly weeks: readonly WeekValue[];
}): ReactElement | null {
  const words = useWords(readinessWords);
  const time = useSchoolTime();
  const percent = usePercent();
  if (status !== 'not-met') return null;
  const said = forecast(weeks, target, time.today());
  return (
    <p className="criterion-forecast">
      {said.kind === 'by'
        ? words.forecast.by(percent(target), time.dayAndMonth(said.date))
        : words.forecast[said.kind](percent(target))}
    </p>
  );
}
