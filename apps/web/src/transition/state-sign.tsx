import type { ReactElement } from 'react';

/** How a state looks: well, waiting for somebody, in the way, or of no matter. */
export type Tone = 'good' | 'wait' | 'bad' | 'quiet';

const signs: Readonly<Record<Tone, string>> = { good: '✓', wait: '△', bad: '!', quiet: '○' };

/** A state by its word and a shape; the colour only goes with them. */
export function StateSign({ tone, said }: { readonly tone: Tone; readonly said: string }): ReactElement {
  return (
    <span className="road-state" data-tone={tone}>
      <span className="road-sign" aria-hidden="true">
        {signs[tone]}
      </span>{' '}
      {said}
    </span>
  );
}
