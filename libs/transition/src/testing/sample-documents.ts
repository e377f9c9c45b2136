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
