import { Anchor, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { useWords } from '../../words/catalogue.ts';
import { useResourcesCondition } from '../resources/resources.ts';
import { StateSign } from '../state-sign.tsx';
import { transitionWords } from '../transition.messages.ts';
import { useActsCondition, useTrainingCondition } from './use-conditions.ts';
import { roadWords } from './road.messages.ts';

/** The three conditions of the transition, each with its figures and the way to what is behind them. */
export function Conditions(): ReactElement {
  const words = useWords(roadWords);
  const acts = useActsCondition();
  const resources = useResourcesCondition();
  const training = useTrainingCondition();
  return (
    <section className="road-section" aria-labelledby="conditions">
      <Title order={2} size="h4" id="conditions">
        {words.conditions}
      </Title>
      <ul className="road-list">
        <Condition
          path="/transition/acts"
          title={words.condition.acts}
          met={acts.data?.met}
          figures={
            acts.data === undefined ? [] : [words.figures.acts(acts.data.numerator, acts.data.denominator)]
          }
        />
        <Condition
          path="/transition/resources"
          title={words.condition.resources}
          met={resources.data?.met}
          figures={(resources.data?.figures ?? [])
            .filter(({ asked }) => asked)
            .map(({ question, numerator, denominator }) => words.figures[question](numerator, denominator))}
        />
        <Condition
          path="/transition/training"
          title={words.condition.training}
          met={training.data?.met}
          figures={
            training.data === undefined
              ? []
              : [words.figures.training(training.data.numerator, training.data.denominator)]
          }
        />
      </ul>
    </section>
  );
}

function Condition({
  path,
  title,
  met,
  figures,
}: {
  readonly path: string;
  readonly title: string;
  /** undefined while it is being asked for. */
  readonly met: boolean | undefined;
  readonly figures: readonly string[];
}): ReactElement {
  const words = useWords(roadWords);
  const transition = useWords(transitionWords);
  return (
    <li className="road-of-three" aria-busy={met === undefined}>
      <Anchor component={Link} href={path}>
        {title}
      </Anchor>
      <span>{met === undefined ? words.loading : figures.join('; ')}</span>
      {met === undefined ? (
        <span />
      ) : (
        <StateSign tone={met ? 'good' : 'wait'} said={met ? transition.met : transition.notMet} />
      )}
    </li>
  );
}
