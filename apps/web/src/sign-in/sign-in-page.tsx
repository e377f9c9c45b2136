import { Alert, Anchor, Button, Checkbox, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { forgetPosition, type Schema, send } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { forgetKept } from '../app/keep.ts';
import { useWords } from '../words/catalogue.ts';
import { Door } from './door.tsx';
import { signInWords } from './sign-in.messages.ts';

export default function SignInPage(): ReactElement {
  const words = useWords(signInWords);
  const queries = useQueryClient();
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const sayOf = (error: unknown): string => {
    if (!(error instanceof Problem)) throw error;
    switch (error.code) {
      case 'wrong-login-or-password':
        return words.wrong;
      case 'account-blocked':
        return words.blocked;
      case 'too-many-attempts':
        return words.tooMany(Math.ceil(Number(error.more['retryAfter'] ?? 1)));
      case 'no-network':
        return words.noNetwork;
      default:
        return words.busy;
    }
  };
  const signIn = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const login = textOf(form, 'login').trim();
    const password = textOf(form, 'password');
    if (login === '' || password === '') {
      setSaid(words.empty);
      return;
    }
    setBusy(true);
    try {
      forgetPosition();
      await send<Schema<'SignedIn'>>('POST', 'sessions', { login, password, remember: form.has('remember') });
      await forgetKept();
      await queries.resetQueries();
    } catch (error) {
      setSaid(sayOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Door title={words.title}>
      <form onSubmit={(event) => void signIn(event)}>
        <Stack gap="sm">
          {said !== null && (
            <Alert color="red" role="alert">
              {said}
            </Alert>
          )}
          <TextInput
            name="login"
            label={words.login}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
          />
          <PasswordInput name="password" label={words.password} autoComplete="current-password" />
          <Checkbox name="remember" label={words.remember} description={words.rememberHint} />
          <Button type="submit" loading={busy}>
            {words.signIn}
          </Button>
          <Anchor component={Link} href="/activate" size="sm">
            {words.first}
          </Anchor>
        </Stack>
      </form>
    </Door>
  );
}

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};
