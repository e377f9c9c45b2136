import type { ReactElement } from 'react';
import { Link, useSearch } from 'wouter';
import { useHas, useMe } from '../app/me.ts';
import { pupilName } from '../app/names.ts';
import { useWords } from '../words/catalogue.ts';
import './children.css';
import { diaryWords } from './diary.messages.ts';

/** Whose pages open when the address names nobody: one's own, or those of the first child. null: nobody's. */
export function useOwnPupil(): string | null {
  const { person, children } = useMe();
  const isPupil = useHas('pupil');
  return isPupil ? (person?.personId ?? null) : (children[0]?.personId ?? null);
}

/** Which of one's children a pupil is: 0, 1, 2 …, for its colour; undefined for a pupil who is no child of theirs. */
export function useChildNumber(pupilId: string): number | undefined {
  const { children } = useMe();
  const number = children.findIndex(({ personId }) => personId === pupilId);
  return number === -1 ? undefined : number % 4;
}

/** A parent's switch between children; nothing for one child. */
export function Children({
  pupilId,
  path,
}: {
  readonly pupilId: string;
  /** `/diary` or `/averages`. */
  readonly path: string;
}): ReactElement | null {
  const words = useWords(diaryWords);
  const { children } = useMe();
  const search = useSearch();
  if (children.length < 2) return null;
  return (
    <nav className="children no-print" aria-label={words.children}>
      {children.map((child, number) => (
        <Link
          key={child.personId}
          href={`${path}/${child.personId}${search === '' ? '' : `?${search}`}`}
          aria-current={child.personId === pupilId ? 'page' : undefined}
          data-child={number % 4}
        >
          {pupilName(child)}
        </Link>
      ))}
    </nav>
  );
}
