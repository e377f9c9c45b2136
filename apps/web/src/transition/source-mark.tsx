import type { ReactElement } from 'react';
import { useWords } from '../words/catalogue.ts';
import { transitionWords } from './transition.messages.ts';

/** Whose a text is: the model's, ours, the school's. */
export function SourceMark({ source }: { readonly source: 'seed' | 'ours' | 'school' }): ReactElement {
  const words = useWords(transitionWords);
  return (
    <span className="road-source" title={words.sourceMeans[source]}>
      {words.sources[source]}
    </span>
  );
}
