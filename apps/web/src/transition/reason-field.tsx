import { TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { TypedField } from '../form/use-typed.ts';
import { useWords } from '../words/catalogue.ts';
import { transitionWords } from './transition.messages.ts';

/** Why something is changed or taken back. It is kept in the clear, and says so. */
export function ReasonField({
  maxLength = 500,
  ...field
}: TypedField & { readonly maxLength?: number }): ReactElement {
  const words = useWords(transitionWords);
  return (
    <TextInput label={words.reason} description={words.noNames} required maxLength={maxLength} {...field} />
  );
}
