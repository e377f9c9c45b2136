import type { Appendix, Block, Paper, Part } from '../paper.ts';

/** Pages of one orientation, with everything that stands on them. */
export interface Pages extends Part {
  /** The lines at the right above an appendix; none for the paper itself. */
  readonly mark: readonly string[];
}

/** The whole paper in reading order: its parts, then its appendices, each under its mark and its title. */
export const pagesOf = ({ parts, appendices }: Paper): Pages[] => [
  ...parts.map((part) => ({ ...part, mark: [] })),
  ...appendices.map(pagesOfAppendix),
];

const pagesOfAppendix = ({ mark, title, orientation, blocks }: Appendix): Pages => {
  const heading: Block = { kind: 'heading', level: 1, text: title, align: 'center' };
  return { mark, orientation, blocks: [heading, ...blocks] };
};
