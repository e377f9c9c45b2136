import type { ReactElement } from 'react';
import { useWords } from '../words/catalogue.ts';
import { evidenceWords } from './evidence.messages.ts';

/** The events that decide something, folded away until somebody asks. */
export function EventIds({ ids }: { readonly ids: readonly string[] }): ReactElement | null {
  const words = useWords(evidenceWords);
  if (ids.length === 0) return null;
  return (
    <details>
      <summary>{words.events(ids.length)}</summary>
      <ul className="evidence-entries" aria-label={words.eventIds}>
        {ids.map((id) => (
          <li key={id}>
            <code>{id}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}
