import type { Recorded } from '#kernel';
import { projection } from '#projecting';
import type { AssessmentEvent } from './assessment.events.ts';
import { type Assessment, assessment } from './assessment.ts';

const told = (doc: Assessment | null, event: Recorded<AssessmentEvent>): Assessment | null =>
  assessment.evolve(doc, event);

/** Every assessment with its act, folded as the rules fold it: raise the version when the decider's state changes. */
export const assessments = projection<Assessment, AssessmentEvent>({
  name: 'assessments',
  version: 1,
  key: (event) => event.data.assessmentId,
  evolve: { AssessmentMade: told, ActOfReadinessDrawn: told },
  indexes: { byTime: (doc) => [[doc.madeAt]] },
});
