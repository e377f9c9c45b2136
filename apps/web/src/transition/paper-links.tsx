import { Anchor, Group } from '@mantine/core';
import type { ReactElement } from 'react';
import { useWords } from '../words/catalogue.ts';
import { transitionWords } from './transition.messages.ts';

/** A paper to be saved, in each form in which it is made. */
export function PaperLinks({
  path,
  forms = ['pdf', 'docx'],
}: {
  /** Below the API's root, without the ending: `transition/plan`. */
  readonly path: string;
  readonly forms?: readonly ('pdf' | 'docx')[];
}): ReactElement {
  const words = useWords(transitionWords);
  return (
    <Group gap="md" className="road-papers no-print">
      {forms.map((form) => (
        <Anchor key={form} href={`/api/v1/${path}.${form}`} download>
          {words[form]}
        </Anchor>
      ))}
    </Group>
  );
}
