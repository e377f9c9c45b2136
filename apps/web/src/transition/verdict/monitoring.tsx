import { Alert, Anchor, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { criterionWords } from '../../readiness/criteria.messages.ts';
import { type CriterionNumber, criterionNumbers, usePercent } from '../../readiness/figures.ts';
import { periodQuery } from '../../readiness/period.ts';
import { Answer } from '../../states/answer.tsx';
import { Loading } from '../../states/loading.tsx';
import { mondayOfWeek, useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { StateSign } from '../state-sign.tsx';
import { useMonitoring, type Watched, withoutPaperSince } from './use-verdict.ts';
import { verdictWords } from './verdict.messages.ts';

/** The criteria week by week after the paper ended, and a warning for each that stays under its target. */
export function Monitoring(): ReactElement {
  const words = useWords(verdictWords);
  const monitoring = useMonitoring();
  return (
    <section className="road-section" aria-labelledby="monitoring">
      <Title order={2} size="h4" id="monitoring">
        {words.monitoring}
      </Title>
      <Answer query={monitoring} loading={<Loading lines={3} />}>
        {(watched) => <Weeks watched={watched} />}
      </Answer>
    </section>
  );
}

function Weeks({ watched }: { readonly watched: Watched }): ReactElement {
  const words = useWords(verdictWords);
  const { names } = useWords(criterionWords);
  const time = useSchoolTime();
  const percent = usePercent();
  const { weeks, warnings } = watched;
  const since = withoutPaperSince(watched);
  if (since === null) return <Text c="dimmed">{words.notEnded}</Text>;
  return (
    <>
      <Text mb="xs">{words.ended(time.dated(since))}</Text>
      {warnings.length === 0 ? (
        <Text>{words.noWarnings}</Text>
      ) : (
        <Alert color="yellow" role="status">
          <ul className="verdict-warnings">
            {warnings.map(({ criterion, weeks: many, since }) => (
              <li key={criterion}>
                {words.warning(
                  names[criterion as CriterionNumber],
                  many,
                  time.dayAndMonth(mondayOfWeek(since)),
                )}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {weeks.length === 0 ? (
        <Text c="dimmed">{words.noWeeks}</Text>
      ) : (
        <div className="road-frame" role="group" aria-label={words.monitoring} tabIndex={0}>
          <table className="road-table" aria-label={words.monitoring}>
            <thead>
              <tr>
                <th scope="col">{words.week}</th>
                {criterionNumbers.map((criterion) => (
                  <th key={criterion} scope="col">
                    {criterion}. {names[criterion]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeks.toReversed().map(({ week, from, to, criteria }) => (
                <tr key={week}>
                  <th scope="row">{time.days(from, to)}</th>
                  {criteria.map(({ criterion, value, met }) => (
                    <td key={criterion}>
                      <Anchor
                        component={Link}
                        href={`/readiness/${criterion}?${periodQuery({ from, to, asOf: null })}`}
                      >
                        {percent(value)}
                      </Anchor>{' '}
                      <StateSign tone={met ? 'good' : 'wait'} said="" />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
