import type { ReactElement, ReactNode } from 'react';
import { Page } from '../app/page.tsx';
import { Parts } from '../app/parts.tsx';
import { useWords } from '../words/catalogue.ts';
import './transition.css';
import { transitionWords } from './transition.messages.ts';

/** A page of the transition: its heading, and the other parts of the road under it. */
export function TransitionPage({
  title,
  beside,
  children,
}: {
  readonly title: string;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  const words = useWords(transitionWords);
  return (
    <Page title={title} beside={beside}>
      <Parts
        label={words.parts}
        parts={[
          { path: '/transition', title: words.road },
          { path: '/transition/plan', title: words.plan },
          { path: '/transition/acts', title: words.acts },
          { path: '/transition/resources', title: words.resources },
          { path: '/transition/training', title: words.training },
          { path: '/transition/consent', title: words.consent },
          { path: '/transition/orders', title: words.orders },
          { path: '/transition/verdict', title: words.verdict },
          { path: '/transition/policy', title: words.policy },
        ]}
      />
      {children}
    </Page>
  );
}
