import { Skeleton, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useWords } from '../words/catalogue.ts';
import { stateWords } from './states.messages.ts';

/** Quiet lines in the place of what is coming. */
export function Loading({ lines = 6 }: { readonly lines?: number }): ReactElement {
  const words = useWords(stateWords);
  return (
    <Stack p="md" gap="sm" role="status" aria-label={words.loading}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={22} width={line === 0 ? '40%' : '100%'} />
      ))}
    </Stack>
  );
}
