import type { AbsenceCode, Mark } from '../outbox/act.ts';

/** What a key means while a cell has the focus. */
export type Intent =
  | { readonly kind: 'mark'; readonly value: Mark }
  | {
      readonly kind: 'attendance';
      readonly value: 'absent' | 'late' | 'present';
      readonly code: AbsenceCode | null;
    }
  | { readonly kind: 'another-mark' }
  | { readonly kind: 'move'; readonly rows: number; readonly columns: number }
  | { readonly kind: 'edge'; readonly to: 'first' | 'last' }
  | { readonly kind: 'roll-call' }
  | { readonly kind: 'take-back' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'history' }
  | { readonly kind: 'field'; readonly field: 'topic' | 'homework' | 'comment' }
  | { readonly kind: 'held' }
  | { readonly kind: 'help' };

interface Key {
  /** The place on the keyboard: `KeyY` is «н» in the Russian layout and “y” in the English one. */
  readonly code: string;
  /** What it types. */
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Letters by their place, so that the layout does not matter. */
const byPlace: Readonly<Record<string, Intent>> = {
  KeyY: { kind: 'attendance', value: 'absent', code: null },
  Comma: { kind: 'attendance', value: 'absent', code: 'ill' },
  KeyG: { kind: 'attendance', value: 'absent', code: 'excused' },
  KeyJ: { kind: 'attendance', value: 'late', code: null },
  KeyP: { kind: 'mark', value: 'pass' },
  KeyW: { kind: 'mark', value: 'fail' },
  KeyN: { kind: 'field', field: 'topic' },
  KeyL: { kind: 'field', field: 'homework' },
  KeyR: { kind: 'field', field: 'comment' },
};

/** null: the key is the browser's. */
export function intentOf({ code, key, shiftKey, ctrlKey, metaKey, altKey }: Key): Intent | null {
  if (altKey) return null;
  if (ctrlKey || metaKey) {
    if (code === 'KeyZ' && !shiftKey) return { kind: 'undo' };
    if (code === 'Enter' || code === 'NumpadEnter') return { kind: 'held' };
    return null;
  }
  if (key === '?') return { kind: 'help' };
  if (key === '+' || code === 'NumpadAdd') return { kind: 'another-mark' };
  switch (code) {
    case 'Enter':
    case 'NumpadEnter':
      return { kind: 'move', rows: shiftKey ? -1 : 1, columns: 0 };
    case 'ArrowDown':
      return { kind: 'move', rows: 1, columns: 0 };
    case 'ArrowUp':
      return { kind: 'move', rows: -1, columns: 0 };
    case 'ArrowLeft':
      return { kind: 'move', rows: 0, columns: -1 };
    case 'ArrowRight':
      return { kind: 'move', rows: 0, columns: 1 };
    case 'Home':
      return { kind: 'edge', to: 'first' };
    case 'End':
      return { kind: 'edge', to: 'last' };
    case 'Space':
      return shiftKey ? { kind: 'roll-call' } : { kind: 'attendance', value: 'present', code: null };
    case 'Backspace':
    case 'Delete':
      return { kind: 'take-back' };
    case 'F2':
      return { kind: 'history' };
    default:
  }
  const digit = /^(?:Digit|Numpad)([1-5])$/.exec(code)?.[1];
  if (digit !== undefined && !shiftKey) return { kind: 'mark', value: digit as Mark };
  return shiftKey ? null : (byPlace[code] ?? null);
}
