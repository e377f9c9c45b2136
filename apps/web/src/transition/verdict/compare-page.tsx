import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { get, type Schema } from '../../api/client.ts';
import { useAddress } from '../../app/address.ts';
import { criterionWords } from '../../readiness/criteria.messages.ts';
import { type CriterionNumber, useChange, usePercent } from '../../readiness/figures.ts';
import { Answer } from '../../states/answer.tsx';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { StateSign } from '../state-sign.tsx';
import { TransitionPage } from '../transition-page.tsx';
import { transitionWords } from '../transition.messages.ts';
import type { Assessment } from './use-verdict.ts';
import './verdict.css';
import { verdictWords } from './verdict.messages.ts';

type Comparison = Schema<'Comparison'>;

/** Two assessments side by side; which two stands in the address. */
export default function ComparePage(): ReactElement {
  const words = useWords(verdictWords);
  const address = useAddress();
  const [first, second] = [address.of('first') ?? '', address.of('second') ?? ''];
  const comparison = useQuery({
    queryKey: ['transition', 'assessments', 'compare', first, second],
    queryFn: ({ signal }) => get<Comparison>('transition/assessments/compare', { first, second }, signal),
    meta: { models: ['assessments'] },
  });
  return (
    <TransitionPage title={words.compareTitle}>
      <nav className="road-back no-print">
        <Anchor component={Link} href="/transition/verdict" size="sm">
          ← {words.back}
        </Anchor>
      </nav>
      <Answer query={comparison}>{(found) => <Compared comparison={found} />}</Answer>
    </TransitionPage>
  );
}

function Compared({
  comparison: { first, second, lines },
}: {
  readonly comparison: Comparison;
}): ReactElement {
  const words = useWords(verdictWords);
  const { names } = useWords(criterionWords);
  const time = useSchoolTime();
  const changed = useChange();
  const titleOf = (figure: string): string => {
    const criterion = /^criterion-(\d)$/.exec(figure)?.[1];
    if (criterion !== undefined) return `${criterion}. ${names[Number(criterion) as CriterionNumber]}`;
    return figure === 'parents' ? words.parents : words.condition[figure as keyof typeof words.condition];
  };
  const head = ({ assessmentId, on }: Assessment): ReactElement => (
    <th scope="col">
      <Anchor component={Link} href={`/transition/verdict/${assessmentId}`}>
        {words.made(time.dated(on))}
      </Anchor>
    </th>
  );
  return (
    <div className="road-frame" role="region" aria-label={words.compareTitle} tabIndex={0}>
      <table className="road-table verdict-compared" aria-label={words.compareTitle}>
        <thead>
          <tr>
            <th scope="col">{words.what}</th>
            {head(first)}
            {head(second)}
            <th scope="col">{words.change}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.figure}>
              <th scope="row">{titleOf(line.figure)}</th>
              <td>
                <Figure figure={line.first} met={line.firstMet} />
              </td>
              <td>
                <Figure figure={line.second} met={line.secondMet} />
              </td>
              <td>{line.change === null ? '—' : words.points(changed(line.change))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({
  figure,
  met,
}: {
  readonly figure: Comparison['lines'][number]['first'];
  readonly met: boolean;
}): ReactElement {
  const transition = useWords(transitionWords);
  const percent = usePercent();
  return (
    <>
      {figure !== null && (
        <>
          <b>{percent(figure.value)}</b>{' '}
        </>
      )}
      <StateSign tone={met ? 'good' : 'wait'} said={met ? transition.met : transition.notMet} />
    </>
  );
}
