import { type Decider, invalidField, isLocalDate, type LocalDate, type Recorded, Refused } from '#kernel';
import type { NumberedDocument } from '../acts/act.events.ts';
import { saying } from '../fields.ts';
import type { AssessedVerdict, AssessmentEvent, CommissionMember } from './assessment.events.ts';

/** The commission's act on an assessment. */
export interface ActOfReadiness {
  readonly document: NumberedDocument;
  readonly commission: readonly CommissionMember[];
  /** ISO 8601, UTC. */
  readonly drawnAt: string;
  /** null for an account without a person. */
  readonly drawnBy: string | null;
}

export interface Assessment {
  readonly assessmentId: string;
  /** Of the log that the figures show. */
  readonly position: string;
  readonly verdict: AssessedVerdict;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** null for an account without a person. */
  readonly madeBy: string | null;
  readonly act: ActOfReadiness | null;
}

export type AssessmentCommand =
  | {
      readonly kind: 'MakeAssessment';
      readonly assessmentId: string;
      readonly position: string;
      readonly verdict: AssessedVerdict;
    }
  | {
      readonly kind: 'DrawActOfReadiness';
      readonly document: NumberedDocument;
      readonly commission: readonly CommissionMember[];
      readonly today: LocalDate;
    };

/** A chair and two more at least: nobody confirms alone that a school is ready. */
const SMALLEST_COMMISSION = 3;

/** The rules of an assessment and of the act that a commission signs on it. */
export const assessment: Decider<Assessment | null, AssessmentCommand, AssessmentEvent> = {
  name: 'transition/assessment',
  initial: null,

  decide(command, current) {
    if (command.kind === 'MakeAssessment') {
      const { assessmentId, position, verdict } = command;
      return [{ type: 'AssessmentMade', data: { assessmentId, position, verdict } }];
    }
    if (current === null) throw new Refused('no-assessment', 'There is no such assessment.', { status: 404 });
    const { assessmentId, verdict, act } = current;
    if (act !== null) {
      const { number, date } = act.document;
      const detail = `The act of readiness № ${number} of ${date} was drawn on this assessment.`;
      throw new Refused('act-drawn', detail, { document: act.document });
    }
    if (!verdict.ready) {
      const detail = 'This assessment did not find the school ready.';
      throw new Refused('not-ready', detail, { because: verdict.because });
    }
    const document = documentOf(command, verdict.on);
    const commission = commissionOf(command.commission);
    return [{ type: 'ActOfReadinessDrawn', data: { assessmentId, document, commission } }];
  },

  evolve(current, event) {
    switch (event.type) {
      case 'AssessmentMade':
        return { ...event.data, madeAt: event.metadata.recordedAt, madeBy: who(event), act: null };
      case 'ActOfReadinessDrawn': {
        const { document, commission } = event.data;
        const drawn = { drawnAt: event.metadata.recordedAt, drawnBy: who(event) };
        return current && { ...current, act: { document, commission, ...drawn } };
      }
    }
  },
};

const who = ({ metadata: { actor } }: Recorded<AssessmentEvent>): string | null => actor.personId ?? null;

/** @throws Refused `invalid` unless the act has a number and a date between the assessment and today */
function documentOf(
  { document, today }: { readonly document: NumberedDocument; readonly today: LocalDate },
  on: LocalDate,
): NumberedDocument {
  const { date } = document;
  if (!isLocalDate(date)) throw invalidField('date', 'is-date', 'date must be a date like 2026-09-01.');
  if (date < on) {
    throw invalidField('date', 'before-assessment', `The act cannot be older than the assessment of ${on}.`);
  }
  if (date > today) throw invalidField('date', 'future', `${date} has not come yet.`);
  return { number: saying('number', document.number), date };
}

/** @throws Refused `invalid` unless there is one chair, one secretary at most, nobody twice, and enough of them */
function commissionOf(members: readonly CommissionMember[]): readonly CommissionMember[] {
  const wrong = (rule: string, detail: string): Refused => invalidField('commission', rule, detail);
  const count = (part: CommissionMember['part']): number =>
    members.filter((member) => member.part === part).length;
  if (members.length < SMALLEST_COMMISSION) {
    throw wrong('too-few', `A commission has ${SMALLEST_COMMISSION} people at least.`);
  }
  if (new Set(members.map(({ personId }) => personId)).size < members.length) {
    throw wrong('twice', 'Somebody is named twice.');
  }
  if (count('chair') !== 1) throw wrong('one-chair', 'A commission has one chair.');
  if (count('secretary') > 1) throw wrong('one-secretary', 'A commission has one secretary at most.');
  return members;
}
