import mammoth from 'mammoth';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** One page of a PDF as a second program reads it. */
export interface PageText {
  /** In reading order, but for the page's number. */
  readonly text: string;
  /** What stands in the top margin. */
  readonly number: string;
  /** Points. */
  readonly width: number;
  readonly height: number;
}

/** The top margin (points) that holds nothing but the page's number: 20 mm. */
const TOP = 56;

/** The pages of a PDF, read by pdf.js. */
export async function pagesOfPdf(content: Uint8Array): Promise<PageText[]> {
  const task = getDocument({ data: Uint8Array.from(content), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const pages: PageText[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const placed = items.flatMap((item) => ('str' in item ? [item] : []));
    const isInMargin = ({ transform }: { readonly transform: readonly number[] }): boolean =>
      transform[5]! > height - TOP;
    const words = (some: typeof placed): string => some.map(({ str }) => str).join(' ');
    pages.push({
      text: words(placed.filter((item) => !isInMargin(item))),
      number: words(placed.filter(isInMargin)).trim(),
      width,
      height,
    });
  }
  await task.destroy();
  return pages;
}

/** The text of a DOCX, read by mammoth. */
export const textOfDocx = async (content: Uint8Array): Promise<string> =>
  (await mammoth.extractRawText({ buffer: Buffer.from(content) })).value;

/** Text without what printing changes: white space. */
export const squeezed = (text: string): string => text.replaceAll(/\s+/g, '');
