import type { LocalDate } from '#kernel';
import type { PersonName } from '#platform';
import type { Consent } from '../consent/consent.ts';
import type { Plan } from '../plan/plan.ts';
import type { Assessment } from '../verdict/assessment.ts';
import type { Order } from './order.ts';
import type { OrderTemplate } from './orders-catalogue.ts';

/** An appendix of the order as it was agreed under its line of the catalogue of acts. */
export interface AppendixAct {
  readonly actId: string;
  readonly agreed: boolean;
  /** When the text that is being agreed was attached, ISO 8601, UTC; null: it was not. */
  readonly textAt: string | null;
}

/** Everything that an order's paper, and what it still lacks, follow from. */
export interface Dossier {
  readonly order: Order;
  readonly template: OrderTemplate;
  /** The full name of the school. */
  readonly school: string;
  readonly today: LocalDate;
  /** The school's date on which the draft was begun. */
  readonly draftedOn: LocalDate;
  /** Whoever is named by a field, holds an office or is responsible for a task. */
  readonly names: ReadonlyMap<string, PersonName>;
  /** By the roles of the accounts; null: nobody, or nobody who is a person. */
  readonly head: string | null;
  /** By name. */
  readonly deputies: readonly string[];
  readonly plan: Plan | null;
  /** By the appendix's id in the template. */
  readonly acts: ReadonlyMap<string, AppendixAct>;
  readonly consent: Consent;
  /** The order that this one changes, repeals or stands on. */
  readonly concerned: Order | null;
  /** The assessments that said «ready» and have an act, newest last. */
  readonly readyAssessments: readonly string[];
  /** The one that the order stands on, by its field. */
  readonly assessment: Assessment | null;
  /** So many weeks an assessment stands (policy). */
  readonly weeksAssessed: number;
}
