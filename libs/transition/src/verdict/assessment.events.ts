import { type Fact, type IsoWeek, type LocalDate, type StreamName, streamOf } from '#kernel';
import type { NumberedDocument } from '../acts/act.events.ts';
import type { Condition } from '../plan/plan.events.ts';

/** A part of a whole against what it is to be. */
export interface AssessedFigure {
  /** Whole numbers. */
  readonly numerator: number;
  readonly denominator: number;
  /** Per cent, cut to two decimals; null where there is nothing to count. */
  readonly value: number | null;
  /** Per cent. */
  readonly target: number;
  /** Compared exactly, not by the cut value. */
  readonly met: boolean;
}

export interface AssessedCondition extends AssessedFigure {
  readonly condition: Condition;
  /** Of condition 2: what may be asked, and whether the policy asks it; its figure is the sum of what is asked. */
  readonly parts: readonly AssessedPart[];
}

export interface AssessedPart {
  readonly question: 'places' | 'network' | 'devices';
  readonly numerator: number;
  readonly denominator: number;
  readonly asked: boolean;
}

/** A criterion in one school week. */
export interface AssessedWeek extends AssessedFigure {
  readonly week: IsoWeek;
}

export interface AssessedCriterion extends AssessedFigure {
  /** 1 … 6, the seed's order. */
  readonly criterion: number;
  /** Whether it must be met in each week of the period (2, 3, 6), or over the whole of it. `met` follows from that. */
  readonly eachWeek: boolean;
  /** Oldest first; every school week of the period, whether it is asked for or not. */
  readonly weeks: readonly AssessedWeek[];
}

/** What the parents were asked last, and whether they agree; of a protocol there is nothing to count. */
export interface AssessedParents {
  readonly met: boolean;
  /** null: nobody asked them. */
  readonly opinionId: string | null;
  readonly way: 'protocol' | 'survey' | null;
  readonly date: LocalDate | null;
  /** Answers in favour, of those for or against; null unless there was a survey. */
  readonly inFavour: number | null;
  readonly counted: number | null;
}

/** How far one kind of group is kept in the journal: point 3 of the seed's order asks for all of them. Shown, not judged. */
export interface AssessedKind {
  readonly kind: 'class' | 'subgroup' | 'individual' | 'elective' | 'club' | 'extended-day';
  readonly lessons: number;
  /** With a topic or homework. */
  readonly planned: number;
  /** Lessons that are over, or have an entry. */
  readonly due: number;
  /** With one entry at least. */
  readonly kept: number;
}

/** Why a school is not ready: one thing that is not met. `under`: the weeks below the target, where each is asked for. */
export type NotReady =
  | { readonly code: 'condition-not-met'; readonly condition: Condition }
  | { readonly code: 'criterion-not-met'; readonly criterion: number; readonly under: readonly IsoWeek[] }
  | { readonly code: 'too-few-weeks'; readonly weeks: number; readonly of: number }
  | { readonly code: 'parents-not-asked' }
  | { readonly code: 'parents-against' };

/** The verdict as it was given: every figure that it stands on. */
export interface AssessedVerdict {
  /** The school's date that it is about. */
  readonly on: LocalDate;
  /** First and last day of the period, a Monday and a Sunday. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** The school weeks of the period, oldest first: those with lessons. */
  readonly weeks: readonly IsoWeek[];
  /** So many of them are asked for at least, by the policy of the transition. */
  readonly weeksAsked: number;
  readonly conditions: readonly AssessedCondition[];
  readonly criteria: readonly AssessedCriterion[];
  readonly parents: AssessedParents;
  readonly coverage: readonly AssessedKind[];
  readonly ready: boolean;
  /** Empty when ready. */
  readonly because: readonly NotReady[];
  /** Versions of the policies that were applied; 0 is the default. */
  readonly policies: { readonly readiness: number; readonly transition: number };
  /** Editions of the lists that it stands on. */
  readonly editions: { readonly acts: number };
}

/** Who is what in the commission that signs the act of readiness. */
export const commissionParts = ['chair', 'member', 'secretary'] as const;
export type CommissionPart = (typeof commissionParts)[number];

export interface CommissionMember {
  readonly personId: string;
  readonly part: CommissionPart;
}

/** The life of one assessment. Nothing of it is about a person but who sits in the commission. */
export type AssessmentEvent =
  /** `position`: of the log that the figures show; the same question as of it gives the same answer. */
  | Fact<'AssessmentMade', { assessmentId: string; position: string; verdict: AssessedVerdict }>
  /** The commission's act on an assessment that said «ready». */
  | Fact<
      'ActOfReadinessDrawn',
      { assessmentId: string; document: NumberedDocument; commission: readonly CommissionMember[] }
    >;

export const assessmentStream = (schoolId: string, assessmentId: string): StreamName =>
  streamOf(schoolId, 'assessment', assessmentId);
