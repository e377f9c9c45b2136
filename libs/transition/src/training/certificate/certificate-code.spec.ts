import { describe, expect, it } from '@jest/globals';
import { codeHash, makeCode, readCode } from './certificate-code.ts';

describe('a certificate’s code', () => {
  it('is four groups of four signs, never the same', () => {
    const codes = Array.from({ length: 1_000 }, makeCode);
    expect(codes.every((code) => /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/.test(code))).toBe(true);
    expect(new Set(codes).size).toBe(1_000);
  });

  it('is read however it is typed', () => {
    expect(readCode('ab0c-1def-ghjk-mnpq')).toBe('AB0C1DEFGHJKMNPQ');
    expect(readCode(' AB O C I D E F GHJKMNPQ')).toBe('AB0C1DEFGHJKMNPQ');
    expect([readCode(''), readCode('AB0C'), readCode('AB0C-1DEF-GHJK-MNP?')]).toEqual([null, null, null]);
  });

  it('is found by a hash that differs from school to school', () => {
    const code = makeCode();
    expect(codeHash('a', code)).toBe(codeHash('a', readCode(code)!));
    expect(codeHash('a', code)).not.toBe(codeHash('b', code));
  });
});
