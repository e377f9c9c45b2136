import { readCatalogue, type Source } from '../catalogues/read-catalogue.ts';
import type { Block } from '../papers/paper.ts';

interface Regulation {
  readonly id: string;
  readonly title: string;
  readonly source: Source;
  /** `# ` begins a section, `– ` a line of a list; every other line is a point. */
  readonly lines: readonly string[];
}

/** Our texts of the regulations that the seed's order approves: of the seed there are only the titles. */
export const regulations = readCatalogue<{
  readonly edition: number;
  readonly note: string;
  readonly texts: readonly Regulation[];
}>('regulations');

/** Our text of a regulation, a line each; null: there is none under this name. */
export function regulationText(id: string): string | null {
  const found = regulations.texts.find((one) => one.id === id);
  return found === undefined ? null : found.lines.join('\n');
}

/** A regulation as it is printed: sections numbered 1, 2, …, their points 1.1, 1.2, … */
export function regulationBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let [section, point] = [0, 0];
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    if (line.startsWith('# ')) {
      section += 1;
      point = 0;
      blocks.push({ kind: 'heading', level: 2, text: `${section}. ${line.slice(2).trim()}` });
    } else if (/^[–—-] /.test(line)) {
      blocks.push({ kind: 'point', number: '–', text: line.slice(2).trim(), level: 2 });
    } else {
      point += 1;
      const number = section === 0 ? `${point}.` : `${section}.${point}.`;
      blocks.push({ kind: 'point', number, text: line });
    }
  }
  return blocks;
}
