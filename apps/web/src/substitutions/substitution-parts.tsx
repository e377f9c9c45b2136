import type { ReactElement } from 'react';
import { Parts } from '../app/parts.tsx';
import { useWords } from '../words/catalogue.ts';
import { substitutionsWords } from './substitutions.messages.ts';

/** A day's substitutions, moved and additional lessons, and the list of a month. */
export function SubstitutionParts(): ReactElement {
  const words = useWords(substitutionsWords);
  return (
    <Parts
      label={words.parts}
      parts={[
        { path: '/substitutions', title: words.day },
        { path: '/substitutions/moves', title: words.moves },
        { path: '/substitutions/month', title: words.month },
      ]}
    />
  );
}
