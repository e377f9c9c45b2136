import { addDays, daysBetween, type LocalDate, weekdayOf } from '#kernel';
import type { PersonName } from '#platform';
import { monthInText, shortDate } from '../papers/dates-in-text.ts';
import { nameInTable } from '../papers/names-in-text.ts';
import type { Block, Text } from '../papers/paper.ts';
import type { Plan, Task } from './plan.ts';
import { defaultPlan } from './stages.ts';

interface Stage {
  readonly title: string;
  readonly starts: LocalDate;
  readonly due: LocalDate;
  /** By start. */
  readonly tasks: readonly Task[];
}

/** The stages that have tasks, in the order of the plan. */
function stagesOf({ tasks }: Plan): Stage[] {
  return defaultPlan.stages.flatMap(({ id, title }) => {
    const own = tasks
      .filter(({ stage }) => stage === id)
      .toSorted((a, b) => (a.starts < b.starts ? -1 : a.starts > b.starts ? 1 : 0));
    if (own.length === 0) return [];
    const due = own.reduce((last, task) => (task.due > last ? task.due : last), '');
    return [{ title, starts: own[0]!.starts, due, tasks: own }];
  });
}

const bold = (text: string): Text => [{ text, bold: true }];

/** The plan of works: every task under its stage, with its dates and who is responsible. */
export function planBlocks(plan: Plan, names: ReadonlyMap<string, PersonName>): Block[] {
  const rows = stagesOf(plan).flatMap(({ title, starts, due, tasks }, index): Text[][] => [
    [bold(`${index + 1}`), bold(title), bold(shortDate(starts)), bold(shortDate(due)), ''],
    ...tasks.map((task, place): Text[] => {
      const responsible = task.responsible === null ? undefined : names.get(task.responsible);
      return [
        `${index + 1}.${place + 1}`,
        task.title,
        shortDate(task.starts),
        shortDate(task.due),
        responsible === undefined ? '' : nameInTable(responsible),
      ];
    }),
  ]);
  return [
    {
      kind: 'table',
      columns: [
        { title: 'N п/п', width: 9, align: 'center' },
        { title: 'Этапы и работы', width: 60, align: 'left' },
        { title: 'Начало', width: 17, align: 'center' },
        { title: 'Окончание', width: 17, align: 'center' },
        { title: 'Ответственный', width: 27, align: 'left' },
      ],
      rows,
    },
  ];
}

/** The schedule of works: the stages with their dates, and the same as bars by weeks. */
export function scheduleBlocks(plan: Plan): Block[] {
  const stages = stagesOf(plan);
  const rows = stages.map(({ title, starts, due, tasks }, index) => [
    `${index + 1}`,
    title,
    shortDate(starts),
    shortDate(due),
    `${tasks.length}`,
  ]);
  return [
    {
      kind: 'table',
      columns: [
        { title: 'N п/п', width: 8, align: 'center' },
        { title: 'Этап', width: 70, align: 'left' },
        { title: 'Начало', width: 20, align: 'center' },
        { title: 'Окончание', width: 20, align: 'center' },
        { title: 'Число работ', width: 20, align: 'center' },
      ],
      rows,
    },
    ...timelineBlocks(stages),
  ];
}

/** The bars of every task under its stage. */
export function taskTimeline(plan: Plan): Block[] {
  const spans = stagesOf(plan).flatMap((stage, index) => [
    { ...stage, title: `${index + 1}. ${stage.title}` },
    ...stage.tasks.map((task, place) => ({ ...task, title: `${index + 1}.${place + 1}. ${task.title}` })),
  ]);
  return timelineBlocks(spans);
}

interface Span {
  readonly title: string;
  readonly starts: LocalDate;
  readonly due: LocalDate;
}

const mondayOf = (date: LocalDate): LocalDate => addDays(date, 1 - weekdayOf(date));

/** Bars over weeks, above which the months stand: a week belongs to the month of its Thursday. */
function timelineBlocks(spans: readonly Span[]): Block[] {
  if (spans.length === 0) return [];
  const first = mondayOf(spans.reduce((least, { starts }) => (starts < least ? starts : least), '9999'));
  const last = spans.reduce((most, { due }) => (due > most ? due : most), '');
  const week = (date: LocalDate): number => Math.floor(daysBetween(first, date) / 7);
  const mondays = Array.from({ length: week(last) + 1 }, (_, index) => addDays(first, 7 * index));
  const monthsOfWeeks = mondays.map((monday) => addDays(monday, 3).slice(0, 7));
  return [
    {
      kind: 'timeline',
      title: 'По неделям',
      periods: [...new Set(monthsOfWeeks)].map((month) => {
        const steps = monthsOfWeeks.filter((one) => one === month).length;
        // One week is too narrow for its name.
        return { title: steps === 1 ? '' : monthInText(month), steps };
      }),
      rows: spans.map(({ title, starts, due }) => ({ title, first: week(starts), last: week(due) })),
    },
  ];
}
