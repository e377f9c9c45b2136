import { type Fact, idFrom, type LocalDate, type StreamName, streamOf } from '#kernel';
import type { StoredFile } from '../files/stored-file.ts';

/**
 * `transition`: the seed's, it starts the transition; `end-of-paper`: ours, it ends the paper journals; the other two
 * change or repeal an order that was issued.
 */
export const orderKinds = ['transition', 'end-of-paper', 'amending', 'repealing'] as const;
export type OrderKind = (typeof orderKinds)[number];

/** A field of the order's template and what a person said: ids of people, a date, a choice, words. null: taken back. */
export interface FilledField {
  readonly field: string;
  readonly value: string | readonly string[] | null;
}

/** What became of an appendix when the order was issued. */
export interface IssuedAppendix {
  readonly number: number;
  readonly title: string;
  /** 64 hex digits: of the appendix as a part of the paper, in canonical JSON. */
  readonly sha256: string;
}

/** The life of one order: one stream each. People stand in it by their ids; words are about work and are not sealed. */
export type OrderEvent =
  | Fact<
      'OrderDrafted',
      {
        orderId: string;
        kind: OrderKind;
        /** Of the catalogue of templates. */
        edition: number;
        /** The order that it changes or repeals; for one that ends paper, the order that started the transition. */
        concerns: string | null;
      }
    >
  | Fact<'OrderFilled', { orderId: string; fields: readonly FilledField[] }>
  /** `part`: an appendix by its id in the template; null: the text of the catalogue again. */
  | Fact<'OrderTextEdited', { orderId: string; part: string; text: string | null }>
  | Fact<'OrderDropped', { orderId: string; reason: string }>
  /** From now on nothing but another order changes it. The files are kept before this is recorded. */
  | Fact<
      'OrderIssued',
      {
        orderId: string;
        kind: OrderKind;
        concerns: string | null;
        number: string;
        date: LocalDate;
        inForceFrom: LocalDate;
        /** 64 hex digits: the whole paper in canonical JSON; it is kept in the file store under this hash. */
        paperSha256: string;
        appendices: readonly IssuedAppendix[];
        pdf: StoredFile;
        docx: StoredFile;
        scan: StoredFile | null;
        /** The assessment that an order that ends paper stands on. */
        assessmentId: string | null;
        /** From this day on no paper journal is kept; null for the others. */
        paperEnds: LocalDate | null;
      }
    >
  | Fact<'OrderScanAttached', { orderId: string; file: StoredFile }>
  /** By an amending order, from that day on. */
  | Fact<'OrderAmended', { orderId: string; by: string; from: LocalDate }>
  /** By a repealing order: from that day on it is in force no more. */
  | Fact<'OrderRepealed', { orderId: string; by: string; from: LocalDate }>;

/** A number is an order's from then on; an order that takes another gives the first one back. One stream per school. */
export type OrderNumberEvent = Fact<'OrderNumberTaken', { orderId: string; number: string; date: LocalDate }>;

export const orderNumbersStream = (schoolId: string): StreamName =>
  streamOf(schoolId, 'order-numbers', 'school');

export const orderStream = (schoolId: string, orderId: string): StreamName =>
  streamOf(schoolId, 'order', orderId);

/** The id of the order that a command drafts. */
export const orderIdOf = (commandId: string): string => idFrom(commandId, 'order');
