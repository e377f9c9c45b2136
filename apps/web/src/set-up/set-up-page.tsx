import { Anchor } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'wouter';
import { Page } from '../app/page.tsx';
import { useWords } from '../words/catalogue.ts';
import './set-up.css';
import { setUpWords } from './set-up.messages.ts';

/** One matter of setting the school up, with the way back to the list of them. */
export function SetUpPage({
  title,
  back = '/school',
  backTitle,
  beside,
  children,
}: {
  readonly title: string;
  readonly back?: string;
  readonly backTitle?: string;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  const words = useWords(setUpWords);
  return (
    <>
      <nav aria-label={words.wayBack} className="set-up-back no-print">
        <Anchor component={Link} href={back} size="sm">
          ← {backTitle ?? words.title}
        </Anchor>
      </nav>
      <Page title={title} beside={beside}>
        {children}
      </Page>
    </>
  );
}
