import { strToU8, zipSync } from 'fflate';

/** The smallest PDF with an empty page, for tests; `more` makes another content of it. */
export const pdf = (more = ''): Uint8Array =>
  strToU8(
    `%PDF-1.4\n%${more}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n` +
      '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n' +
      'trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n',
  );

/** The smallest DOCX, for tests, with these parts besides or instead. */
export const docx = (more: Record<string, Uint8Array> = {}): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8('<?xml version="1.0"?><Types/>'),
    'word/document.xml': strToU8('<?xml version="1.0"?><document/>'),
    ...more,
  });

/** A cell of a spreadsheet: a value, or a formula with the value that it had when it was saved. */
export type SheetCell = string | number | boolean | { readonly formula: string; readonly value: string };

/** A spreadsheet of one sheet, for tests. */
export function xlsx(rows: readonly (readonly SheetCell[])[]): Uint8Array {
  const names = 'http://schemas.openxmlformats.org';
  const sheet = rows.map(
    (row, index) => `<row r="${index + 1}">${row.map(cellXml(index + 1)).join('')}</row>`,
  );
  const parts = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns="${names}/spreadsheetml/2006/main" xmlns:r="${names}/officeDocument/2006/relationships"><sheets><sheet name="Лист1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${names}/package/2006/relationships"><Relationship Id="rId1" Type="${names}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${names}/spreadsheetml/2006/main"><sheetData>${sheet.join('')}</sheetData></worksheet>`,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, text]) => [name, strToU8(`<?xml version="1.0"?>${text}`)]),
    ),
  );
}

const cellXml =
  (line: number) =>
  (cell: SheetCell, column: number): string => {
    const at = `r="${String.fromCharCode(65 + column)}${line}"`;
    if (typeof cell === 'number') return `<c ${at}><v>${cell}</v></c>`;
    if (typeof cell === 'boolean') return `<c ${at} t="b"><v>${Number(cell)}</v></c>`;
    if (typeof cell === 'string') return `<c ${at} t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
    return `<c ${at} t="str"><f>${escaped(cell.formula)}</f><v>${escaped(cell.value)}</v></c>`;
  };

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
