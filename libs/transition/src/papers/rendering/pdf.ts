import pdfmake from 'pdfmake';
import type { Content, ContentTable, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { type Block, type Paper, plain, type Text } from '../paper.ts';
import { letters, markIndent, points, sheet, textWidth, timeline } from './sheet.ts';
import { type Pages, pagesOf } from './page-blocks.ts';
import { pdfFonts } from './pdf-fonts.ts';

pdfmake.setFonts(pdfFonts);
// A paper is made of its own text: whatever it names, nothing is fetched and nothing but the fonts is read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => Object.values(pdfFonts.PTSerif).includes(path));

/** A paper as PDF: A4, embedded letters, numbered from the second page. The same paper is the same bytes. */
export const pdfOf = async (paper: Paper): Promise<Uint8Array> =>
  Uint8Array.from(await pdfmake.createPdf(documentOf(paper)).getBuffer());

function documentOf(paper: Paper): TDocumentDefinitions {
  const pages = pagesOf(paper);
  const { left, right, top, bottom } = sheet;
  return {
    info: {
      title: paper.title,
      author: paper.organisation,
      creator: 'Zhurnal',
      producer: 'Zhurnal',
      creationDate: new Date(`${paper.date}T00:00:00Z`),
    },
    language: 'ru-RU',
    pageSize: 'A4',
    pageOrientation: pages[0]!.orientation,
    pageMargins: [points(left), points(top), points(right), points(bottom)],
    defaultStyle: { font: 'PTSerif', fontSize: letters.text, lineHeight: 1.05 },
    header: (page) =>
      page === 1
        ? null
        : {
            text: `${page}`,
            alignment: 'center',
            fontSize: letters.small,
            margin: [0, points(sheet.number), 0, 0],
          },
    pageBreakBefore: (node, nodes) =>
      node.headlineLevel !== undefined && nodes.getFollowingNodesOnPage().length === 0,
    content: pages.map(contentOf),
  };
}

/** Everything of a part. The first page is there already; each later part begins a page of its own. */
function contentOf({ orientation, mark, blocks }: Pages, index: number): Content {
  const content = [
    ...markOf(mark, orientation),
    ...keptTogether(blocks).map((kept) => groupOf(kept, orientation)),
  ];
  if (index === 0) return { stack: content };
  return { stack: content, pageBreak: 'before', pageOrientation: orientation };
}

const markOf = (mark: readonly string[], orientation: Pages['orientation']): Content[] =>
  mark.length === 0
    ? []
    : [
        {
          stack: mark.map((text) => ({ text })),
          margin: [points(markIndent(orientation)), 0, 0, points(3)],
        },
      ];

const isText = (block: Block | undefined): boolean => block?.kind === 'paragraph' || block?.kind === 'point';

/** What stands on one page: a heading with the text below it, who signs with the end of what they sign. */
function keptTogether(blocks: readonly Block[]): Block[][] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    const isKept = block.kind === 'signatures' ? isText(before) : before?.kind === 'heading' && isText(block);
    if (isKept) group!.push(block);
    else groups.push([block]);
  }
  return groups;
}

/** A text of so many signs is some five lines: it stays whole, so that no line of it stands alone. */
const SHORT = 450;
const isShort = (block: Block): boolean =>
  (block.kind === 'paragraph' || block.kind === 'point') && plain(block.text).length <= SHORT;

const groupOf = (kept: readonly Block[], orientation: Pages['orientation']): Content =>
  kept.length === 1 && !isShort(kept[0]!)
    ? blockOf(kept[0]!, orientation)
    : { stack: kept.map((block) => blockOf(block, orientation)), unbreakable: true };

function blockOf(block: Block, orientation: Pages['orientation']): Content {
  const indent = { leadingIndent: points(sheet.indent) };
  switch (block.kind) {
    case 'heading': {
      const { level, text, align = 'left' } = block;
      const space = points(level === 1 ? 5 : 3);
      return {
        text,
        headlineLevel: level,
        bold: true,
        alignment: align,
        fontSize: level === 1 ? letters.title : letters.text,
        margin: [0, space, 0, space],
      };
    }
    case 'paragraph': {
      const { text, align = 'justify', small = false } = block;
      return {
        text: runsOf(text),
        alignment: align,
        ...((block.indent ?? align === 'justify') ? indent : {}),
        ...(small ? { fontSize: letters.small } : {}),
        margin: [0, 0, 0, points(1)],
      };
    }
    case 'point': {
      return {
        text: runsOf(numbered(block.number, block.text)),
        alignment: 'justify',
        leadingIndent: points(sheet.indent),
        margin: [0, 0, 0, points(1)],
      };
    }
    case 'table':
      return tableOf(block, orientation);
    case 'timeline':
      return timelineOf(block, orientation);
    case 'requisites':
      return {
        columns: [
          { text: block.left, width: '*' },
          { text: block.right, width: 'auto' },
        ],
        margin: [0, points(3), 0, points(5)],
      };
    case 'signatures':
      return signaturesOf(block);
    case 'space':
      return { text: '', margin: [0, points(block.millimetres), 0, 0], fontSize: 1, lineHeight: 1 };
    case 'page-break':
      return { text: '', pageBreak: 'after' };
  }
}

