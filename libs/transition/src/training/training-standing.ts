import type { TransitionPolicy } from '../policy/transition-policy.events.ts';
import { type Course, hoursAsked } from './course/course.ts';
import { hoursOfProgramme } from './hours.ts';
import { type Programme, programmes } from './programmes.ts';
import { hasPassed, type Training, training } from './training.ts';

/** What makes somebody trained. */
export type TrainedBy = 'test' | 'outside-certificate';

/** What keeps somebody from being trained. */
export const trainingLacks = ['no-test', 'failed', 'under-way', 'hours'] as const;
export type TrainingLack = (typeof trainingLacks)[number];

/** Somebody of the staff as condition 3 looks at them. */
export interface TrainingStanding {
  readonly personId: string;
  readonly training: Training;
  readonly trained: boolean;
  /** null until trained. */
  readonly by: TrainedBy | null;
  /** null when trained. */
  readonly lacks: TrainingLack | null;
  /** The hours attended of the programme that is nearest to its end, and those that it has. */
  readonly hours: { readonly attended: number; readonly asked: number };
}

/** How a person stands: by the test, with the hours where the policy asks for them, or by an accepted certificate. */
export function trainingStanding(
  personId: string,
  told: Training | undefined,
  courses: readonly Course[],
  policy: Pick<TransitionPolicy, 'hoursToo'>,
): TrainingStanding {
  const known = told ?? { ...training.initial, personId };
  const passed = known.attempts.filter(({ result }) => result?.passed).map(({ programmeId }) => programmeId);
  const hours = bestHours(personId, courses, passed);
  const hasHours = hours.asked > 0 && hours.attended >= hours.asked;
  const accepted = known.outside.some(({ withdrawn }) => withdrawn === null);
  const byTest = hasPassed(known) && (!policy.hoursToo || hasHours);
  const trained = byTest || accepted;
  return {
    personId,
    training: known,
    trained,
    by: byTest ? 'test' : accepted ? 'outside-certificate' : null,
    lacks: trained ? null : lackOf(known),
    hours,
  };
}

function lackOf(known: Training): TrainingLack {
  if (hasPassed(known)) return 'hours';
  const last = known.attempts.at(-1);
  if (last === undefined) return 'no-test';
  return last.result === null ? 'under-way' : 'failed';
}

/** Of the programmes whose test was passed (else of those that are learned) the one that is attended furthest. */
function bestHours(
  personId: string,
  courses: readonly Course[],
  passed: readonly string[],
): TrainingStanding['hours'] {
  const learning = courses.filter(({ learners }) => learners.includes(personId));
  const ids = new Set(passed.length > 0 ? passed : learning.map(({ programmeId }) => programmeId));
  const all = [...ids].map((id) => {
    const { parts = [] } = courses.find(({ programmeId }) => programmeId === id) ?? programmeBy(id) ?? {};
    return { attended: hoursOfProgramme(courses, id, personId), asked: hoursAsked(parts) };
  });
  const share = ({ attended, asked }: TrainingStanding['hours']): number =>
    asked === 0 ? 0 : attended / asked;
  return all.sort((a, b) => share(b) - share(a))[0] ?? { attended: 0, asked: 0 };
}

const programmeBy = (id: string): Programme | undefined => programmes.find((one) => one.id === id);
