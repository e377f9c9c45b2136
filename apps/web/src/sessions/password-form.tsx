import { Alert, Button, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { send } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { useWords } from '../words/catalogue.ts';
import { sessionWords } from './sessions.messages.ts';

const EMPTY = { current: '', next: '', again: '' };

/** Changing one's own password: it ends every other session. */
export function PasswordForm(): ReactElement {
  const words = useWords(sessionWords);
  const [typed, setTyped] = useState(EMPTY);
  const [wrong, setWrong] = useState<{
    readonly field: keyof typeof EMPTY | null;
    readonly said: string;
  } | null>(null);
  const [done, setDone] = useState(false);
  const [busy, setBusy] = useState(false);
  const change = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setDone(false);
    if (typed.next !== typed.again) {
      setWrong({ field: 'again', said: words.differ });
      return;
    }
    setBusy(true);
    setWrong(null);
    try {
      await send('PUT', 'me/password', { currentPassword: typed.current, newPassword: typed.next });
      setTyped(EMPTY);
      setDone(true);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setWrong(
        error.code === 'wrong-password'
          ? { field: 'current', said: words.wrong }
          : error.code === 'invalid'
            ? { field: 'next', said: words.bad }
            : { field: null, said: words.later },
      );
    } finally {
      setBusy(false);
    }
  };
  const field = (name: keyof typeof EMPTY) => ({
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((before) => ({ ...before, [name]: value }));
    },
    error: wrong?.field === name ? wrong.said : null,
    required: true,
  });
  return (
    <form onSubmit={(event) => void change(event)}>
      <Title order={2} size="h4" mb={4}>
        {words.password}
      </Title>
      <Text c="dimmed" mb="sm">
        {words.passwordExplain}
      </Text>
      <Stack gap="sm" maw={360}>
        <PasswordInput label={words.current} autoComplete="current-password" {...field('current')} />
        <PasswordInput
          label={words.next}
          description={words.nextHint}
          autoComplete="new-password"
          {...field('next')}
        />
        <PasswordInput label={words.again} autoComplete="new-password" {...field('again')} />
        {done && (
          <Alert color="green" role="status">
            {words.changed}
          </Alert>
        )}
        {wrong?.field === null && (
          <Alert color="red" role="alert">
            {wrong.said}
          </Alert>
        )}
        <Button type="submit" loading={busy} w="fit-content">
          {words.change}
        </Button>
      </Stack>
    </form>
  );
}
