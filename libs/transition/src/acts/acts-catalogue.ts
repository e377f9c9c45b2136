import type { LocalDate } from '#kernel';
import { readCatalogue, type Source } from '../catalogues/read-catalogue.ts';
import type { Body } from './act.events.ts';
import type { ActRules } from './act.ts';

/** A document that the transition changes or brings. */
export interface ActsLine {
  readonly id: string;
  readonly group: string;
  readonly kind: ActRules['kind'];
  readonly source: Source;
  /** The editions of the catalogue that brought this line or asked more of the act; the first brought it. */
  readonly editions: readonly number[];
  readonly title: string;
  /** The seed's words; one of its lines may name several documents. null: the line is ours. */
  readonly seedLine: string | null;
  readonly adoptedBy: Body;
  readonly consulted: readonly Body[];
  /** What is to be changed in it. */
  readonly change: string;
}

interface ActsCatalogue {
  readonly editions: readonly {
    readonly edition: number;
    readonly from: LocalDate;
    readonly note: string;
  }[];
  readonly groups: readonly { readonly id: string; readonly title: string; readonly source: Source }[];
  readonly lines: readonly ActsLine[];
}

/** The seed's list of local acts, and ours beside it. */
export const actsCatalogue = readCatalogue<ActsCatalogue>('acts');

/** The edition in force on a date; the first one on every earlier date, too. */
export const editionOn = (date: LocalDate): number =>
  (actsCatalogue.editions.findLast(({ from }) => from <= date) ?? actsCatalogue.editions[0]!).edition;

/** The lines of an edition. */
export const linesOf = (edition: number): readonly ActsLine[] =>
  actsCatalogue.lines.filter(({ editions }) => editions[0]! <= edition);

/** The edition that last asked something of a line, as of an edition of the catalogue. */
export const askedIn = ({ editions }: Pick<ActsLine, 'editions'>, edition: number): number =>
  editions.findLast((one) => one <= edition) ?? editions[0]!;

/** The lines of the newest edition, in its order. */
export const newestLines: readonly ActsLine[] = linesOf(actsCatalogue.editions.at(-1)!.edition);
