import { pupilName } from '../app/names.ts';
import { cellWords } from '../register/cell.messages.ts';
import { useWords } from '../words/catalogue.ts';
import { correctionsWords } from './corrections.messages.ts';
import type { CorrectionLine, Corrections } from './corrections.ts';

/** What a correction changed, in words: «4 → 5», and of whom: «Орлов Пётр» or nobody in particular. */
export function useSaidCorrection(): (
  line: CorrectionLine,
  people: Corrections['people'],
) => { readonly change: string; readonly whose: string } {
  const words = useWords(correctionsWords);
  const cells = useWords(cellWords);
  const said = (
    { what }: CorrectionLine,
    value: CorrectionLine['was'],
    code: CorrectionLine['wasCode'],
  ): string => {
    if (value === null) return words.nothing[what];
    if (value === 'stated') return what === 'held' || what === 'roll-call' ? words.stated[what] : '';
    if (value !== 'absent' && value !== 'late') return cells.marks[value];
    return code === null ? words[value] : `${words[value]} (${cells.codes[code]})`;
  };
  return (line, people) => {
    const pupil = people.find(({ personId }) => personId === line.pupilId);
    return {
      change: words.arrow(said(line, line.was, line.wasCode), said(line, line.became, line.becameCode)),
      whose: pupil === undefined ? '' : pupilName(pupil),
    };
  };
}
