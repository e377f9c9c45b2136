import type { Recorded } from '#kernel';
import { projection } from '#projecting';
import type { TrainingEvent } from './training.events.ts';
import { type Training, training } from './training.ts';

const told = (doc: Training | null, event: Recorded<TrainingEvent>): Training =>
  training.evolve(doc ?? training.initial, event);

/**
 * What each person learned, folded as the rules fold it: raise the version when the decider's state changes. Right
 * answers are in no event and so in no document.
 */
export const trainings = projection<Training, TrainingEvent>({
  name: 'trainings',
  version: 1,
  key: (event) => event.data.personId,
  evolve: {
    TestBegun: told,
    QuestionAnswered: told,
    TestFinished: told,
    OutsideCertificateAccepted: told,
    CertificateIssued: told,
    CertificateWithdrawn: told,
  },
  indexes: { all: (doc) => [[doc.personId]] },
});
