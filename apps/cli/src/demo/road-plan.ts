import { addDays, daysBetween, type LocalDate } from '#kernel';
import { beginningPlan, ChangePlan } from '#transition';
import type { WorkingGroup } from './working-group.ts';

/** Who is responsible for which task of the plan. */
const RESPONSIBLE: Readonly<Record<string, string>> = {
  'review-acts': 'deputy',
  'list-resources': 'administrator',
  'working-group': 'head',
  'parents-opinion': 'deputy',
  course: 'deputy',
  'first-order': 'head',
  assessment: 'deputy',
};

/** Begins the plan of the transition; the working group is there already. */
export async function beginPlan(group: WorkingGroup, on: LocalDate): Promise<void> {
  await group.do(new ChangePlan(beginningPlan(on), group.deputy()));
  for (const [taskId, key] of Object.entries(RESPONSIBLE)) {
    const personId = group.person(key);
    await group.do(new ChangePlan({ kind: 'AssignTask', taskId, personId }, group.deputy()));
  }
  await group.complete('working-group', 'Рабочая группа создана приказом № 12');
}

/** Draws the plan closer or wider together: its second order comes the day before the paper ends. */
export async function fitPlan(group: WorkingGroup, start: LocalDate, paperEnds: LocalDate): Promise<void> {
  const { tasks } = beginningPlan(start);
  const { due: orderDue } = tasks.find(({ taskId }) => taskId === 'second-order')!;
  const share = daysBetween(start, paperEnds) / (daysBetween(start, orderDue) + 1);
  const fitted = (date: LocalDate): LocalDate => addDays(start, Math.floor(daysBetween(start, date) * share));
  const reason = 'В школе четыре класса: сроки согласованы с датой прекращения бумажных журналов';
  for (const { taskId, starts, due } of tasks.filter((task) => task.taskId !== 'working-group')) {
    const dates = { starts: fitted(starts), due: fitted(due) };
    await group.do(new ChangePlan({ kind: 'RescheduleTask', taskId, ...dates, reason }, group.deputy()));
  }
}
