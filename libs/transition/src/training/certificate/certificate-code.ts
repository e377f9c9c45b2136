import { createHash, randomBytes } from 'node:crypto';

/** Crockford's: no letter that is taken for a digit or for another. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 80 bits: nobody guesses one of a school's few hundred. */
const LENGTH = 16;

/** A new code, as it is printed: `7F3K-…` in four groups. */
export function makeCode(): string {
  const signs = Array.from(randomBytes(LENGTH), (byte) => SIGNS[byte % SIGNS.length]!);
  return signs.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** The code that somebody typed, without what does not matter; null: it can be none. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return code.length === LENGTH && [...code].every((sign) => SIGNS.includes(sign)) ? code : null;
}

/** What a code is found by. It is long enough that its hash tells nothing. 64 hex digits. */
export const codeHash = (schoolId: string, code: string): string =>
  createHash('sha256')
    .update(`certificate\n${schoolId}\n${code.replaceAll('-', '')}`)
    .digest('hex');
