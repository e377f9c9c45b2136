import type { Decider } from './decider.ts';
import type { AnyFact } from './fact.ts';
import { idFrom } from './ids.ts';
import { positionFrom } from './position.ts';
import type { Metadata, Recorded } from './recorded.ts';
import { Refused } from './refused.ts';

/** The envelope that a fact gets in a test: ids `event-0`, `event-1` … and one plausible teacher. */
export function recorded<Event extends AnyFact>(
  fact: Event,
  revision = 0,
  metadata: Partial<Metadata> = {},
  stream = '00.test.thing-1',
): Recorded<Event> {
  return {
    ...fact,
    id: `event-${revision}`,
    stream,
    revision,
    position: positionFrom(revision + 1),
    metadata: {
      schoolId: 'test',
      actor: { accountId: 'account-1', personId: 'teacher-1', role: 'teacher', sessionId: 'session-1' },
      commandId: idFrom('test-command', revision),
      fingerprint: '',
      correlationId: 'correlation',
      causationId: 'causation',
      recordedAt: '2026-09-01T06:00:00.000Z',
      schema: 1,
      chain: '',
      ...metadata,
    },
  };
}

/**
 * The test tool for deciders: `given(decider)(…facts).when(command).then(…facts)` or `.thenRefused(code)`.
 * A fact may be given already recorded, when its id or time matters.
 */
export const given =
  <State, Command, Event extends AnyFact>(decider: Decider<State, Command, Event>) =>
  (...facts: readonly (Event | Recorded<Event>)[]) => {
    const state = facts.reduce<State>(
      (current, fact, index) => decider.evolve(current, 'id' in fact ? fact : recorded(fact, index)),
      decider.initial,
    );
    return {
      state,
      when(command: Command) {
        const attempt = (): readonly Event[] => decider.decide(command, state);
        return {
          /** The facts that the command led to, for looser assertions. */
          facts: attempt,
          then(...expected: readonly Event[]): void {
            const actual = JSON.stringify(attempt(), null, 2);
            const wanted = JSON.stringify(expected, null, 2);
            if (actual !== wanted) throw new Error(`expected\n${wanted}\nbut decided\n${actual}`);
          },
          thenNothing(): void {
            const actual = attempt();
            if (actual.length > 0) throw new Error(`expected nothing but decided ${JSON.stringify(actual)}`);
          },
          thenRefused(code: string): Refused {
            let decided: readonly Event[];
            try {
              decided = attempt();
            } catch (error) {
              if (!(error instanceof Refused)) throw error;
              if (error.code !== code) throw new Error(`expected ${code} but refused with ${error.message}`);
              return error;
            }
            throw new Error(`expected a refusal (${code}) but decided ${JSON.stringify(decided)}`);
          },
        };
      },
    };
  };
