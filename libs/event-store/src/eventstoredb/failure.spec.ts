import { describe, expect, it } from '@jest/globals';
import { failureOf, isPassing, NoAnswer, reasonOf } from './failure.ts';

/** An error with what the client gives it; most have a gRPC code, some have neither code nor type. */
const failed = (message: string, more: { code?: number; type?: string } = {}): Error =>
  Object.assign(new Error(message), more);

/** Each row is an error that a real server or the client has been seen to give (docs/eventstoredb.md). */
describe('what a failed call means', () => {
  it.each([
    failed('14 UNAVAILABLE: Server Is Not Ready', { code: 14, type: 'unavailable' }),
    failed('Could not recognize Server Is Not Ready', { type: 'unknown' }),
    failed('Could not recognize Server Is Busy', { type: 'unknown' }),
    failed('14 UNAVAILABLE: No connection established. Last error: connect ECONNREFUSED 127.0.0.1:2113', {
      code: 14,
    }),
    failed('14 UNAVAILABLE: Name resolution failed for target dns:esdb: getaddrinfo ENOTFOUND', { code: 14 }),
    failed('14 UNAVAILABLE: Channel closed before call started', { code: 14, type: 'unavailable' }),
    failed('Failed to discover after 10 attempts.'),
    failed('5 NOT_FOUND: Leader info available', { code: 5, type: 'not-leader' }),
    failed('2 UNKNOWN: No leader info available in response', { code: 2, type: 'unknown' }),
  ])('never reached a server that would work on it: $message', (error) => {
    expect(failureOf(error)).toBe('not-sent');
    expect(isPassing(error)).toBe(true);
  });

  it.each([
    failed('14 UNAVAILABLE: read ECONNRESET', { code: 14, type: 'unavailable' }),
    failed('14 UNAVAILABLE: Connection dropped', { code: 14, type: 'unavailable' }),
    failed('read ECONNRESET', { code: 14 }),
    failed('4 DEADLINE_EXCEEDED: Deadline exceeded', { code: 4, type: 'deadline-exceeded' }),
    failed('10 ABORTED: Operation timed out', { code: 10, type: 'timeout' }),
    failed('1 CANCELLED: Call cancelled', { code: 1, type: 'cancelled' }),
    failed('13 INTERNAL: Received RST_STREAM with code 2', { code: 13, type: 'unknown' }),
    new NoAnswer('append', 5_000),
  ])('may have happened: $message', (error) => {
    expect(failureOf(error)).toBe('unknown');
    expect(isPassing(error)).toBe(true);
  });

  it.each([
    failed('2 UNKNOWN: Unexpected ReadAllResult: Error', { code: 2 }),
    failed(''),
    new TypeError('x'),
  ])('may have happened, and a read that ends so is not made again: $message', (error) => {
    expect(failureOf(error)).toBe('unknown');
    expect(isPassing(error)).toBe(false);
  });

  it.each([
    failed('7 PERMISSION_DENIED: Access Denied', { code: 7, type: 'access-denied' }),
    failed('16 UNAUTHENTICATED', { code: 16, type: 'access-denied' }),
    failed('', { type: 'stream-deleted' }),
    failed('', { type: 'maximum-append-size-exceeded' }),
    failed('12 UNIMPLEMENTED', { code: 12, type: 'unknown' }),
  ])('is refused for good: $message', (error) => {
    expect(failureOf(error)).toBe('refused');
    expect(isPassing(error)).toBe(false);
  });

  it('has a reason, though the batch path leaves messages empty', () => {
    expect(reasonOf(failed('', { type: 'wrong-expected-version' }))).toBe('wrong-expected-version');
    expect(reasonOf(failed('read ECONNRESET', { code: 14 }))).toBe('read ECONNRESET');
    expect(reasonOf('thrown text')).toBe('thrown text');
    expect(reasonOf(failed(''))).toBe('no reason given');
  });
});
