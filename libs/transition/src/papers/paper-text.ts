import { type Block, type Paper, plain } from './paper.ts';
import { pagesOf } from './rendering/page-blocks.ts';

/** What a paper says, in the order in which it is read: a line for each paragraph, point and cell. */
export const paperText = (paper: Paper): string =>
  pagesOf(paper)
    .flatMap(({ mark, blocks }) => [...mark, ...blocks.flatMap(linesOf)])
    .filter((line) => line !== '')
    .join('\n');

/** The lines of one block. */
export function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [block.text];
    case 'paragraph':
      return [plain(block.text)];
    case 'point':
      return [`${block.number} ${plain(block.text)}`];
    case 'table':
      return [...block.columns.map(({ title }) => title), ...block.rows.flatMap((row) => row.map(plain))];
    case 'timeline':
      return [
        block.title,
        ...block.periods.map(({ title }) => title),
        ...block.rows.map(({ title }) => title),
      ];
    case 'requisites':
      return [block.left, block.right];
    case 'signatures':
      return block.lines.flatMap(({ office, name }) => [office, name]);
    case 'space':
    case 'page-break':
      return [];
  }
}
