import { readFileSync } from 'node:fs';

/** Where the lists and texts of this context stand: data of the project, beside the sources, not built. */
const FOLDER = import.meta.url.endsWith('.ts')
  ? '../../catalogues/'
  : '../../../../../libs/transition/catalogues/';

/** Reads a list of the project by its name: `acts`. Done once, when the program starts. */
export const readCatalogue = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`${FOLDER}${name}.json`, import.meta.url), 'utf8')) as T;

/** Whose a line of a catalogue is: the seed's, or written by us. */
export const sources = ['seed', 'ours'] as const;
export type Source = (typeof sources)[number];
