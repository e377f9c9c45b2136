import { addDays, type LocalDate } from '#kernel';
import { DrawActOfReadiness, MakeAssessment } from '#transition';
import { inOrder, type PlannedStep, type RoadStep } from './road.ts';
import { reviewActs, writeActs } from './road-acts.ts';
import { askParents, giveNotices } from './road-consent.ts';
import { issueFirstOrder, issueSecondOrder } from './road-orders.ts';
import { beginPlan, fitPlan } from './road-plan.ts';
import { equipRooms } from './road-rooms.ts';
import { RoadTraining } from './road-training.ts';
import { type WholeRoadCalendar, workdayOf } from './whole-road-calendar.ts';
import type { WorkingGroup } from './working-group.ts';

/** The school week with whose Monday the paper ends: four whole weeks were judged, notice was two months ago. */
const WITHOUT_PAPER = 9;

interface WholeRoadNeeds {
  readonly group: WorkingGroup;
  readonly timeZone: string;
  readonly calendar: WholeRoadCalendar;
}

/**
 * The whole road to a school without paper: every condition and criterion met, both orders issued, the plan done but
 * for its last task. The same draw gives the same road.
 */
export function wholeRoad({ group, timeZone, calendar }: WholeRoadNeeds): RoadStep[] {
  const day = (week: number, weekday: 1 | 2 | 3 | 4 | 5): LocalDate => workdayOf(calendar, week, weekday);
  const training = new RoadTraining(group);
  const readiness = new Readiness(group);
  const paperEnds = calendar.weeks[WITHOUT_PAPER]!;
  const steps: PlannedStep[] = [
    [day(0, 1), '10:00', (on) => beginPlan(group, on)],
    [day(0, 1), '10:30', (on) => fitPlan(group, on, paperEnds)],
    [day(0, 1), '12:00', (on) => giveNotices(group, on, paperEnds)],
    [day(0, 2), '15:10', (on) => reviewActs(group, () => addDays(on, 40))],
    [day(0, 3), '14:30', () => describeRooms(group)],
    [day(0, 4), '15:00', (on) => training.open([on, day(1, 2), day(1, 4), day(2, 2)])],
    [day(1, 3), '16:00', (on) => writeActs(group, on, [], [])],
    [day(2, 3), '18:00', (on) => askParents(group, on)],
    [day(2, 4), '17:30', () => training.attend()],
    [day(2, 5), '16:00', () => training.takeTests(0)],
    [day(3, 1), '09:00', () => lookAtPreparations(group)],
    [day(3, 3), '11:00', (on) => issueFirstOrder(group, on)],
    [day(3, 3), '11:30', () => group.look()],
    [day(8, 1), '09:00', () => group.look()],
    [day(8, 1), '12:20', () => readiness.assess()],
    [day(8, 2), '15:00', (on) => readiness.drawAct(on)],
    [day(8, 4), '11:00', (on) => issueSecondOrder(group, on, paperEnds)],
    [day(8, 4), '11:30', () => group.look()],
    [day(9, 3), '15:30', () => group.complete('extracts', 'Выписки выдаёт администратор по пятницам')],
    [day(10, 3), '16:30', () => archivePaper(group)],
  ];
  return inOrder(steps, timeZone);
}

async function describeRooms(group: WorkingGroup): Promise<void> {
  await equipRooms(group, null);
  await group.complete('list-resources', 'Кабинеты, сеть и рабочие места описаны');
}

/** What the system sees done of the preparations; the notices' task waits for the acts to be reviewed. */
async function lookAtPreparations(group: WorkingGroup): Promise<void> {
  await group.look();
  await group.complete('notices', 'Уведомления вручены всем учителям под подпись');
}

const archivePaper = (group: WorkingGroup): Promise<void> =>
  group.complete('archive', 'Журналы приняты в архив по акту № 1, восстановление из копии проверено');

/** The assessment that finds the school ready, and the commission's act on it. */
class Readiness {
  #assessmentId = '';

  constructor(private readonly group: WorkingGroup) {}

  async assess(): Promise<void> {
    const { group } = this;
    await group.needs.show();
    const make = new MakeAssessment({}, group.deputy());
    await group.do(make);
    this.#assessmentId = make.assessmentId;
  }

  async drawAct(on: LocalDate): Promise<void> {
    const { group } = this;
    const [first, second] = group.teachers();
    const commission = [
      { personId: group.person('head'), part: 'chair' as const },
      { personId: group.person('deputy'), part: 'member' as const },
      { personId: first!, part: 'member' as const },
      { personId: second!, part: 'member' as const },
      { personId: group.person('administrator'), part: 'secretary' as const },
    ];
    const act = { number: '1', date: on, commission };
    await group.do(new DrawActOfReadiness(this.#assessmentId, act, group.deputy()));
    await group.complete('assessment', 'Комиссия подтвердила готовность: акт № 1');
  }
}
