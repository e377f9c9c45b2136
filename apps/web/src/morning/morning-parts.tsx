import type { ReactElement } from 'react';
import { Parts } from '../app/parts.tsx';
import { useWords } from '../words/catalogue.ts';
import { morningWords } from './morning.messages.ts';

/** The day itself, and who has too few marks. */
export function MorningParts(): ReactElement {
  const words = useWords(morningWords);
  return (
    <Parts
      label={words.parts}
      parts={[
        { path: '/morning', title: words.day },
        { path: '/morning/marks', title: words.marks },
      ]}
    />
  );
}
