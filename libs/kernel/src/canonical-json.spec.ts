import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';

/** The rule in its plainest form: JSON.stringify after sorting every object's keys. */
const plainly = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(
          Object.keys(member)
            .sort()
            .map((key) => [`${key}`, (member as Record<string, unknown>)[key]]),
        )
      : member,
  );

/** Objects whose keys JavaScript does not put first by itself, as it does with `1` and `10`. */
const words = fc.string({ unit: 'grapheme' }).filter((key) => !/^\d+$/.test(key) && key !== '__proto__');

describe('canonical JSON', () => {
  it('is what JSON.stringify gives once every object has its keys in order', () => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ maxLength: 300 }),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
        fc.integer(),
        fc.constantFrom(true, false, null),
        fc.array(tie('value'), { maxLength: 5 }),
        fc.dictionary(words, tie('value'), { maxKeys: 40 }),
      ),
    }));
    fc.assert(
      fc.property(value, (any) => canonicalJson(any) === plainly(any)),
      { numRuns: 2_000 },
    );
  });

  it('does not depend on the order in which the keys were written', () => {
    const entries = fc.uniqueArray(fc.tuple(fc.string(), fc.integer()), {
      selector: ([key]) => key,
      maxLength: 40,
    });
    fc.assert(
      fc.property(entries, (pairs) => {
        const [forth, back] = [Object.fromEntries(pairs), Object.fromEntries([...pairs].reverse())];
        return canonicalJson(forth) === canonicalJson(back);
      }),
    );
  });

  it('puts keys in the order of their code units, numbers too, and spells out what JSON must', () => {
    expect(canonicalJson({ b: 1, 10: 2, 9: 3, a: 4, B: 5, я: 6, '': 7, '"\n': 8 })).toBe(
      '{"":7,"\\"\\n":8,"10":2,"9":3,"B":5,"a":4,"b":1,"я":6}',
    );
    expect(canonicalJson(['\u0000', '\\', '"', '\u007f', '\u2028', '\ud800', 'ё'])).toBe(
      '["\\u0000","\\\\","\\"","\u007f","\u2028","\\ud800","ё"]',
    );
  });

  it('leaves out members that are undefined, and has null where JSON has no word', () => {
    expect(canonicalJson({ a: undefined, b: [undefined, Number.NaN, Infinity], c: -0 })).toBe(
      '{"b":[null,null,null],"c":0}',
    );
    expect(canonicalJson(undefined)).toBe('null');
  });
});
