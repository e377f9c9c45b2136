import { FileInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useWords } from '../words/catalogue.ts';
import { transitionWords } from './transition.messages.ts';

/** One file of the device; what is in it is judged by the server. */
export function ChooseFile({
  label,
  description,
  accept,
  chosen,
  choose,
  error,
}: {
  readonly label: string;
  readonly description?: string;
  /** Endings that the device offers first: `.pdf,.docx`. */
  readonly accept: string;
  readonly chosen: File | null;
  readonly choose: (file: File | null) => void;
  readonly error?: string | undefined;
}): ReactElement {
  const words = useWords(transitionWords);
  return (
    <FileInput
      label={label}
      description={description}
      placeholder={words.chooseFile}
      accept={accept}
      value={chosen}
      onChange={choose}
      error={error}
    />
  );
}
