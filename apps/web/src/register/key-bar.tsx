import type { ReactElement } from 'react';
import type { Mark } from '../outbox/act.ts';
import { useWords } from '../words/catalogue.ts';
import { cellWords } from './cell.messages.ts';
import type { Intent } from './keys.ts';
import { registerWords } from './register.messages.ts';

/** The keys of the register for a finger. They act on the cell that was touched last. */
export function KeyBar({
  scale,
  say,
}: {
  readonly scale: readonly Mark[];
  readonly say: (intent: Intent) => void;
}): ReactElement {
  const words = useWords(registerWords);
  const cells = useWords(cellWords);
  const keys: readonly (readonly [string, Intent])[] = [
    ...[...scale].reverse().map((value) => [cells.marks[value], { kind: 'mark', value }] as const),
    [cells.absentShort, { kind: 'attendance', value: 'absent', code: null }],
    [cells.codesShort.ill, { kind: 'attendance', value: 'absent', code: 'ill' }],
    [cells.codesShort.excused, { kind: 'attendance', value: 'absent', code: 'excused' }],
    [cells.lateShort, { kind: 'attendance', value: 'late', code: null }],
    [words.present, { kind: 'attendance', value: 'present', code: null }],
    [words.takeBack, { kind: 'take-back' }],
    [words.more, { kind: 'another-mark' }],
    [words.rollCallKey, { kind: 'roll-call' }],
    [words.history, { kind: 'history' }],
  ];
  return (
    <div className="key-bar no-print" role="toolbar" aria-label={words.bar}>
      {keys.map(([label, intent]) => (
        // The cell keeps the focus: the press must not take it away.
        <button
          key={label}
          type="button"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => say(intent)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
