import { Button, Input } from '@mantine/core';
import type { ReactElement } from 'react';
import { choiceWords } from '../choice/choice.messages.ts';
import { useWords } from '../words/catalogue.ts';

/** What a field has been filled with; pressing it empties the field. */
export function Chosen({
  label,
  title,
  clear,
}: {
  readonly label: string;
  readonly title: string;
  readonly clear: () => void;
}): ReactElement {
  const words = useWords(choiceWords);
  return (
    <div>
      <Input.Label labelElement="div">{label}</Input.Label>
      <Button
        variant="default"
        fullWidth
        justify="space-between"
        fw={400}
        rightSection={<span aria-hidden="true">×</span>}
        aria-label={words.clear(label, title)}
        onClick={clear}
      >
        {title}
      </Button>
    </div>
  );
}
