import { parse } from 'csv-parse/sync';
import { readSheet as readXlsxSheet } from 'read-excel-file/node';
import { invalidField } from '#kernel';
import { isArchive } from '../../files/is-archive.ts';
import { NotAnArchive, type ZipEntry, zipEntries } from '../../files/zip-entries.ts';
import { isFormula } from '../resources.ts';

/** The largest list (bytes), and what a spreadsheet may inflate to. */
export const MOST_SHEET_BYTES = 2 * 1_048_576;
const MOST_INFLATED = 24 * 1_048_576;
const MOST_ROWS = 5_000;
const MOST_COLUMNS = 50;

/** A line of a list: its cells as text, and which of them are formulas. */
export interface SheetRow {
  /** 1 is the first line of the file. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A cell of this line holds a formula: it is neither calculated nor written out. */
  readonly hasFormula: boolean;
}

/**
 * Reads a list, CSV or XLSX, told by its content. CSV is UTF-8 or UTF-16 with its mark, or windows-1251; comma, semicolon
 * or tab. Of a spreadsheet the first sheet is read. Empty lines are left out.
 * @throws Refused `invalid` that names the field `file` and the rule: `empty`, `size`, `type`, `broken`, `macros`,
 *   `archive-inside`, `encoding`, `quotes`
 */
export async function readSheet(content: Uint8Array): Promise<readonly SheetRow[]> {
  if (content.length === 0) throw refused('empty', 'The file is empty.');
  if (content.length > MOST_SHEET_BYTES) throw refused('size', 'A list may have 2 MB at most.');
  const isZip = content[0] === 0x50 && content[1] === 0x4b;
  const rows = isZip ? await xlsxRows(content) : csvRows(decoded(content));
  if (rows.length > MOST_ROWS) throw refused('size', `A list may have ${MOST_ROWS} lines at most.`);
  return rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
}

function csvRows(text: string): SheetRow[] {
  const head = text.slice(0, text.indexOf('\n') + 1 || text.length);
  const delimiter = [';', '\t', ','].reduce((most, sign) =>
    count(head, sign) > count(head, most) ? sign : most,
  );
  try {
    const rows = parse(text, {
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({
      line: info.lines,
      cells: record.slice(0, MOST_COLUMNS),
      hasFormula: record.some(isFormula),
    }));
  } catch (error) {
    throw refused('quotes', `The list cannot be read: ${error instanceof Error ? error.message : 'broken'}`);
  }
}

/** The text of the bytes. @throws Refused `invalid`, rule `encoding` or `type` */
function decoded(content: Uint8Array): string {
  const [first, second] = content;
  const text =
    first === 0xff && second === 0xfe
      ? tryDecode('utf-16le', content)
      : (tryDecode('utf-8', content) ?? new TextDecoder('windows-1251').decode(content));
  if (text === null) throw refused('encoding', 'The text is not UTF-16, though it begins like it.');
  // NUL and other control characters: no list of a school's, whatever its encoding.
  if (/[\u0000-\u0008\u000e-\u001f\u0098\ufffd]/.test(text)) {
    throw refused('type', 'The content is neither CSV (UTF-8 or windows-1251) nor XLSX.');
  }
  // Cyrillic of another encoding reads as a mass of capitals and signs: «ЏаЁўҐв».
  const strange = text.match(/[\u0402-\u040f\u0452-\u045f\u0490\u0491]/g)?.length ?? 0;
  if (strange > 3 && strange * 5 > (text.match(/[\u0400-\u04ff]/g)?.length ?? 0)) {
    throw refused('encoding', 'The encoding is neither UTF-8 nor windows-1251: save the list as UTF-8.');
  }
  return text;
}

function tryDecode(encoding: string, content: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    return null;
  }
}

async function xlsxRows(content: Uint8Array): Promise<SheetRow[]> {
  const formulas = formulaLines(content);
  let data: readonly (readonly unknown[])[];
  try {
    data = await readXlsxSheet(Buffer.from(content));
  } catch {
    throw refused('broken', 'The spreadsheet is broken.');
  }
  return data.map((row, index) => {
    const cells = row.slice(0, MOST_COLUMNS).map(cellText);
    return { line: index + 1, cells, hasFormula: formulas.has(index + 1) || cells.some(isFormula) };
  });
}

/**
 * The lines of the first sheet in which a cell holds a formula: the reader knows their values only. Before anything is
 * inflated by it, every part is inflated here within its bounds.
 */
function formulaLines(content: Uint8Array): ReadonlySet<number> {
  const parts = partsOf(content);
  const first = /<(?:\w+:)?sheet\s[^>]*\br:id="([^"]+)"/.exec(parts.get('xl/workbook.xml') ?? '')?.[1];
  if (first === undefined) throw refused('type', 'The content is an archive, but no XLSX.');
  const relations =
    (parts.get('xl/_rels/workbook.xml.rels') ?? '').match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? [];
  const target = relations.find((one) => attribute(one, 'Id') === first);
  const path = (target === undefined ? null : attribute(target, 'Target'))?.replace(/^\/?(xl\/)?/, 'xl/');
  const sheet = path === undefined ? undefined : parts.get(path);
  if (sheet === undefined) throw refused('broken', 'The spreadsheet is broken.');
  const cells = sheet.matchAll(/<(?:\w+:)?c\s[^>]*?\br="[A-Z]+(\d+)"[^>]*>\s*<(?:\w+:)?f[\s/>]/g);
  return new Set([...cells].map(([, line]) => Number(line)));
}

const attribute = (element: string, name: string): string | null =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(element)?.[1] ?? null;

function partsOf(content: Uint8Array): ReadonlyMap<string, string> {
  let entries: readonly ZipEntry[];
  try {
    entries = zipEntries(content);
  } catch (error) {
    if (error instanceof NotAnArchive)
      throw refused('broken', `The spreadsheet is broken: ${error.message}.`);
    throw error;
  }
  if (entries.some(({ name }) => /vbaProject/i.test(name)))
    throw refused('macros', 'The spreadsheet holds macros.');
  if (entries.some(isArchive)) throw refused('archive-inside', 'The spreadsheet holds an archive.');
  if (entries.reduce((sum, { size }) => sum + size, 0) > MOST_INFLATED) {
    throw refused('size', 'The spreadsheet inflates to more than is read here.');
  }
  const parts = new Map<string, string>();
  for (const entry of entries) {
    const inflated = inflatedPart(entry);
    if (/\.(xml|rels)$/.test(entry.name)) parts.set(entry.name, new TextDecoder().decode(inflated));
  }
  return parts;
}

function inflatedPart(entry: ZipEntry): Uint8Array {
  try {
    return entry.content();
  } catch {
    throw refused('broken', 'The spreadsheet is broken: a part is longer than it says.');
  }
}

/** A cell as text: numbers without what a spreadsheet adds to them. */
function cellText(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'boolean') return value ? 'да' : 'нет';
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

const count = (text: string, sign: string): number => text.split(sign).length - 1;
const refused = (rule: string, detail: string) => invalidField('file', rule, detail);
