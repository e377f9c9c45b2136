import type { LocalDate } from '#kernel';
import type { PersonName } from '#platform';
import { longDate } from '../papers/dates-in-text.ts';
import type { Paper } from '../papers/paper.ts';
import { planBlocks, taskTimeline } from './plan-blocks.ts';
import type { Plan } from './plan.ts';
import { defaultPlan } from './stages.ts';

/** The plan by stages as a paper: every task with its dates, then the same as bars by weeks. */
export function composePlan(
  plan: Plan,
  names: ReadonlyMap<string, PersonName>,
  { school, date }: { readonly school: string; readonly date: LocalDate },
): Paper {
  const { title, asOn } = defaultPlan.paper;
  return {
    title,
    organisation: school,
    date,
    parts: [
      {
        orientation: 'landscape',
        blocks: [
          { kind: 'paragraph', text: [{ text: school, bold: true }], align: 'center' },
          { kind: 'heading', level: 1, text: title, align: 'center' },
          { kind: 'paragraph', text: `${asOn} ${longDate(date)}`, align: 'center' },
          ...planBlocks(plan, names),
        ],
      },
      { orientation: 'landscape', blocks: taskTimeline(plan) },
    ],
    appendices: [],
  };
}
