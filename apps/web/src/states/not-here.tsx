import { Anchor } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { useWords } from '../words/catalogue.ts';
import { Message } from './message.tsx';
import { stateWords } from './states.messages.ts';

export function NotHere(): ReactElement {
  const words = useWords(stateWords);
  return (
    <Message title={words.notHere} why={words.notHereWhy}>
      <Anchor component={Link} href="/">
        {words.home}
      </Anchor>
    </Message>
  );
}
