import type { ReactElement } from 'react';
import { useWords } from '../../words/catalogue.ts';
import { StateSign, type Tone } from '../state-sign.tsx';
import { type Act } from './acts.ts';
import { actsWords } from './acts.messages.ts';

/** How far an act has come, at a glance. */
export function ActState({
  act,
}: {
  readonly act: Pick<Act, 'state' | 'overtaken' | 'lacks'>;
}): ReactElement {
  const { states } = useWords(actsWords);
  return <StateSign tone={toneOf(act)} said={states[act.overtaken ? 'overtaken' : act.state]} />;
}

function toneOf({ state, overtaken, lacks }: Pick<Act, 'state' | 'overtaken' | 'lacks'>): Tone {
  if (overtaken) return 'bad';
  if (state === 'not-needed') return 'quiet';
  return lacks === null ? 'good' : 'wait';
}
