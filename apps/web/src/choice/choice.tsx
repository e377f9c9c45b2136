import { TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react';
import './choice.css';

/** One of what can be chosen. */
export interface Option {
  readonly id: string;
  readonly title: string;
  /** What it is, where titles alone do not say: «ученик», «журнал». */
  readonly about?: string;
}

/**
 * A field that finds things by their names: what is typed is looked for, the arrows go through what was found, Enter
 * chooses (the pattern of ARIA's combobox). What is found is the caller's.
 */
export function Choice({
  label,
  placeholder,
  typed,
  type,
  options,
  state,
  choose,
  isInline = false,
  takesFocus = false,
}: {
  readonly label: string;
  readonly placeholder?: string;
  readonly typed: string;
  readonly type: (typed: string) => void;
  readonly options: readonly Option[];
  /** Said in place of options: «ищем…», «никого не нашлось»; empty with options, and before anything is typed. */
  readonly state: string;
  readonly choose: (option: Option) => void;
  /** The list stands open under the field, rather than over what follows it. */
  readonly isInline?: boolean;
  /** Of the field of a dialog that opens. */
  readonly takesFocus?: boolean;
}): ReactElement {
  const list = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const [opened, setOpened] = useState(isInline);
  const shown = opened && typed.trim() !== '' && options.length > 0;
  const current = Math.min(at, options.length - 1);
  useEffect(() => setAt(0), [typed]);
  useEffect(() => {
    document.getElementById(`${list}-${current}`)?.scrollIntoView({ block: 'nearest' });
  }, [list, current]);
  const take = (option: Option | undefined): void => {
    if (option === undefined) return;
    setOpened(isInline);
    choose(option);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && options.length > 0) {
      event.preventDefault();
      setOpened(true);
      setAt((current + step + options.length) % options.length);
    } else if (event.key === 'Enter' && shown) {
      event.preventDefault();
      take(options[current]);
    } else if (event.key === 'Escape' && opened && !isInline) {
      event.stopPropagation();
      setOpened(false);
    }
  };
  return (
    <div
      className="choice"
      ref={frame}
      onBlur={({ relatedTarget }) => {
        if (!isInline && !frame.current?.contains(relatedTarget)) setOpened(false);
      }}
    >
      <TextInput
        label={label}
        {...(placeholder === undefined ? {} : { placeholder })}
        data-autofocus={takesFocus || undefined}
        value={typed}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={shown ? list : undefined}
        aria-activedescendant={shown ? `${list}-${current}` : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setOpened(true);
          type(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      {shown && (
        <ul
          className={isInline ? 'choice-list inline' : 'choice-list'}
          role="listbox"
          id={list}
          aria-label={label}
        >
          {options.map((option, index) => (
            <li
              key={option.id}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === current}
              // The field keeps the focus: a press chooses before it would be lost.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(option)}
            >
              <span>{option.title}</span>
              {option.about !== undefined && <span className="choice-about">{option.about}</span>}
            </li>
          ))}
        </ul>
      )}
      <div className={isInline || state !== '' ? 'choice-state' : 'visually-hidden'} role="status">
        {opened && typed.trim() !== '' ? state : ''}
      </div>
    </div>
  );
}
