import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  type ISectionOptions,
  Packer,
  PageBreak,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import type { Align, Block, Paper, Text } from '../paper.ts';
import { letters, markIndent, sheet, textWidth, timeline, twips } from './sheet.ts';
import { type Pages, pagesOf } from './page-blocks.ts';

/** Every office program has it, or letters of the same width. */
const FONT = 'Times New Roman';
const half = (size: number): number => size * 2;

/** A paper as DOCX, with the text of its PDF in the same order. The same paper is the same bytes. */
export async function docxOf(paper: Paper): Promise<Uint8Array> {
  const document = new Document({
    title: paper.title,
    creator: paper.organisation,
    lastModifiedBy: paper.organisation,
    styles: {
      default: {
        document: {
          run: { font: FONT, size: half(letters.text), language: { value: 'ru-RU' } },
          paragraph: { spacing: { line: 264 } },
        },
      },
    },
    sections: pagesOf(paper).map(sectionOf),
  });
  return dated(await Packer.toBuffer(document), `${paper.date}T00:00:00Z`);
}

/** The archive with the date of the paper for that of its making, everywhere. */
function dated(bytes: Uint8Array, date: string): Uint8Array {
  const parts = Object.entries(unzipSync(bytes)).map(([name, content]) => {
    if (name !== 'docProps/core.xml') return [name, content] as const;
    const text = new TextDecoder().decode(content);
    const stamped = text.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${date}`);
    return [name, new TextEncoder().encode(stamped)] as const;
  });
  // ZIP writes the clock of the place: a date made of its parts is the same everywhere.
  const mtime = new Date(1980, 0, 1);
  const content: Zippable = Object.fromEntries(parts.map(([name, part]) => [name, [part, { mtime }]]));
  return zipSync(content);
}

function sectionOf({ orientation, mark, blocks }: Pages, index: number): ISectionOptions {
  const { left, right, top, bottom, width, height, number } = sheet;
  return {
    properties: {
      titlePage: index === 0,
      page: {
        // The library turns the sheet itself.
        size: {
          width: twips(width),
          height: twips(height),
          orientation: orientation === 'portrait' ? PageOrientation.PORTRAIT : PageOrientation.LANDSCAPE,
        },
        margin: {
          left: twips(left),
          right: twips(right),
          top: twips(top),
          bottom: twips(bottom),
          header: twips(number),
        },
      },
    },
    headers: { default: numbers },
    children: [
      ...mark.map(
        (text) =>
          new Paragraph({ indent: { left: twips(markIndent(orientation)) }, children: [new TextRun(text)] }),
      ),
      ...blocks.flatMap((block, place) =>
        blockOf(block, orientation, blocks[place + 1]?.kind === 'signatures'),
      ),
    ],
  };
}

const numbers = new Header({
  children: [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ children: [PageNumber.CURRENT], size: half(letters.small) })],
    }),
  ],
});

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.JUSTIFIED,
} as const satisfies Record<Align, unknown>;

/** @param signed whether who signs stands below, who must not stand alone */
function blockOf(block: Block, orientation: Pages['orientation'], signed: boolean): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading': {
      const { level, text, align = 'left' } = block;
      const space = twips(level === 1 ? 5 : 3);
      const size = half(level === 1 ? letters.title : letters.text);
      return [
        new Paragraph({
          keepNext: true,
          outlineLevel: level - 1,
          alignment: alignments[align],
          spacing: { before: space, after: space },
          children: [new TextRun({ text, bold: true, size })],
        }),
      ];
    }
    case 'paragraph': {
      const { text, align = 'justify', small = false } = block;
      const isIndented = block.indent ?? align === 'justify';
      return [
        new Paragraph({
          keepNext: signed,
          alignment: alignments[align],
          ...(isIndented ? { indent: { firstLine: twips(sheet.indent) } } : {}),
          children: runsOf(text, small ? letters.small : letters.text),
        }),
      ];
    }
    case 'point':
      return [
        new Paragraph({
          keepNext: signed,
          alignment: AlignmentType.JUSTIFIED,
          indent: { firstLine: twips(sheet.indent) },
          children: [new TextRun(`${block.number}\u00a0`), ...runsOf(block.text, letters.text)],
        }),
      ];
    case 'table':
      return [tableOf(block, orientation), gap()];
    case 'timeline':
      return [timelineOf(block, orientation), gap()];
    case 'requisites':
      return [
        new Paragraph({
          tabStops: [{ type: TabStopType.RIGHT, position: twips(textWidth(orientation)) }],
          spacing: { before: twips(3), after: twips(5) },
          children: [new TextRun(`${block.left}\t${block.right}`)],
        }),
      ];
    case 'signatures':
      return [gap(), signaturesOf(block, orientation)];
    case 'space':
      return [
        new Paragraph({
          spacing: { line: 20, lineRule: 'exact', before: twips(block.millimetres) },
          children: [],
        }),
      ];
    case 'page-break':
      return [new Paragraph({ children: [new PageBreak()] })];
  }
}

const gap = (): Paragraph => new Paragraph({ keepNext: true, children: [] });

const runsOf = (text: Text, size: number): TextRun[] =>
  (typeof text === 'string' ? [{ text }] : text).map(
    (run) =>
      new TextRun({
        text: run.text,
        size: half(size),
        bold: 'bold' in run && run.bold === true,
        italics: 'italic' in run && run.italic === true,
      }),
  );

type Of<Kind extends Block['kind']> = Extract<Block, { readonly kind: Kind }>;

const cellOf = (text: Text, width: number, align: Align, size: number, bold = false): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    children: [
      new Paragraph({
        alignment: alignments[align],
        spacing: { line: 240 },
        children: bold && typeof text === 'string' ? runsOf([{ text, bold }], size) : runsOf(text, size),
      }),
    ],
  });

function tableOf({ columns, rows }: Of<'table'>, orientation: Pages['orientation']): Table {
  const shares = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.floor((twips(textWidth(orientation)) * width) / shares));
  const head = columns.map(({ title }, index) =>
    cellOf(title, widths[index]!, 'center', letters.small, true),
  );
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    width: { size: twips(textWidth(orientation)), type: WidthType.DXA },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: head }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: row.map((cell, index) =>
              cellOf(cell, widths[index]!, columns[index]!.align, letters.small),
            ),
          }),
      ),
    ],
  });
}

function timelineOf({ title, periods, rows }: Of<'timeline'>, orientation: Pages['orientation']): Table {
  const steps = periods.reduce((sum, period) => sum + period.steps, 0);
  const size = letters.small - 2;
  const titles = Math.floor(twips(textWidth(orientation)) * timeline.titles);
  const step = Math.floor((twips(textWidth(orientation)) - titles) / steps);
  const head = periods.map(
    (period) =>
      new TableCell({
        columnSpan: period.steps,
        margins: { left: 0, right: 0 },
        children: [new Paragraph({ alignment: AlignmentType.CENTER, children: runsOf(period.title, size) })],
      }),
  );
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: [titles, ...Array.from({ length: steps }, () => step)],
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: [cellOf(title, titles, 'left', size, true), ...head],
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: [
              cellOf(row.title, titles, 'left', size),
              ...Array.from({ length: steps }, (_, place) => {
                const isBar = row.first <= place && place <= row.last;
                return new TableCell({
                  width: { size: step, type: WidthType.DXA },
                  ...(isBar ? { shading: { fill: timeline.bar } } : {}),
                  children: [new Paragraph({ children: [] })],
                });
              }),
            ],
          }),
      ),
    ],
  });
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const line = { style: BorderStyle.SINGLE, size: 4, color: 'auto' } as const;
const noBorders = { top: none, bottom: none, left: none, right: none } as const;

function signaturesOf({ lines }: Of<'signatures'>, orientation: Pages['orientation']): Table {
  const width = twips(textWidth(orientation));
  const [place, name] = [twips(40), twips(45)];
  const widths = [width - place - name, place, name];
  const cell = (text: string, index: number, last: boolean): TableCell =>
    new TableCell({
      width: { size: widths[index]!, type: WidthType.DXA },
      borders: index === 1 ? { ...noBorders, bottom: line } : noBorders,
      children: [
        new Paragraph({
          keepNext: !last,
          spacing: { before: 160 },
          alignment: index === 2 ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: runsOf(text, letters.text),
        }),
      ],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    width: { size: width, type: WidthType.DXA },
    borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
    rows: lines.map(
      (one, index) =>
        new TableRow({
          cantSplit: true,
          children: [one.office, '', one.name].map((text, column) =>
            cell(text, column, index === lines.length - 1),
          ),
        }),
    ),
  });
}
