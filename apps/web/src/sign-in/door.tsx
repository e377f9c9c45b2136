import { Group, Title, UnstyledButton } from '@mantine/core';
import { type ReactElement, type ReactNode, useEffect } from 'react';
import { languageNames } from '../app/shell.messages.ts';
import { setLanguage, useLanguage } from '../words/language.ts';
import './door.css';

/** The sheet that stands before the sign-in. */
export function Door({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  const other = useLanguage() === 'ru' ? 'en' : 'ru';
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className="door">
      <div className="door-sheet">
        <Group justify="space-between" mb="md">
          <Title order={1} size="h3">
            {title}
          </Title>
          <UnstyledButton className="door-language" lang={other} onClick={() => setLanguage(other)}>
            {languageNames[other]}
          </UnstyledButton>
        </Group>
        {children}
      </div>
    </main>
  );
}
