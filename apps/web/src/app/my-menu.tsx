import { Button, Group, Menu, Text, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useLocation } from 'wouter';
import { forgetPosition, send } from '../api/client.ts';
import { Dialog } from '../form/dialog.tsx';
import { outbox } from '../outbox/outbox.ts';
import { useWords } from '../words/catalogue.ts';
import { setLanguage, useLanguage } from '../words/language.ts';
import { forgetKept } from './keep.ts';
import { useMe } from './me.ts';
import { languageNames, shellWords } from './shell.messages.ts';

const schemes = ['auto', 'light', 'dark'] as const;

/** What a person sets for themselves: sessions, theme, language, and leaving. */
export function MyMenu(): ReactElement {
  const words = useWords(shellWords);
  const language = useLanguage();
  const { roles } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [, goTo] = useLocation();
  const [warned, setWarned] = useState(false);
  const queries = useQueryClient();

  const signOut = async (): Promise<void> => {
    await send('DELETE', 'sessions/current').catch(() => undefined);
    await forgetKept();
    forgetPosition();
    goTo('/');
    await queries.resetQueries();
  };
  return (
    <>
      <Menu.Dropdown>
        <Menu.Label>{roles.map((role) => words.roles[role]).join(', ')}</Menu.Label>
        <Menu.Item onClick={() => goTo('/me')}>{words.sessions}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{words.theme}</Menu.Label>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            aria-current={colorScheme === scheme}
          >
            {colorScheme === scheme ? `✓ ${words[scheme]}` : words[scheme]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{words.language}</Menu.Label>
        <Menu.Item lang="ru" onClick={() => setLanguage('ru')}>
          {`${language === 'ru' ? '✓ ' : ''}${languageNames.ru}`}
        </Menu.Item>
        <Menu.Item lang="en" onClick={() => setLanguage('en')}>
          {`${language === 'en' ? '✓ ' : ''}${languageNames.en}`}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => (outbox.state().waiting > 0 ? setWarned(true) : void signOut())}>
          {words.signOut}
        </Menu.Item>
      </Menu.Dropdown>
      {warned && (
        <Dialog title={words.unsentTitle} close={() => setWarned(false)}>
          <Text mb="md">{words.unsent}</Text>
          <Group>
            <Button onClick={() => setWarned(false)}>{words.stay}</Button>
            <Button variant="default" onClick={() => void signOut()}>
              {words.leave}
            </Button>
          </Group>
        </Dialog>
      )}
    </>
  );
}
