import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import { skip } from './skip.ts';
import type { SkipEvent } from './skip.events.ts';

const skipped: SkipEvent = {
  type: 'ProjectionEventSkipped',
  data: { projection: 'register', eventId: 'e1', reason: 'made by a broken import' },
};

describe('skipping an event', () => {
  it('names the projection, the event and the reason', () => given(skip)().when(skipped.data).then(skipped));

  it('is done once', () =>
    given(skip)(skipped)
      .when({ ...skipped.data, reason: 'again' })
      .thenNothing());

  it('is a matter of one projection', () => {
    const elsewhere = { ...skipped.data, projection: 'diary' };
    given(skip)(skipped)
      .when(elsewhere)
      .then({ ...skipped, data: elsewhere });
  });

  it('needs a reason', () => {
    const refusal = given(skip)()
      .when({ ...skipped.data, reason: '  ' })
      .thenRefused('invalid');
    expect(refusal.more.errors).toEqual([expect.objectContaining({ field: 'reason' })]);
  });
});
