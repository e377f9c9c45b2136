/** What became of a line of an imported list. */
export class ImportedLine {
  /** 1 is the first line of the file. */
  line!: number;
  /** `taken`: recorded, or stood so already; `refused`: not recorded, see `rule`. */
  verdict!: 'taken' | 'refused';
  /** What the line was about, in its own words; empty where it holds a formula, which is not written out. */
  what!: string;
  /** Why it was refused: `formula`, `unknown-network`, `unknown-device`, `number`, `range`, `nobody`, `several` …; null when taken. */
  rule!: string | null;
}

export const taken = (line: number, what: string): ImportedLine => ({
  line,
  verdict: 'taken',
  what,
  rule: null,
});

export const refusedLine = (line: number, what: string, rule: string): ImportedLine => ({
  line,
  verdict: 'refused',
  what,
  rule,
});
