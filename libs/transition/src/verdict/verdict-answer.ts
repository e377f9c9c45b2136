import type { AssessedVerdict, NotReady } from './assessment.events.ts';
import { evidencePaths } from './evidence-paths.ts';
import { endOfDay } from './give-verdict.ts';

/** A part of a whole against what it is to be. */
export class VerdictFigure {
  /** Whole numbers. */
  numerator!: number;
  denominator!: number;
  /** Per cent, cut to two decimals; null where there is nothing to count. */
  value!: number | null;
  /** Per cent. */
  target!: number;
  /** Compared exactly, not by the cut value. */
  met!: boolean;
  /** The path of the question whose answer's rows sum up to the figure. */
  evidence!: string;
}

/** What condition 2 may ask for. */
export class VerdictPart {
  question!: 'places' | 'network' | 'devices';
  numerator!: number;
  denominator!: number;
  /** Whether the policy asks for it; the others are shown beside. */
  asked!: boolean;
}

/** One of the seed's three conditions. */
export class VerdictCondition extends VerdictFigure {
  condition!: 'acts' | 'resources' | 'training';
  /** Of condition 2: its figure is the sum of what is asked. */
  parts!: VerdictPart[];
}

/** A criterion in one school week. */
export class VerdictWeek extends VerdictFigure {
  /** ISO 8601: `2026-W40`. */
  week!: string;
}

/** One of the seed's six criteria over the period. */
export class VerdictCriterion extends VerdictFigure {
  /** 1 … 6, the seed's order. */
  criterion!: number;
  /** Whether it must be met in each week (2, 3, 6), or over the whole period. `met` follows from that. */
  eachWeek!: boolean;
  /** Oldest first: every school week of the period. */
  weeks!: VerdictWeek[];
}

/** What the parents said last. */
export class VerdictParents {
  met!: boolean;
  /** null: nobody asked them. */
  opinionId!: string | null;
  way!: 'protocol' | 'survey' | null;
  /** School-local. */
  date!: string | null;
  /** Answers in favour, of those for or against; null unless there was a survey. */
  inFavour!: number | null;
  counted!: number | null;
  evidence!: string;
}

/** How lessons of one kind of group are kept. Shown, not judged. */
export class VerdictKind {
  kind!: 'class' | 'subgroup' | 'individual' | 'elective' | 'club' | 'extended-day';
  lessons!: number;
  /** With a topic or homework. */
  planned!: number;
  /** Lessons that are over, or have an entry. */
  due!: number;
  /** With one entry at least. */
  kept!: number;
  evidence!: string;
}

/** One thing that is not met. Which fields there are follows from `code`. */
export class NotReadyLine {
  code!:
    'condition-not-met' | 'criterion-not-met' | 'too-few-weeks' | 'parents-not-asked' | 'parents-against';
  condition?: 'acts' | 'resources' | 'training';
  criterion?: number;
  /** Of a criterion: the weeks in which it is under its target, where each is asked for. */
  under?: string[];
  /** Of too few weeks: so many school weeks are over, of how many. */
  weeks?: number;
  of?: number;
}

/** The policies that were applied; 0 is the default. */
export class VerdictPolicies {
  readiness!: number;
  transition!: number;
}

/** The editions of the lists that it stands on. */
export class VerdictEditions {
  acts!: number;
}

/** Whether a school is ready to put its paper journals away, with every figure behind the answer. */
export class Verdict {
  /** The school's date that it is about. */
  on!: string;
  /** First and last day of the period, a Monday and a Sunday. */
  from!: string;
  to!: string;
  /** Its school weeks, oldest first: those with lessons. */
  weeks!: string[];
  /** So many of them are asked for at least, by the policy. */
  weeksAsked!: number;
  conditions!: VerdictCondition[];
  criteria!: VerdictCriterion[];
  parents!: VerdictParents;
  coverage!: VerdictKind[];
  ready!: boolean;
  /** Everything that is not met; empty when ready. */
  because!: NotReadyLine[];
  policies!: VerdictPolicies;
  editions!: VerdictEditions;
}

/**
 * A verdict as it is answered: each figure with the path of what stands behind it.
 * @param asOf the moment that the paths ask as of; undefined: as it is now
 */
export function verdictAnswer(verdict: AssessedVerdict, timeZone: string, asOf: string | undefined): Verdict {
  const { on, from, to, weeks, weeksAsked, parents, ready, policies, editions } = verdict;
  const paths = evidencePaths({ from, to, at: endOfDay(on, timeZone), asOf });
  return {
    on,
    from,
    to,
    weeks: [...weeks],
    weeksAsked,
    conditions: verdict.conditions.map((one) => ({
      ...one,
      parts: [...one.parts],
      evidence: paths.on(`transition/conditions/${one.condition}`, on),
    })),
    criteria: verdict.criteria.map((one) => ({
      ...one,
      evidence: paths.ofCriterion(one.criterion),
      weeks: one.weeks.map((week) => ({ ...week, evidence: paths.ofCriterion(one.criterion, week.week) })),
    })),
    parents: { ...parents, evidence: paths.on('transition/consent', on) },
    coverage: verdict.coverage.map((one) => ({ ...one, evidence: paths.byKind() })),
    ready,
    because: verdict.because.map(whyNotReady),
    policies,
    editions,
  };
}

/** One thing that is not met, as it is answered. */
export const whyNotReady = (one: NotReady): NotReadyLine =>
  'under' in one ? { ...one, under: [...one.under] } : one;
