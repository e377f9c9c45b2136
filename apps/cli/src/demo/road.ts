import { instantOf, type LocalDate, localDateOf } from '#kernel';

/** One step of a road at an instant (ms since the epoch). */
export interface RoadStep {
  readonly at: number;
  readonly do: () => Promise<void>;
}

/** What is to be done on a school-local date at a time of that day. */
export type PlannedStep = readonly [date: LocalDate, time: string, work: (on: LocalDate) => Promise<void>];

/** Steps are so far (ms) apart at least. */
const STEP_MS = 20 * 60_000;

/** The steps of a road in their order: in a history of a few days one comes soon after the other. */
export function inOrder(steps: readonly PlannedStep[], timeZone: string): RoadStep[] {
  let before = 0;
  return steps.map(([date, time, work]) => {
    const at = Math.max(Date.parse(instantOf(date, time, timeZone)), before + STEP_MS);
    before = at;
    return { at, do: () => work(localDateOf(at, timeZone)) };
  });
}
