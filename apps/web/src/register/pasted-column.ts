import type { AbsenceCode, Mark } from '../outbox/act.ts';

/** What a line of a pasted column says; null: nothing that the journal knows. */
export type Pasted =
  | { readonly kind: 'mark'; readonly value: Mark }
  | { readonly kind: 'attendance'; readonly value: 'absent' | 'late'; readonly code: AbsenceCode | null }
  | { readonly kind: 'empty' }
  | null;

/** Words that stand for values in spreadsheets, Russian and Latin look-alikes among them. */
const said: Readonly<Record<string, Pasted>> = {
  н: { kind: 'attendance', value: 'absent', code: null },
  h: { kind: 'attendance', value: 'absent', code: null },
  б: { kind: 'attendance', value: 'absent', code: 'ill' },
  уп: { kind: 'attendance', value: 'absent', code: 'excused' },
  нп: { kind: 'attendance', value: 'absent', code: 'unexcused' },
  оп: { kind: 'attendance', value: 'late', code: null },
  зачёт: { kind: 'mark', value: 'pass' },
  зачет: { kind: 'mark', value: 'pass' },
  зч: { kind: 'mark', value: 'pass' },
  незачёт: { kind: 'mark', value: 'fail' },
  незачет: { kind: 'mark', value: 'fail' },
  нз: { kind: 'mark', value: 'fail' },
  '': { kind: 'empty' },
};

/** The lines of a copied column, from the top; of several columns the first. */
export function pastedColumn(text: string): readonly { readonly text: string; readonly said: Pasted }[] {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  return lines.map((line) => {
    const [first = ''] = line.split('\t');
    const word = first.trim().toLowerCase();
    const value: Pasted = /^[1-5]$/.test(word) ? { kind: 'mark', value: word as Mark } : (said[word] ?? null);
    return { text: first.trim(), said: value };
  });
}
