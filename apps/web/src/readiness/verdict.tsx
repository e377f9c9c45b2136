import type { ReactElement } from 'react';
import { useWords } from '../words/catalogue.ts';
import { evidenceWords } from './evidence.messages.ts';

type Counted = 'numerator' | 'denominator' | 'not';

const shapes: Record<Counted, string> = { numerator: '✓', denominator: '△', not: '○' };

/** Whether something counts, and why: a shape, and the reason in words. */
export function Verdict({ counted, why }: { readonly counted: Counted; readonly why: string }): ReactElement {
  const words = useWords(evidenceWords);
  const reasons: Readonly<Record<string, string>> = words.why;
  return (
    <span className="evidence-why" data-counted={counted} title={words[counted]}>
      <span aria-hidden="true">{shapes[counted]}</span>
      <span className="visually-hidden">{words[counted]}: </span> {reasons[why] ?? why}
    </span>
  );
}
