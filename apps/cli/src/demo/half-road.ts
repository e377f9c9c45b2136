import { addDays, daysBetween, type LocalDate, weekdayOf } from '#kernel';
import { MakeAssessment } from '#transition';
import { inOrder, type PlannedStep, type RoadStep } from './road.ts';
import { reviewActs, writeActs } from './road-acts.ts';
import { askParents, giveNotices } from './road-consent.ts';
import { draftSecondOrder, issueFirstOrder } from './road-orders.ts';
import { beginPlan } from './road-plan.ts';
import { equipRooms } from './road-rooms.ts';
import { RoadTraining } from './road-training.ts';
import type { WorkingGroup } from './working-group.ts';

/** Acts that nobody has begun, though they are due. */
const OVERDUE: readonly string[] = ['pupils-conduct', 'internal-order'];
/** Acts in work: their text is there, the opinions are not. */
const IN_WORK: readonly string[] = ['assessment', 'staff-appraisal', 'collective-agreement'];
/** A room that the network does not reach, by its place among them. */
const BARE_ROOM = 4;
/** So many teachers have not passed the final test yet. */
const UNTRAINED = 7;

interface HalfRoadNeeds {
  readonly group: WorkingGroup;
  readonly timeZone: string;
  /** First and last day of the history. */
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * Half the road to a school without paper: acts are missing, a room and some teachers, and an assessment said no. The
 * same draw gives the same road.
 */
export function halfRoad({ group, timeZone, from, to }: HalfRoadNeeds): RoadStep[] {
  /** The day after so large a part of the history. */
  const part = (share: number): LocalDate => addDays(from, Math.floor(daysBetween(from, to) * share));
  const late = (days: number, share: number): LocalDate => {
    const [ago, least] = [addDays(to, -days), part(share)];
    return ago > least ? ago : least;
  };
  const training = new RoadTraining(group);
  const dueOf = (line: string): LocalDate => addDays(to, OVERDUE.includes(line) ? -9 : 20);
  const steps: PlannedStep[] = [
    [part(0), '10:00', (on) => beginPlan(group, on)],
    [part(0.04), '15:10', () => reviewActs(group, dueOf)],
    [part(0.08), '14:30', () => equipRooms(group, BARE_ROOM)],
    [
      part(0.1),
      '15:00',
      (on) => training.open([on, part(0.15), part(0.2), part(0.25)].map((day) => workday(day))),
    ],
    [part(0.12), '16:00', (on) => writeActs(group, on, OVERDUE, IN_WORK)],
    [part(0.15), '12:00', (on) => giveNotices(group, on, addDays(on, 62))],
    [part(0.2), '18:00', (on) => askParents(group, on)],
    [part(0.3), '17:30', () => training.attend()],
    [part(0.4), '16:00', () => training.takeTests(UNTRAINED)],
    [late(35, 0.5), '11:00', (on) => issueFirstOrder(group, on)],
    [late(30, 0.6), '12:20', () => assess(group)],
    [late(3, 0.9), '15:40', (on) => draftSecondOrder(group, on)],
  ];
  return inOrder(
    steps.map(([date, time, work]) => [workday(date), time, work]),
    timeZone,
  );
}

async function assess(group: WorkingGroup): Promise<void> {
  await group.needs.show();
  await group.do(new MakeAssessment({}, group.deputy()));
}

/** The Monday after a Saturday or a Sunday. */
function workday(date: LocalDate): LocalDate {
  const weekday = weekdayOf(date);
  return weekday < 6 ? date : addDays(date, 8 - weekday);
}
