import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { forgetPosition, type Schema, send } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { Door } from '../sign-in/door.tsx';
import { useWords } from '../words/catalogue.ts';
import { activationWords } from './activation.messages.ts';

type Field = 'code' | 'login' | 'password' | 'again';

/** A code from a slip becomes a login and a password, and the first sign-in. */
export default function ActivationPage(): ReactElement {
  const words = useWords(activationWords);
  const queries = useQueryClient();
  const [, goTo] = useLocation();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<{ readonly field: Field | null; readonly said: string } | null>(null);
  const [typed, setTyped] = useState({
    code: new URLSearchParams(window.location.search).get('code') ?? '',
    login: '',
    password: '',
    again: '',
  });

  const wrongOf = (error: unknown): { field: Field | null; said: string } => {
    if (!(error instanceof Problem)) throw error;
    switch (error.code) {
      case 'code-not-accepted':
        return { field: 'code', said: words.badCode };
      case 'login-taken':
        return { field: 'login', said: words.taken };
      case 'invalid':
        return error.fields[0]?.field === 'password'
          ? { field: 'password', said: words.badPassword }
          : error.fields[0]?.field === 'code'
            ? { field: 'code', said: words.badCode }
            : { field: 'login', said: words.badLogin };
      case 'too-many-attempts':
        return { field: null, said: words.tooMany(Math.ceil(Number(error.more['retryAfter'] ?? 1))) };
      default:
        return { field: null, said: words.later };
    }
  };
  const activate = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { code, login, password, again } = typed;
    if (password !== again) {
      setWrong({ field: 'again', said: words.differ });
      return;
    }
    setBusy(true);
    setWrong(null);
    try {
      await send<Schema<'Activated'>>('POST', 'activations', {
        code: code.trim(),
        login: login.trim(),
        password,
      });
      forgetPosition();
      await send<Schema<'SignedIn'>>('POST', 'sessions', { login: login.trim(), password });
      goTo('/');
      await queries.resetQueries();
    } catch (error) {
      setWrong(wrongOf(error));
    } finally {
      setBusy(false);
    }
  };
  const field = (name: Field) => ({
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((before) => ({ ...before, [name]: value }));
    },
    error: wrong?.field === name ? wrong.said : null,
    required: true,
  });
  return (
    <Door title={words.title}>
      <form onSubmit={(event) => void activate(event)}>
        <Stack gap="sm">
          {wrong?.field === null && (
            <Alert color="red" role="alert">
              {wrong.said}
            </Alert>
          )}
          <TextInput
            label={words.code}
            description={words.codeHint}
            autoComplete="one-time-code"
            spellCheck={false}
            autoFocus
            {...field('code')}
          />
          <TextInput
            label={words.login}
            description={words.loginHint}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            {...field('login')}
          />
          <PasswordInput
            label={words.password}
            description={words.passwordHint}
            autoComplete="new-password"
            {...field('password')}
          />
          <PasswordInput label={words.again} autoComplete="new-password" {...field('again')} />
          <Button type="submit" loading={busy}>
            {words.activate}
          </Button>
          <Anchor component={Link} href="/" size="sm">
            {words.back}
          </Anchor>
        </Stack>
      </form>
    </Door>
  );
}
