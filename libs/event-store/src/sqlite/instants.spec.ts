import { it } from '@jest/globals';
import fc from 'fast-check';
import { instant } from '#kernel';
import { Instants } from './instants.ts';

it('puts every time into the same words as the kernel, whatever was asked before', () => {
  const ms = fc.oneof(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: -8.64e15, max: 8.64e15 }));
  fc.assert(
    fc.property(fc.array(ms), (times) => {
      const instants = new Instants();
      return times.every((time) => instants.of(time) === instant(time));
    }),
    { numRuns: 500 },
  );
});
