import { useState } from 'react';
import type { FormCommand } from './use-command.ts';

/** What a field of a form is given: its text, and what is wrong with it. */
export interface TypedField {
  readonly value: string;
  readonly onChange: (event: { currentTarget: { value: string } }) => void;
  readonly error: string | undefined;
}

export interface Typed<T> {
  readonly typed: T;
  readonly setTyped: (typed: T) => void;
  readonly field: (name: keyof T & string) => TypedField;
}

/** The texts of a form's fields, named as the API names them, so that a refusal finds its field. */
export function useTyped<T extends Readonly<Record<string, string>>>(
  initial: T,
  command: FormCommand,
): Typed<T> {
  const [typed, setTyped] = useState(initial);
  return {
    typed,
    setTyped,
    field: (name) => ({
      value: typed[name]!,
      onChange: (event) => {
        const { value } = event.currentTarget;
        setTyped((before) => ({ ...before, [name]: value }));
      },
      error: command.wrong(name),
    }),
  };
}

/** Nothing typed is nothing said. */
export const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
