import { type Block, type Paper, type Part, plain, type Text } from '../papers/paper.ts';

/** A stretch of text in one face. */
export class RunLine {
  text!: string;
  bold!: boolean;
  italic!: boolean;
}

export class ColumnLine {
  title!: string;
  /** Its share of the table's width. */
  width!: number;
  align!: 'left' | 'center' | 'right';
}

export class SignatureLineShown {
  office!: string;
  /** Empty: written by hand. */
  name!: string;
}

export class PeriodLine {
  title!: string;
  steps!: number;
}

export class BarLine {
  title!: string;
  /** Steps, counted from 0, both included. */
  first!: number;
  last!: number;
}

/** A block of a paper. Which fields there are follows from `kind`. */
export class BlockLine {
  kind!:
    | 'heading'
    | 'paragraph'
    | 'point'
    | 'table'
    | 'timeline'
    | 'requisites'
    | 'signatures'
    | 'space'
    | 'page-break';
  /** Of a heading: 1 or 2. */
  level?: number;
  align?: 'left' | 'center' | 'right' | 'justify';
  /** Of a point, as it is written. */
  number?: string;
  /** Of a heading, a paragraph, a point. */
  text?: RunLine[];
  columns?: ColumnLine[];
  /** Of a table: cells, each in its runs. */
  cells?: RunLine[][][];
  /** Of a timeline: what stands above the titles. */
  title?: string;
  periods?: PeriodLine[];
  bars?: BarLine[];
  /** Of requisites. */
  left?: string;
  right?: string;
  signatures?: SignatureLineShown[];
}

export class PartLine {
  orientation!: 'portrait' | 'landscape';
  blocks!: BlockLine[];
}

export class AppendixLine extends PartLine {
  number!: number;
  title!: string;
  /** The lines at the right above its title. */
  mark!: string[];
}

/** A paper as a screen shows it: what its PDF says, block by block. */
export class PaperAnswer {
  title!: string;
  parts!: PartLine[];
  appendices!: AppendixLine[];
}

/** A paper for the screen. */
export const paperAnswer = ({ title, parts, appendices }: Paper): PaperAnswer => ({
  title,
  parts: parts.map(partLine),
  appendices: appendices.map((one) => ({
    ...partLine(one),
    number: one.number,
    title: one.title,
    mark: [...one.mark],
  })),
});

const partLine = ({ orientation, blocks }: Part): PartLine => ({
  orientation,
  blocks: blocks.map(blockLine),
});

const runsOf = (text: Text): RunLine[] =>
  (typeof text === 'string' ? [{ text: plain(text) }] : text).map((run) => ({
    text: run.text,
    bold: 'bold' in run && run.bold === true,
    italic: 'italic' in run && run.italic === true,
  }));

function blockLine(block: Block): BlockLine {
  const { kind } = block;
  switch (kind) {
    case 'heading':
      return { kind, level: block.level, align: block.align ?? 'left', text: runsOf(block.text) };
    case 'paragraph':
      return { kind, align: block.align ?? 'justify', text: runsOf(block.text) };
    case 'point':
      return { kind, number: block.number, text: runsOf(block.text) };
    case 'table':
      return {
        kind,
        columns: block.columns.map((column) => ({ ...column })),
        cells: block.rows.map((row) => row.map(runsOf)),
      };
    case 'timeline':
      return {
        kind,
        title: block.title,
        periods: block.periods.map((period) => ({ ...period })),
        bars: block.rows.map((row) => ({ ...row })),
      };
    case 'requisites':
      return { kind, left: block.left, right: block.right };
    case 'signatures':
      return { kind, signatures: block.lines.map((line) => ({ ...line })) };
    case 'space':
    case 'page-break':
      return { kind };
  }
}
