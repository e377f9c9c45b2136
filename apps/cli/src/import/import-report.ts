/** What became of one line of an imported file. */
export interface ImportLine {
  readonly file: string;
  /** 1 is the first line of the file; 0 speaks of the whole file. */
  readonly line: number;
  readonly verdict: 'taken' | 'refused' | 'left-out';
  /** What the line was about, in its own words. */
  readonly what: string;
  /** Why it was refused or left out, or how it was taken when that is not obvious. */
  readonly why: string | null;
}

/** Collects what was taken, what was refused and why, line by line. */
export class ImportReport {
  readonly lines: ImportLine[] = [];

  taken(file: string, line: number, what: string, how: string | null = null): void {
    this.lines.push({ file, line, verdict: 'taken', what, why: how });
  }

  refused(file: string, line: number, what: string, why: string): void {
    this.lines.push({ file, line, verdict: 'refused', what, why });
  }

  leftOut(file: string, line: number, what: string, why: string): void {
    this.lines.push({ file, line, verdict: 'left-out', what, why });
  }

  /** How many lines got each verdict. */
  counts(): Readonly<Record<ImportLine['verdict'], number>> {
    const counts = { taken: 0, refused: 0, 'left-out': 0 };
    for (const { verdict } of this.lines) counts[verdict] += 1;
    return counts;
  }

  /** The report as text: every refusal by file and line, then the sums. */
  text(): string {
    const told = this.lines
      .filter((line) => line.verdict !== 'taken' || line.why !== null)
      .map(
        ({ file, line, verdict, what, why }) =>
          `${file}:${line}: ${verdict}: ${what}${why ? ` (${why})` : ''}`,
      );
    const { taken, refused, 'left-out': leftOut } = this.counts();
    return [...told, `${taken} lines taken, ${refused} refused, ${leftOut} left out`].join('\n');
  }
}
