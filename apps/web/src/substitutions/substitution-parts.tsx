import type { ReactElement } from 'react';
import { Link, useLocation } from 'wouter';
import { useWords } from '../words/catalogue.ts';
import { substitutionsWords } from './substitutions.messages.ts';

/** A day's substitutions, and the list of a month. */
export function SubstitutionParts(): ReactElement {
  const words = useWords(substitutionsWords);
  const [location] = useLocation();
  const part = (path: string, title: string): ReactElement => (
    <Link href={path} aria-current={location === path ? 'page' : undefined}>
      {title}
    </Link>
  );
  return (
    <nav className="substitutions-parts no-print" aria-label={words.parts}>
      {part('/substitutions', words.day)}
      {part('/substitutions/month', words.month)}
    </nav>
  );
}
