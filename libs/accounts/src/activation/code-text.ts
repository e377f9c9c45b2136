/** Sixty bits in twelve symbols that nobody mistakes for one another: no 0, O, 1, I. */
const SYMBOLS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 12;

/** Cyrillic capitals that look like a symbol: slips are typed with either layout. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  З: '3',
  К: 'K',
  М: 'M',
  Н: 'H',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
};

/** The code that these bytes stand for: the first 60 bits, five to a symbol. @param bytes at least 8 */
export function codeFrom(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte);
  bits >>= 4n;
  let code = '';
  for (let index = 0; index < LENGTH; index += 1) {
    code = SYMBOLS[Number(bits & 31n)]! + code;
    bits >>= 5n;
  }
  return code;
}

/** As it is printed: `ABCD-EFGH-JKLM`. */
export const printed = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** What somebody typed as a code: any case, any layout, with or without dashes and spaces. null: it is none. */
export function typed(text: string): string | null {
  const code = [...text.toUpperCase().replaceAll(/[\s-]/g, '')]
    .map((letter) => LOOK_ALIKES[letter] ?? letter)
    .join('');
  return code.length === LENGTH && [...code].every((symbol) => SYMBOLS.includes(symbol)) ? code : null;
}
