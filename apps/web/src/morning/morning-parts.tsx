import type { ReactElement } from 'react';
import { Link, useLocation } from 'wouter';
import { useWords } from '../words/catalogue.ts';
import { morningWords } from './morning.messages.ts';

/** The day itself, and who has too few marks. */
export function MorningParts(): ReactElement {
  const words = useWords(morningWords);
  const [location] = useLocation();
  const part = (path: string, title: string): ReactElement => (
    <Link href={path} aria-current={location === path ? 'page' : undefined}>
      {title}
    </Link>
  );
  return (
    <nav className="morning-parts no-print" aria-label={words.parts}>
      {part('/morning', words.day)}
      {part('/morning/marks', words.marks)}
    </nav>
  );
}
