import type { ReactElement } from 'react';
import { criterionWords } from '../../readiness/criteria.messages.ts';
import type { CriterionNumber } from '../../readiness/figures.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { StateSign } from '../state-sign.tsx';
import type { Verdict } from './use-verdict.ts';
import { verdictWords } from './verdict.messages.ts';

/**
 * The answer itself, and everything that is not met.
 * @param withoutPaper since which day the school keeps no paper: then it is not asked whether it may put it away
 */
export function ReadyOrNot({
  ready,
  because,
  withoutPaper,
}: Pick<Verdict, 'ready' | 'because'> & { readonly withoutPaper: string | null }): ReactElement {
  const words = useWords(verdictWords);
  const time = useSchoolTime();
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
  const asked = ready ? words.ready : words.notReady;
  const answer = withoutPaper === null ? asked : words.withoutPaper(time.dated(withoutPaper), ready);
  return (
    <div className="verdict-answer">
      <p>
        <StateSign tone={ready ? 'good' : 'wait'} said={answer} />
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
