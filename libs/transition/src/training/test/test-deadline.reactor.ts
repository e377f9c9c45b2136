import { type FactOf, schoolOf } from '#kernel';
import type { Reactor } from '#projecting';
import type { TrainingEvent } from '../training.events.ts';

/** So long after its end (ms) a test is ended: an answer that came at the last instant is recorded by then. */
const AFTERWARDS_MS = 1_000;

/** Has each test ended when its time has run out, whether its person is still there or not. */
export const testDeadline: Reactor<FactOf<TrainingEvent, 'TestBegun'>> = {
  name: 'test-deadline',
  on: ['TestBegun'],
  react: async ({ stream, data: { personId, attemptId, endsAt } }) => [
    {
      schoolId: schoolOf(stream),
      step: 'deadline',
      command: 'FinishTest',
      payload: { personId, attemptId, by: 'deadline' },
      due: new Date(Date.parse(endsAt) + AFTERWARDS_MS).toISOString(),
    },
  ],
};
