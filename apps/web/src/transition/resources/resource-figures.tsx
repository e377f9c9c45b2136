import type { ReactElement } from 'react';
import type { Schema } from '../../api/client.ts';
import { staffName } from '../../app/names.ts';
import { useWords } from '../../words/catalogue.ts';
import { StateSign } from '../state-sign.tsx';
import { transitionWords } from '../transition.messages.ts';
import { resourcesWords } from './resources.messages.ts';

type Condition = Schema<'ResourcesCondition'>;

/** Condition 2: each figure opens to the rooms or the teachers that it lacks. */
export function ResourceFigures({ condition }: { readonly condition: Condition }): ReactElement {
  const words = useWords(resourcesWords);
  const transition = useWords(transitionWords);
  const { met, figures } = condition;
  return (
    <div className="resource-figures">
      <p className="road-condition">
        {words.condition}:{' '}
        <StateSign tone={met ? 'good' : 'wait'} said={met ? transition.met : transition.notMet} />
      </p>
      {figures.map(({ question, numerator, denominator, asked, met: isMet }) => (
        <details key={question}>
          <summary>
            {words.figures[question]}: <b>{transition.of(numerator, denominator)}</b>{' '}
            {asked ? (
              <StateSign tone={isMet ? 'good' : 'wait'} said={isMet ? transition.met : transition.notMet} />
            ) : (
              <span className="road-quiet">({words.notAsked})</span>
            )}
          </summary>
          <Lacking condition={condition} question={question} />
        </details>
      ))}
    </div>
  );
}

function Lacking({
  condition: { rooms, teachers },
  question,
}: {
  readonly condition: Condition;
  readonly question: Condition['figures'][number]['question'];
}): ReactElement {
  const words = useWords(resourcesWords);
  const without = {
    places: teachers
      .filter(({ hasPlace }) => !hasPlace)
      .map((one) => ({ id: one.personId, said: staffName(one), isUnknown: one.unknown })),
    network: rooms
      .filter(({ reached }) => !reached)
      .map(({ room, network }) => ({ id: room, said: room, isUnknown: network === null })),
    devices: rooms
      .filter(({ devicesWorking }) => devicesWorking === 0)
      .map(({ room, network }) => ({ id: room, said: room, isUnknown: network === null })),
  }[question];
  const title = { places: words.withoutPlace, network: words.withoutNetwork, devices: words.withoutDevice };
  return (
    <div className="resource-lacking">
      <p className="road-quiet">{title[question]}:</p>
      {without.length === 0 ? (
        <p>{words.nothingWithout}</p>
      ) : (
        <ul className="road-people">
          {without.map(({ id, said, isUnknown }) => (
            <li key={id}>
              {said}
              {isUnknown && <span className="road-quiet"> ({words.unknown})</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
