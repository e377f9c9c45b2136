import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { codeFrom, printed, typed } from './code-text.ts';

describe('an activation code', () => {
  it('has twelve symbols, none of which is mistaken for another', () => {
    for (let round = 0; round < 500; round += 1) {
      expect(codeFrom(randomBytes(32))).toMatch(/^[2-9A-HJ-NP-Z]{12}$/);
    }
  });

  it('keeps sixty bits', () => {
    const seen = new Set<string>();
    for (let bit = 0; bit < 64; bit += 1) {
      const bytes = new Uint8Array(8);
      bytes[bit >> 3] = 0x80 >> (bit & 7);
      seen.add(codeFrom(bytes));
    }
    // Sixty bits tell sixty codes and, for the four that are left out, zero apart.
    expect(seen.size).toBe(61);
  });

  it('is printed in three groups', () => expect(printed('ABCDEFGHJKLM')).toBe('ABCD-EFGH-JKLM'));

  it.each(['ABCD-EFGH-JKLM', 'abcdefghjklm', ' abcd efgh jklm ', 'АВСD-ЕFGН-JКLМ', 'авсd-еfgн-jкlм'])(
    'is read from %s',
    (text) => expect(typed(text)).toBe('ABCDEFGHJKLM'),
  );

  it.each(['', 'ABCD-EFGH-JKL', 'ABCD-EFGH-JKLMN', 'ABCD-EFGH-JKL0', 'ABCD-EFGH-JKLЖ'])('is not %j', (text) =>
    expect(typed(text)).toBeNull(),
  );
});
