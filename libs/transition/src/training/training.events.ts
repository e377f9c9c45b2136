import { type Fact, type Instant, type LocalDate, type StreamName, streamOf } from '#kernel';

/** A question as it was drawn: its options in the order in which they were shown, by their places in the bank. */
export interface DrawnQuestion {
  readonly questionId: string;
  readonly options: readonly number[];
}

/** Why a certificate stands no longer. Words, not text: nothing about a person stands in the log in the clear. */
export const withdrawalReasons = ['mistake', 'not-genuine', 'expired'] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];

/** What is sealed of an outside certificate: canonical JSON of this, under the person's own key. */
export interface OutsideDetails {
  readonly issuer: string;
  readonly programme: string;
  readonly number: string;
}

/** What somebody of the staff learned: tests taken, certificates accepted and issued. */
export type TrainingEvent =
  | Fact<
      'TestBegun',
      {
        personId: string;
        attemptId: string;
        programmeId: string;
        /** Of the question bank. */
        edition: number;
        /** What the questions and their order follow from. */
        seed: string;
        questions: readonly DrawnQuestion[];
        /** Per cent. */
        passMark: number;
        /** Of the policy that questions, minutes and pass mark come from. */
        policyVersion: number;
        endsAt: Instant;
      }
    >
  /** `chosen`: places in the bank, in order; the last answer to a question counts. */
  | Fact<
      'QuestionAnswered',
      { personId: string; attemptId: string; questionId: string; chosen: readonly number[] }
    >
  | Fact<
      'TestFinished',
      {
        personId: string;
        attemptId: string;
        correct: number;
        outOf: number;
        passed: boolean;
        by: 'person' | 'deadline';
      }
    >
  /** A certificate of somebody else's was looked at and accepted by a person of this school. */
  | Fact<
      'OutsideCertificateAccepted',
      {
        personId: string;
        certificateId: string;
        date: LocalDate;
        hours: number;
        acceptedBy: string;
        sealed: string;
      }
    >
  /** The school's own; its code, sealed under the person's key, is what the public page is asked by. */
  | Fact<
      'CertificateIssued',
      {
        personId: string;
        certificateId: string;
        programmeId: string;
        programme: string;
        /** Attended. */
        hours: number;
        date: LocalDate;
        codeHash: string;
        sealed: string;
      }
    >
  | Fact<'CertificateWithdrawn', { personId: string; certificateId: string; reason: WithdrawalReason }>;

export const trainingStream = (schoolId: string, personId: string): StreamName =>
  streamOf(schoolId, 'training', personId);

/** Whose key seals what is said of a person here. */
export const trainingSeal = (personId: string): string => `person:${personId}`;
