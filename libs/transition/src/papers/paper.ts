import type { LocalDate } from '#kernel';

/** A stretch of text in one face. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
}

/** Text in one face, or in several. */
export type Text = string | readonly Run[];

export type Align = 'left' | 'center' | 'right' | 'justify';

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Its share of the table's width: 2 is twice as wide as 1. */
  readonly width: number;
  readonly align: 'left' | 'center' | 'right';
}

/** Where somebody signs: office, the line, initials and family name (empty: written by hand). */
export interface SignatureLine {
  readonly office: string;
  readonly name: string;
}

export type Block =
  /** Level 1 is the title of the paper or of an appendix, level 2 that of a section. Never alone at the foot of a page. */
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string; readonly align?: Align }
  /** `indent`: the first line stands 12.5 mm to the right. Justified and indented where nothing is said. */
  | {
      readonly kind: 'paragraph';
      readonly text: Text;
      readonly align?: Align;
      readonly indent?: boolean;
      readonly small?: boolean;
    }
  /** A numbered point; `number` is written as it is: `1.`, `2.3.`, `–`. Level 1 is the outermost. */
  | { readonly kind: 'point'; readonly number: string; readonly text: Text; readonly level?: 1 | 2 }
  /** Its header row is repeated on each page. */
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Text[])[];
    }
  /** Bars over steps of equal length: `first` and `last` are steps, counted from 0, both included. */
  | {
      readonly kind: 'timeline';
      /** What stands above the titles of the rows. */
      readonly title: string;
      /** The periods above the steps, each with its number of steps. */
      readonly periods: readonly { readonly title: string; readonly steps: number }[];
      readonly rows: readonly { readonly title: string; readonly first: number; readonly last: number }[];
    }
  /** Number and date on one line, as a form has them: left, right. */
  | { readonly kind: 'requisites'; readonly left: string; readonly right: string }
  /** Kept together on one page. */
  | { readonly kind: 'signatures'; readonly lines: readonly SignatureLine[] }
  /** Nothing, so many millimetres high. */
  | { readonly kind: 'space'; readonly millimetres: number }
  | { readonly kind: 'page-break' };

/** Pages of one orientation. Every part starts a new page. */
export interface Part {
  readonly orientation: 'portrait' | 'landscape';
  readonly blocks: readonly Block[];
}

/** «Приложение N 1 к приказу от 01.09.2026 N 17»: stands at the right above its title. */
export interface Appendix extends Part {
  readonly number: number;
  readonly title: string;
  /** The lines at the right: «Приложение N 1», «к приказу …». */
  readonly mark: readonly string[];
}

/** A paper of the school's: the one structure that PDF, DOCX and the screen's preview are made of. */
export interface Paper {
  /** Of the file: shown by programs that open it, printed by none. */
  readonly title: string;
  /** Who issues it: the author of the file. */
  readonly organisation: string;
  /** The date that the file bears as that of its making, so that the same paper is the same file. */
  readonly date: LocalDate;
  readonly parts: readonly Part[];
  readonly appendices: readonly Appendix[];
}

/** The characters of a text, whatever faces it has. */
export const plain = (text: Text): string =>
  typeof text === 'string' ? text : text.map((run) => run.text).join('');
