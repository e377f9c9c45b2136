import { Textarea } from '@mantine/core';
import { type KeyboardEvent, type ReactElement, useEffect, useState } from 'react';
import { useWords } from '../words/catalogue.ts';
import { registerWords } from './register.messages.ts';

type PanelField = 'topic' | 'homework' | 'comment';

/** What could stand in a field, and where it comes from. */
export interface Suggestion {
  readonly text: string;
  readonly from: string;
}

/** A text that is saved when one leaves it, or with Enter. An arrow down takes what is suggested. */
export function SavedText({
  name,
  label,
  value,
  most,
  isLocked,
  suggestions = [],
  onFocus,
  save,
  done,
}: {
  readonly name: PanelField;
  readonly label: string;
  readonly value: string;
  readonly most: number;
  readonly isLocked: boolean;
  readonly suggestions?: readonly Suggestion[];
  readonly onFocus?: () => void;
  readonly save: (text: string) => void;
  readonly done: () => void;
}): ReactElement {
  const words = useWords(registerWords);
  const [typed, setTyped] = useState(value);
  const [isHere, setHere] = useState(false);
  useEffect(() => setTyped(value), [value]);
  const said = typed.trim();
  const offered = isHere && (value === '' || said !== value) ? fitting(suggestions, said) : [];
  const leave = (): void => {
    setHere(false);
    if (said !== value) save(said);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      done();
    } else if (event.key === 'Escape') {
      setTyped(value);
    } else if (event.key === 'ArrowDown' && offered[0] !== undefined) {
      event.preventDefault();
      setTyped(offered[0].text);
    }
  };
  return (
    <div className="panel-field">
      <Textarea
        id={`panel-${name}`}
        label={label}
        title={words.saveTopic}
        value={typed}
        maxLength={most}
        rows={2}
        disabled={isLocked}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={() => {
          setHere(true);
          onFocus?.();
        }}
        onBlur={leave}
        onKeyDown={onKeyDown}
      />
      {offered.length > 0 && (
        <div className="panel-suggestions" role="group" aria-label={words.suggestions}>
          {offered.map(({ text, from }) => (
            // The field keeps the focus: the press must not take it away.
            <button
              key={text}
              type="button"
              tabIndex={-1}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => setTyped(text)}
            >
              {text} <span className="panel-quiet">{from}</span>
            </button>
          ))}
          <span className="panel-quiet" role="status">
            {words.takeSuggestion(offered.length)}
          </span>
        </div>
      )}
    </div>
  );
}

/** Those that hold what was typed; of one that was taken, those after it, so that an arrow goes round. */
function fitting(suggestions: readonly Suggestion[], said: string): readonly Suggestion[] {
  const at = suggestions.findIndex(({ text }) => text === said);
  if (at >= 0) return [...suggestions.slice(at + 1), ...suggestions.slice(0, at)];
  const typed = said.toLowerCase();
  return suggestions.filter(({ text }) => text.toLowerCase().includes(typed));
}
