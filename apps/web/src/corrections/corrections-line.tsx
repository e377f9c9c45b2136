import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { useWords } from '../words/catalogue.ts';
import './corrections.css';
import { correctionsWords } from './corrections.messages.ts';
import { useCorrections } from './corrections.ts';

/** In the day of who reviews them: how many wait. */
export function WaitingCorrections(): ReactElement | null {
  const words = useWords(correctionsWords);
  const count = useCorrections('waiting').data?.corrections.length ?? 0;
  if (count === 0) return null;
  return (
    <p className="corrections-line no-print">
      {words.waitingHere(count)} <Link href="/timeliness/corrections">{words.look}</Link>
    </p>
  );
}

/** In a teacher's day: how many were returned and still stand. */
export function ReturnedCorrections(): ReactElement | null {
  const words = useWords(correctionsWords);
  const returned = useCorrections('returned').data?.corrections ?? [];
  const count = returned.filter(({ stands }) => stands).length;
  if (count === 0) return null;
  return (
    <p className="corrections-line no-print">
      {words.returnedToMe(count)} <Link href="/today/corrections">{words.look}</Link>
    </p>
  );
}
