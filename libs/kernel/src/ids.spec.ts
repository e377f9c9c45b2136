import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v5 } from 'uuid';
import { idFrom, isId, newId } from './ids.ts';

const NAMESPACE = '6f0c6d3a-6e0f-5c0e-9d5e-2a51b6a3d7c1';

describe('derived ids', () => {
  it('are the version 5 UUIDs of their parts, for any text', () => {
    const part = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ maxLength: 400 }), fc.integer());
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 5 }),
        (parts) => idFrom(...parts) === v5(parts.join('\n'), NAMESPACE),
      ),
      { numRuns: 2_000 },
    );
  });

  it('stay what they were', () => {
    expect(idFrom('account', 'command', '00.school.lesson-1', 0)).toBe(
      '8be2fa8f-c398-59d7-86d3-4beb66aaddb9',
    );
  });

  it('are ids as random ones are', () => {
    expect(isId(idFrom('a'))).toBe(true);
    expect(isId(newId())).toBe(true);
    expect(isId('a')).toBe(false);
    expect(isId(7)).toBe(false);
  });
});
