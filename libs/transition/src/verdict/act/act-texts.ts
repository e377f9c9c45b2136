import { readCatalogue } from '../../catalogues/read-catalogue.ts';
import type { AssessedKind, CommissionPart } from '../assessment.events.ts';
import type { Condition } from '../../plan/plan.events.ts';

interface ActTexts {
  readonly title: string;
  readonly about: string;
  readonly commission: string;
  readonly stated: string;
  readonly conditionsTitle: string;
  readonly criteriaTitle: string;
  readonly criteriaNote: string;
  readonly parentsTitle: string;
  readonly protocol: string;
  readonly survey: string;
  readonly coverageTitle: string;
  readonly conclusionTitle: string;
  readonly conclusion: string;
  readonly origin: string;
  readonly parts: Readonly<Record<CommissionPart, string>>;
  readonly columns: Readonly<
    Record<'name' | 'counted' | 'value' | 'target' | 'kind' | 'lessons' | 'planned' | 'kept', string>
  >;
  readonly conditions: Readonly<Record<Condition, string>>;
  /** In the seed's order, in its words. */
  readonly criteria: readonly string[];
  readonly kinds: Readonly<Record<AssessedKind['kind'], string>>;
  /** Where there is nothing to count. */
  readonly nothing: string;
}

/** The words of the act of readiness: ours. */
export const actTexts = readCatalogue<ActTexts>('act-of-readiness');
