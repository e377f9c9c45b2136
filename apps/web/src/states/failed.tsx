import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { Problem } from '../api/problem.ts';
import { useWords } from '../words/catalogue.ts';
import { Message } from './message.tsx';
import { stateWords } from './states.messages.ts';

/** What a question that failed shows: the reason in plain words, and the next step. */
export function Failed({
  error,
  retry,
}: {
  readonly error: Error;
  readonly retry: () => void;
}): ReactElement {
  const words = useWords(stateWords);
  const again = (
    <Button variant="default" mt="xs" onClick={retry}>
      {words.again}
    </Button>
  );
  if (!(error instanceof Problem)) throw error;
  if (error.status === 0) {
    return (
      <Message title={words.noNetwork} why={words.noNetworkWhy}>
        {again}
      </Message>
    );
  }
  if (error.status === 403) return <Message title={words.noPermission} why={words.noPermissionWhy} />;
  if (error.status === 404) return <Message title={words.notFound} why={words.notFoundWhy} />;
  if (error.status >= 500) {
    return (
      <Message title={words.unavailable} why={words.unavailableWhy}>
        {again}
      </Message>
    );
  }
  return (
    <Message title={words.refused} why={error.detail}>
      {again}
    </Message>
  );
}
