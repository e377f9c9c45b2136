import type { Part } from '../paper.ts';

/** Points (1/72 inch) of so many millimetres. */
export const points = (millimetres: number): number => (millimetres * 72) / 25.4;

/** Twentieths of a point, which DOCX measures in, of so many millimetres. */
export const twips = (millimetres: number): number => Math.round(points(millimetres) * 20);

/** Sheet and margins in millimetres (GOST R 7.0.97-2016, 3.3); `number` is the place of the page number from above. */
export const sheet = {
  width: 210,
  height: 297,
  left: 30,
  right: 10,
  top: 20,
  bottom: 20,
  number: 10,
  indent: 12.5,
  /** How wide the mark of an appendix is, which stands at the right. */
  mark: 75,
} as const;

/** The width of the text between the margins, in millimetres. */
export const textWidth = (orientation: Part['orientation']): number =>
  (orientation === 'portrait' ? sheet.width : sheet.height) - sheet.left - sheet.right;

/** How far from the left margin the mark of an appendix begins, in millimetres. */
export const markIndent = (orientation: Part['orientation']): number => textWidth(orientation) - sheet.mark;

/** Sizes of letters in points. */
export const letters = { text: 12, title: 13, small: 10 } as const;

/** Of a timeline: how much of the width its titles take, and a grey that a photocopy keeps. */
export const timeline = { titles: 0.46, bar: '777777' } as const;
