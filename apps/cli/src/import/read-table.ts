import { parse } from 'csv-parse/sync';

/** A data row of a CSV file with its line number (1 is the first line of the file). */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads CSV as programs for schools write it: UTF-8 with or without a byte order mark, or windows-1251; comma or
 * semicolon; quoted or not.
 * @throws Error naming the line when quotes do not match
 */
export function readTable(bytes: Uint8Array): TableRow[] {
  const text = decode(bytes);
  const head = text.slice(0, text.indexOf('\n') + 1 || text.length);
  const delimiter = count(head, ';') > count(head, ',') ? ';' : ',';
  const rows = parse(text, {
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  return rows.map(({ record, info }) => ({ line: info.lines, cells: record }));
}

/** UTF-8 where the bytes are valid UTF-8, else windows-1251. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}

const count = (text: string, sign: string): number => text.split(sign).length - 1;
