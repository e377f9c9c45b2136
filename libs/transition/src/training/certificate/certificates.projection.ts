import type { LocalDate } from '#kernel';
import { projection } from '#projecting';
import type { TrainingEvent } from '../training.events.ts';

/** A certificate of the school's as its public page finds it. */
export interface CertificateDoc {
  readonly certificateId: string;
  readonly personId: string;
  readonly programme: string;
  readonly hours: number;
  readonly date: LocalDate;
}

/** Certificates that stand, by the hash of their code: the code itself is in no read model. */
export const certificates = projection<CertificateDoc, TrainingEvent>({
  name: 'certificates',
  version: 1,
  key: (event) => {
    if (event.type === 'CertificateIssued') return event.data.codeHash;
    return event.type === 'CertificateWithdrawn' ? { index: 'byId', prefix: [event.data.certificateId] } : [];
  },
  evolve: {
    CertificateIssued: (_, { data: { certificateId, personId, programme, hours, date } }) => ({
      certificateId,
      personId,
      programme,
      hours,
      date,
    }),
    CertificateWithdrawn: () => null,
  },
  indexes: { byId: (doc) => [[doc.certificateId]] },
});
