import { UnstyledButton } from '@mantine/core';
import { lazy, type ReactElement, Suspense, useEffect, useState } from 'react';
import { useWords } from '../words/catalogue.ts';
import { findButtonWords } from './find-button.messages.ts';

const FindDialog = lazy(() => import('./find-dialog.tsx'));

/** Opens the search of the whole product, by mouse or by Ctrl+K. What it needs is loaded only then. */
export function FindButton(): ReactElement {
  const words = useWords(findButtonWords);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isOurs = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!isOurs || event.code !== 'KeyK') return;
      event.preventDefault();
      setOpened(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <>
      <UnstyledButton className="shell-find" aria-haspopup="dialog" onClick={() => setOpened(true)}>
        {words.find}
        <kbd>{words.keys}</kbd>
      </UnstyledButton>
      {opened && (
        <Suspense fallback={null}>
          <FindDialog close={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
