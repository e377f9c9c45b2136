import type { ReactElement } from 'react';
import { Parts } from '../app/parts.tsx';
import { useWords } from '../words/catalogue.ts';
import { correctionsWords } from './corrections.messages.ts';

/** Teachers' timeliness, and what was corrected after a term. */
export function CorrectionParts(): ReactElement {
  const words = useWords(correctionsWords);
  return (
    <Parts
      label={words.parts}
      parts={[
        { path: '/timeliness', title: words.timeliness },
        { path: '/timeliness/corrections', title: words.part },
      ]}
    />
  );
}
