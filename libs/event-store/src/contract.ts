import { describe } from '@jest/globals';
import { appending } from './contract/appending.ts';
import { appendingTogether } from './contract/appending-together.ts';
import type { OpenStore } from './contract/trial.ts';
import { doingOnce } from './contract/doing-once.ts';
import { reading } from './contract/reading.ts';
import { recording } from './contract/recording.ts';
import { subscribing } from './contract/subscribing.ts';

export { type OpenStore, SettableClock } from './contract/trial.ts';

/**
 * The contract that every EventStore keeps: everything that the port's docstrings promise, and nothing that
 * only one store can do. Positions are taken to be ordered, not dense; the log may hold other schools' events.
 *
 * @param open A store of one's own for one test, with the clock that it was given. `reopen` closes it and
 *   opens what is on disk (left out where nothing outlives the process); `close` frees everything.
 */
export function describeEventStore(name: string, open: () => Promise<OpenStore>): void {
  describe(`${name} keeps the event store's contract`, () => {
    describe('appending', () => appending(open));
    describe('appending at the same time', () => appendingTogether(open));
    describe('doing a command once', () => doingOnce(open));
    describe('what is recorded', () => recording(open));
    describe('reading', () => reading(open));
    describe('subscribing', () => subscribing(open));
  });
}
