import type { Page } from 'playwright-core';

/** What a printed page would show outside of these elements: its texts, in the order of the page. */
export async function printedBeside(page: Page, elements: string): Promise<readonly string[]> {
  await page.emulateMedia({ media: 'print' });
  return page.evaluate((within) => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent?.trim() ?? '';
      const parent = walker.currentNode.parentElement!;
      if (text === '' || parent.closest(within) !== null || !parent.checkVisibility()) continue;
      const { width, right } = parent.getBoundingClientRect();
      // What only a screen reader says is one pixel wide, or lies to the left of the page.
      if (width > 1 && right > 0) texts.push(text);
    }
    return texts;
  }, elements);
}

/** On how many sheets a page is printed. */
export async function sheetsOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}
