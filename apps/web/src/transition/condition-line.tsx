import type { ReactElement } from 'react';
import { useWords } from '../words/catalogue.ts';
import { StateSign } from './state-sign.tsx';
import { transitionWords } from './transition.messages.ts';

/** One condition: what it asks, how much of it there is, and whether that is enough. */
export function ConditionLine({
  title,
  met,
  done,
  all,
}: {
  readonly title: string;
  readonly met: boolean;
  readonly done: number;
  readonly all: number;
}): ReactElement {
  const words = useWords(transitionWords);
  return (
    <p className="road-condition">
      {title}: <b>{words.of(done, all)}</b>,{' '}
      <StateSign tone={met ? 'good' : 'wait'} said={met ? words.met : words.notMet} />
    </p>
  );
}
