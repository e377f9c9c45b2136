import { Group, Title } from '@mantine/core';
import { type ReactElement, type ReactNode, useEffect } from 'react';

/** A page: its heading, what can be done with the whole of it, and what it shows. */
export function Page({
  title,
  beside,
  children,
}: {
  readonly title: string;
  /** Stands on the right of the heading. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <Group justify="space-between" align="center" className="page-head">
        <Title order={1} size="h3">
          {title}
        </Title>
        {beside}
      </Group>
      {children}
    </>
  );
}
