import { addDays, type LocalDate } from '#kernel';
import { readCatalogue, type Source } from '../catalogues/read-catalogue.ts';
import type { PlannedTask, Watch } from './plan.events.ts';
import type { PlanCommand } from './plan.ts';

interface DefaultPlan {
  readonly edition: number;
  readonly note: string;
  /** The words of the printed plan. */
  readonly paper: { readonly title: string; readonly asOn: string };
  readonly stages: readonly { readonly id: string; readonly title: string; readonly source: Source }[];
  readonly tasks: readonly {
    readonly id: string;
    readonly stage: string;
    readonly title: string;
    /** Days from the start of the plan to that of the task. */
    readonly day: number;
    /** How many days it takes, the first one included. */
    readonly days: number;
    readonly after: readonly string[];
    readonly watch: Watch | null;
  }[];
}

/** Our stages and tasks: of the seed's slide there is only the title. */
export const defaultPlan = readCatalogue<DefaultPlan>('stages');

/** The default plan with dates counted from its start. */
export const tasksFrom = (start: LocalDate): PlannedTask[] =>
  defaultPlan.tasks.map(({ id, stage, title, day, days, after, watch }) => ({
    taskId: id,
    stage,
    title,
    starts: addDays(start, day),
    due: addDays(start, day + days - 1),
    after,
    watch,
  }));

/** The command that begins the default plan on a day. */
export const beginningPlan = (start: LocalDate): Extract<PlanCommand, { readonly kind: 'BeginPlan' }> => ({
  kind: 'BeginPlan',
  start,
  edition: defaultPlan.edition,
  tasks: tasksFrom(start),
});