/** A number and its text. In one run, so that a line that is justified does not widen the space between them. */
const numbered = (number: string, text: Text): Text => {
  const before = `${number}\u00a0`;
  return typeof text === 'string' ? `${before}${text}` : [{ text: before }, ...text];
};

/** Runs whose words with a hyphen are not broken: a line that is justified would tear them at it. */
const runsOf = (text: Text): Content[] =>
  (typeof text === 'string' ? [{ text }] : text).flatMap((run) => {
    const face = {
      ...('bold' in run && run.bold ? { bold: true } : {}),
      ...('italic' in run && run.italic ? { italics: true } : {}),
    };
    const pieces = run.text.split(/(\S+-\S+ ?)/).filter((piece) => piece !== '');
    return pieces.map((piece) => ({
      text: piece,
      ...face,
      ...(/\S-\S/.test(piece) ? { noWrap: true } : {}),
    }));
  });

type Of<Kind extends Block['kind']> = Extract<Block, { readonly kind: Kind }>;

/** What the lines and the room inside the cells take of a table's width. */
const PADDING = 4;
const LINE = 0.5;
const narrow = {
  hLineWidth: () => LINE,
  vLineWidth: () => LINE,
  paddingLeft: () => PADDING,
  paddingRight: () => PADDING,
  paddingTop: () => 2,
  paddingBottom: () => 2,
};

function tableOf({ columns, rows }: Of<'table'>, orientation: Pages['orientation']): ContentTable {
  const shares = columns.reduce((sum, { width }) => sum + width, 0);
  const room = points(textWidth(orientation)) - columns.length * 2 * PADDING - (columns.length + 1) * LINE;
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ width }) => (room * width) / shares),
      body: [
        columns.map(({ title }) => ({ text: title, bold: true, alignment: 'center' as const })),
        ...rows.map((row) =>
          row.map((cell, index): TableCell => ({ text: runsOf(cell), alignment: columns[index]!.align })),
        ),
      ],
    },
    layout: narrow,
    fontSize: letters.small,
    lineHeight: 1.05,
    margin: [0, points(2), 0, points(4)],
  };
}

function timelineOf(
  { title, periods, rows }: Of<'timeline'>,
  orientation: Pages['orientation'],
): ContentTable {
  const steps = periods.reduce((sum, period) => sum + period.steps, 0);
  const width = points(textWidth(orientation));
  const room = width * (1 - timeline.titles) - (steps + 2) * LINE;
  const head: TableCell[] = periods.flatMap((period) => [
    { text: period.title, colSpan: period.steps, alignment: 'center' as const },
    ...Array.from({ length: period.steps - 1 }, () => ({})),
  ]);
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [width * timeline.titles - 2 * PADDING, ...Array.from({ length: steps }, () => room / steps)],
      body: [
        [{ text: title, bold: true }, ...head],
        ...rows.map((row): TableCell[] => [
          { text: row.title },
          ...Array.from({ length: steps }, (_, step) => ({
            text: '',
            ...(row.first <= step && step <= row.last ? { fillColor: `#${timeline.bar}` } : {}),
          })),
        ]),
      ],
    },
    layout: {
      ...narrow,
      vLineColor: () => '#bbbbbb',
      hLineColor: () => '#bbbbbb',
      paddingTop: () => 1,
      paddingBottom: () => 1,
      paddingLeft: (column) => (column === 0 ? PADDING : 0),
      paddingRight: (column) => (column === 0 ? PADDING : 0),
    },
    fontSize: letters.small - 2,
    lineHeight: 1,
    margin: [0, points(2), 0, points(4)],
  };
}

const signaturesOf = ({ lines }: Of<'signatures'>): Content => ({
  unbreakable: true,
  margin: [0, points(8), 0, 0],
  stack: lines.map(({ office, name }): Content => ({
    columns: [
      { text: office, width: '*' },
      {
        width: points(40),
        canvas: [{ type: 'line', x1: 0, y1: 13, x2: points(36), y2: 13, lineWidth: LINE }],
      },
      { text: name, width: points(48), alignment: 'right' },
    ],
    margin: [0, 0, 0, points(4)],
  })),
});
