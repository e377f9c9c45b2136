import { Stack, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** A sentence in the place of a page: what is the matter, and what can be done. */
export function Message({
  title,
  why,
  children,
}: {
  readonly title: string;
  readonly why?: string;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <Stack p="xl" gap="xs" align="flex-start" maw={560}>
      <Title order={2} size="h4">
        {title}
      </Title>
      {why !== undefined && <Text c="dimmed">{why}</Text>}
      {children}
    </Stack>
  );
}
