import type { ReactElement } from 'react';
import { useWords } from '../../words/catalogue.ts';
import { StateSign, type Tone } from '../state-sign.tsx';
import type { OrderLine } from './orders.ts';
import { ordersWords } from './orders.messages.ts';

const tones: Readonly<Record<OrderLine['state'], Tone>> = {
  draft: 'wait',
  dropped: 'quiet',
  issued: 'good',
  amended: 'good',
  repealed: 'quiet',
};

/** How far an order has come, and whether it is in force already. */
export function OrderState({
  order: { state, inForce },
}: {
  readonly order: Pick<OrderLine, 'state' | 'inForce'>;
}): ReactElement {
  const words = useWords(ordersWords);
  const isToCome = (state === 'issued' || state === 'amended') && !inForce;
  return (
    <StateSign
      tone={isToCome ? 'wait' : tones[state]}
      said={isToCome ? words.notYetInForce : words.states[state]}
    />
  );
}
