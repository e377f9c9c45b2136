import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { useWords } from '../words/catalogue.ts';
import { todayWords } from './today.messages.ts';

/** Where the lesson's column of its register stands. */
export const registerPath = ({ registerId, lessonId }: { registerId: string; lessonId: string }): string =>
  `/registers/${registerId}?lesson=${lessonId}`;

/** The one action of a lesson. */
export function OpenRegister({
  path,
  isMain,
}: {
  readonly path: string;
  readonly isMain: boolean;
}): ReactElement {
  const words = useWords(todayWords);
  return (
    <Button
      component={Link}
      href={path}
      variant={isMain ? 'filled' : 'default'}
      size={isMain ? 'md' : 'compact-md'}
    >
      {words.open}
    </Button>
  );
}
