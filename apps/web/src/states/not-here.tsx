import { Anchor, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { Page } from '../app/page.tsx';
import { useWords } from '../words/catalogue.ts';
import { stateWords } from './states.messages.ts';

/** The page of an address that leads nowhere. */
export function NotHere(): ReactElement {
  const words = useWords(stateWords);
  return (
    <Page title={words.notHere}>
      <Stack gap="xs" align="flex-start">
        <Text c="dimmed">{words.notHereWhy}</Text>
        <Anchor component={Link} href="/">
          {words.home}
        </Anchor>
      </Stack>
    </Page>
  );
}
