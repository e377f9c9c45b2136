import { type Fact, type IsoWeek, type LocalDate, type StreamName, streamOf } from '#kernel';
import type { OrderKind } from '../orders/order.events.ts';

/** The three conditions of the seed. */
export const conditions = ['acts', 'resources', 'training'] as const;
export type Condition = (typeof conditions)[number];

/** What the system looks at to see for itself that a task is done. */
export type Watch =
  /** Every act of the catalogue was reviewed. */
  | { readonly kind: 'acts-reviewed' }
  /** The act of this line of the catalogue is approved, an appendix agreed. */
  | { readonly kind: 'act'; readonly line: string }
  | { readonly kind: 'condition'; readonly condition: Condition }
  /** An order of this kind was issued and not repealed. */
  | { readonly kind: 'order'; readonly order: OrderKind }
  /** The criterion is at its target in each of so many school weeks, the last ones that are over. */
  | { readonly kind: 'criterion'; readonly criterion: number; readonly weeks: number };

/** What was seen when a task completed itself. */
export type Seen =
  | { readonly kind: 'acts'; readonly done: number; readonly of: number }
  | { readonly kind: 'act'; readonly actId: string }
  | {
      readonly kind: 'condition';
      readonly condition: Condition;
      readonly numerator: number;
      readonly denominator: number;
      readonly on: LocalDate;
    }
  | {
      readonly kind: 'order';
      readonly orderId: string;
      readonly number: string;
      readonly on: LocalDate;
    }
  | {
      readonly kind: 'criterion';
      readonly criterion: number;
      readonly weeks: readonly { readonly week: IsoWeek; readonly value: number; readonly target: number }[];
    };

export interface PlannedTask {
  readonly taskId: string;
  readonly stage: string;
  readonly title: string;
  readonly starts: LocalDate;
  /** The last day. */
  readonly due: LocalDate;
  /** Tasks that come before it. */
  readonly after: readonly string[];
  /** null: a person says when it is done. */
  readonly watch: Watch | null;
}

/** A school's plan of the transition: one stream. Reasons and notes are about work and are not sealed. */
export type PlanEvent =
  /** The plan as it was then: a later edition of the default one changes no school's. */
  | Fact<'PlanBegun', { start: LocalDate; edition: number; tasks: readonly PlannedTask[] }>
  | Fact<'TaskAdded', { task: PlannedTask }>
  | Fact<'TaskDropped', { taskId: string; reason: string }>
  | Fact<'TaskAssigned', { taskId: string; personId: string }>
  | Fact<'TaskRescheduled', { taskId: string; starts: LocalDate; due: LocalDate; reason: string }>
  /** Every task that is not done moves by so many days. */
  | Fact<'PlanMoved', { days: number; reason: string }>
  /** By a person with a note. */
  | Fact<'TaskCompleted', { taskId: string; note: string }>
  /** By itself: what was seen. */
  | Fact<'TaskSeenDone', { taskId: string; seen: Seen }>
  /** What was said or seen holds no more. */
  | Fact<'TaskReopened', { taskId: string; reason: string | null }>;

export const planStream = (schoolId: string): StreamName => streamOf(schoolId, 'plan', 'school');
