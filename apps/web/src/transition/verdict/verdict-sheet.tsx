import { Anchor, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'wouter';
import { criterionWords } from '../../readiness/criteria.messages.ts';
import { type CriterionNumber, usePercent } from '../../readiness/figures.ts';
import { periodQuery } from '../../readiness/period.ts';
import { registersWords } from '../../registers/registers.messages.ts';
import { addDays, mondayOfWeek, useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { StateSign } from '../state-sign.tsx';
import { transitionWords } from '../transition.messages.ts';
import { ReadyOrNot } from './not-ready.tsx';
import type { Verdict } from './use-verdict.ts';
import './verdict.css';
import { verdictWords } from './verdict.messages.ts';

/**
 * A verdict on one page: every line with its figure, its target, and the way to what stands behind it.
 * @param asOf the position that an old one's evidence is read at; null: as it is now
 * @param withoutPaper since which day the school keeps no paper; null: it still does
 */
export function VerdictSheet({
  verdict,
  asOf,
  withoutPaper,
}: {
  readonly verdict: Verdict;
  readonly asOf: string | null;
  readonly withoutPaper: string | null;
}): ReactElement {
  const words = useWords(verdictWords);
  const { names } = useWords(criterionWords);
  const time = useSchoolTime();
  const percent = usePercent();
  const { from, to, weeks, weeksAsked, ready, because, policies, editions, parents } = verdict;
  const evidenceOf = (criterion: number, days: { from: string; to: string }): string =>
    `/readiness/${criterion}?${periodQuery({ ...days, asOf })}`;
  const partsOf = (parts: Verdict['conditions'][number]['parts']): string =>
    parts
      .filter(({ asked }) => asked)
      .map(({ question, numerator, denominator }) => words.parts[question](numerator, denominator))
      .join(', ');
  return (
    <>
      <ReadyOrNot ready={ready} because={because} withoutPaper={withoutPaper} />
      <p>
        {words.period(time.days(from, to), weeks.length, weeksAsked)}{' '}
        <span className="road-quiet">
          {words.rules(policies.readiness, policies.transition, editions.acts)}
          {asOf !== null && ` ${words.position(asOf)}`}
        </span>
      </p>
      <div className="road-frame" role="region" aria-label={words.what} tabIndex={0}>
        <table className="road-table verdict-table" aria-label={words.what}>
          <thead>
            <tr>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.verdict}</th>
              <th scope="col">{words.figure}</th>
              <th scope="col">{words.target}</th>
              <th scope="col">{words.weeks}</th>
            </tr>
          </thead>
          <tbody>
            {verdict.conditions.map((one, index) => (
              <Line
                key={one.condition}
                title={`${index + 1}. ${words.condition[one.condition]}`}
                path={`/transition/${one.condition}`}
                figure={partsOf(one.parts) || undefined}
                line={one}
              />
            ))}
            {verdict.criteria.map((one) => (
              <Line
                key={one.criterion}
                title={`${one.criterion}. ${names[one.criterion as CriterionNumber]}`}
                path={evidenceOf(one.criterion, { from, to })}
                line={one}
              >
                {one.eachWeek && (
                  <ul className="verdict-weeks" aria-label={words.eachWeek}>
                    {one.weeks.map(({ week, value, met }) => {
                      const monday = mondayOfWeek(week);
                      return (
                        <li key={week}>
                          <Anchor
                            component={Link}
                            href={evidenceOf(one.criterion, { from: monday, to: addDays(monday, 6) })}
                          >
                            {time.short(monday)}
                          </Anchor>{' '}
                          <StateSign tone={met ? 'good' : 'wait'} said={percent(value)} />
                        </li>
                      );
                    })}
                  </ul>
                )}
              </Line>
            ))}
            <tr>
              <th scope="row">
                <Anchor component={Link} href="/transition/consent?view=parents">
                  {words.parents}
                </Anchor>
              </th>
              <td>
                <Outcome met={parents.met} />
              </td>
              <td colSpan={2}>
                {parents.way === null
                  ? words.parentsSaid.none
                  : parents.way === 'protocol'
                    ? words.parentsSaid.protocol(time.dated(parents.date ?? to))
                    : words.parentsSaid.survey(
                        time.dated(parents.date ?? to),
                        parents.inFavour ?? 0,
                        parents.counted ?? 0,
                      )}
              </td>
              <td />
            </tr>
          </tbody>
        </table>
      </div>
      <Coverage coverage={verdict.coverage} />
    </>
  );
}

function Line({
  title,
  path,
  figure,
  line: { numerator, denominator, value, target, met },
  children,
}: {
  readonly title: string;
  readonly path: string;
  /** In the place of the two numbers. */
  readonly figure?: string | undefined;
  readonly line: Verdict['conditions'][number] | Verdict['criteria'][number];
  readonly children?: ReactNode;
}): ReactElement {
  const transition = useWords(transitionWords);
  const percent = usePercent();
  return (
    <tr>
      <th scope="row">
        <Anchor component={Link} href={path}>
          {title}
        </Anchor>
      </th>
      <td>
        <Outcome met={met} />
      </td>
      <td>
        <b>{percent(value)}</b>
        <span className="road-quiet verdict-counts">{figure ?? transition.of(numerator, denominator)}</span>
      </td>
      <td>{percent(target)}</td>
      <td>{children}</td>
    </tr>
  );
}

function Outcome({ met }: { readonly met: boolean }): ReactElement {
  const transition = useWords(transitionWords);
  return <StateSign tone={met ? 'good' : 'wait'} said={met ? transition.met : transition.notMet} />;
}

function Coverage({ coverage }: Pick<Verdict, 'coverage'>): ReactElement {
  const words = useWords(verdictWords);
  const transition = useWords(transitionWords);
  const { kinds } = useWords(registersWords);
  return (
    <section className="road-section" aria-labelledby="coverage">
      <Title order={2} size="h4" id="coverage">
        {words.coverage}
      </Title>
      <p className="road-quiet">{words.coverageWhy}</p>
      <div className="road-frame" role="group" aria-labelledby="coverage" tabIndex={0}>
        <table className="road-table verdict-coverage" aria-labelledby="coverage">
          <thead>
            <tr>
              <th scope="col">{words.kind}</th>
              <th scope="col">{words.lessons}</th>
              <th scope="col">{words.planned}</th>
              <th scope="col">{words.kept}</th>
            </tr>
          </thead>
          <tbody>
            {coverage.map(({ kind, lessons, planned, due, kept }) => (
              <tr key={kind}>
                <th scope="row">{kinds[kind]}</th>
                <td>{lessons}</td>
                <td>{transition.of(planned, lessons)}</td>
                <td>{transition.of(kept, due)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
