import { cellWords } from '../register/cell.messages.ts';
import { useWords } from '../words/catalogue.ts';
import type { AbsenceCode, Mark, Wish } from './act.ts';
import { refusalWords } from './refusals.messages.ts';

/** The values of wishes, and of what stands instead, in words. */
export function useSaidValues(): {
  readonly wish: (wish: Wish) => string;
  readonly value: (value: unknown) => string;
} {
  const words = useWords(refusalWords);
  const cells = useWords(cellWords);
  const attendance = (value: string, code: AbsenceCode | null): string =>
    value === 'absent'
      ? code === null
        ? words.absent
        : `${words.absent} (${cells.codes[code]})`
      : value === 'late'
        ? words.late
        : words.present;
  const mark = (value: Mark): string =>
    value === 'pass' ? cells.pass : value === 'fail' ? cells.fail : value;
  return {
    wish(wish) {
      switch (wish.kind) {
        case 'topic':
        case 'homework':
        case 'comment':
          return wish.text === '' ? words.nothing : wish.text;
        case 'held':
          return wish.held ? words.taken : words.withdrawn;
        case 'roll-call':
          return wish.taken ? words.taken : words.withdrawn;
        case 'attendance':
          return attendance(wish.value, wish.code);
        case 'mark':
          return wish.value === null ? words.takenBack : mark(wish.value);
        case 'work':
          return cells.works[wish.workType];
      }
    },
    value(value) {
      if (value === null || value === undefined || value === '') return words.nothing;
      if (value === true) return words.taken;
      if (typeof value === 'string') return value in cells.marks ? mark(value as Mark) : value;
      if (typeof value === 'object' && 'value' in value) {
        const { value: said, code = null } = value as { value: unknown; code?: AbsenceCode | null };
        if (said === 'absent' || said === 'late' || said === 'present') return attendance(said, code);
        return String(said);
      }
      return words.nothing;
    },
  };
}
