import type { ReactElement } from 'react';
import { criterionWords } from '../../readiness/criteria.messages.ts';
import type { CriterionNumber } from '../../readiness/figures.ts';
import { useWords } from '../../words/catalogue.ts';
import { StateSign } from '../state-sign.tsx';
import type { Verdict } from './use-verdict.ts';
import { verdictWords } from './verdict.messages.ts';

/** The answer itself, and everything that is not met. */
export function ReadyOrNot({ ready, because }: Pick<Verdict, 'ready' | 'because'>): ReactElement {
  const words = useWords(verdictWords);
  const { names } = useWords(criterionWords);
  const said = ({ code, condition, criterion, under, weeks, of }: Verdict['because'][number]): string => {
    switch (code) {
      case 'condition-not-met':
        return words.not[code](words.condition[condition ?? 'acts']);
      case 'criterion-not-met':
        return words.not[code](names[(criterion ?? 1) as CriterionNumber], under?.length ?? 0);
      case 'too-few-weeks':
        return words.not[code](weeks ?? 0, of ?? 0);
      case 'parents-not-asked':
      case 'parents-against':
        return words.not[code];
    }
  };
  return (
    <div className="verdict-answer">
      <p>
        <StateSign tone={ready ? 'good' : 'wait'} said={ready ? words.ready : words.notReady} />
      </p>
      {because.length > 0 && (
        <>
          <p className="road-quiet">{words.because}</p>
          <ul>
            {because.map((one) => (
              <li key={JSON.stringify(one)}>{said(one)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
