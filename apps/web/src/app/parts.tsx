import type { ReactElement } from 'react';
import { Link, useLocation } from 'wouter';
import './parts.css';

/** The parts of a place, each a page of its own, under the heading. */
export function Parts({
  label,
  parts,
}: {
  readonly label: string;
  readonly parts: readonly { readonly path: string; readonly title: string }[];
}): ReactElement {
  const [location] = useLocation();
  const here = parts
    .filter(({ path }) => location === path || location.startsWith(`${path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
  return (
    <nav className="parts no-print" aria-label={label}>
      {parts.map(({ path, title }) => (
        <Link
          key={path}
          href={path}
          aria-current={path !== here?.path ? undefined : location === path ? 'page' : 'true'}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
