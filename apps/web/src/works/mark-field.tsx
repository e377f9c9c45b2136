import { Button, NativeSelect } from '@mantine/core';
import { type KeyboardEvent, type ReactElement, useState } from 'react';
import type { Mark } from '../outbox/act.ts';
import { cellWords } from '../register/cell.messages.ts';
import { intentOf } from '../register/keys.ts';
import { useWords } from '../words/catalogue.ts';
import { worksWords } from './works.messages.ts';

/**
 * A pupil's mark of a work, to be chosen; the keys of the sheet choose too. After `+`, or the button that says so, what
 * is chosen is a retake, which takes its place beside the mark that stands.
 */
export function MarkField({
  name,
  standing,
  scale,
  choose,
  retake,
}: {
  /** The pupil's. */
  readonly name: string;
  readonly standing: Mark | null;
  readonly scale: readonly Mark[];
  readonly choose: (value: Mark | null) => void;
  readonly retake: (value: Mark) => void;
}): ReactElement {
  const words = useWords(worksWords);
  const cells = useWords(cellWords);
  const [retakes, setRetakes] = useState(false);
  const isRetake = retakes && standing !== null;
  const take = (value: Mark | null): void => {
    setRetakes(false);
    if (!isRetake) choose(value);
    else if (value !== null) retake(value);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const intent = intentOf(event);
    // Left to itself, a list looks for what begins with all that was typed within a second.
    if (intent?.kind === 'mark' && scale.includes(intent.value)) take(intent.value);
    else if (intent?.kind === 'another-mark' && standing !== null) setRetakes(true);
    else if (event.key === 'Escape' && isRetake) {
      // The dialog stays.
      event.stopPropagation();
      setRetakes(false);
    } else return;
    event.preventDefault();
  };
  return (
    <>
      {isRetake && <span>{cells.marks[standing]} →</span>}
      <NativeSelect
        w={120}
        aria-label={isRetake ? words.retakeOf(name) : words.markOf(name)}
        value={isRetake ? '' : (standing ?? '')}
        onKeyDown={onKeyDown}
        onChange={(event) =>
          take(event.currentTarget.value === '' ? null : (event.currentTarget.value as Mark))
        }
        data={[
          { value: '', label: isRetake ? words.chooseRetake : words.noMark },
          ...scale.map((value) => ({ value, label: cells.marks[value] })),
        ]}
      />
      {standing !== null && (
        <Button
          variant="subtle"
          size="compact-md"
          aria-label={words.retakeOf(name)}
          aria-pressed={isRetake}
          onClick={() => setRetakes(!isRetake)}
        >
          {words.retake}
        </Button>
      )}
    </>
  );
}
