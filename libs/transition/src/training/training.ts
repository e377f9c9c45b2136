import {
  type Decider,
  type Instant,
  instant,
  invalidField,
  isLocalDate,
  type LocalDate,
  notFound,
  Refused,
} from '#kernel';
import type { DrawnQuestion, TrainingEvent, WithdrawalReason } from './training.events.ts';

export interface Attempt {
  readonly attemptId: string;
  readonly programmeId: string;
  readonly questions: readonly DrawnQuestion[];
  readonly passMark: number;
  readonly beganAt: Instant;
  readonly endsAt: Instant;
  /** By question: places in the bank, in order. */
  readonly answers: Readonly<Record<string, readonly number[]>>;
  readonly result: {
    readonly correct: number;
    readonly outOf: number;
    readonly passed: boolean;
    readonly by: 'person' | 'deadline';
    readonly at: Instant;
  } | null;
}

export interface OutsideCertificate {
  readonly certificateId: string;
  readonly date: LocalDate;
  readonly hours: number;
  readonly acceptedBy: string;
  readonly sealed: string;
  readonly withdrawn: WithdrawalReason | null;
}

export interface IssuedCertificate {
  readonly certificateId: string;
  readonly programmeId: string;
  readonly programme: string;
  readonly hours: number;
  readonly date: LocalDate;
  readonly sealed: string;
  readonly withdrawn: WithdrawalReason | null;
}

export interface Training {
  readonly personId: string;
  /** In the order in which they were begun. */
  readonly attempts: readonly Attempt[];
  readonly outside: readonly OutsideCertificate[];
  readonly issued: readonly IssuedCertificate[];
}

/** The right answers, by question: places in the bank, in order. They stand on the server only. */
export type RightAnswers = ReadonlyMap<string, readonly number[]>;

export type TrainingCommand = { readonly personId: string } & (
  | {
      readonly kind: 'BeginTest';
      readonly attemptId: string;
      readonly programmeId: string;
      readonly edition: number;
      readonly seed: string;
      readonly questions: readonly DrawnQuestion[];
      readonly minutes: number;
      readonly passMark: number;
      readonly policyVersion: number;
      /** How often a test may be begun. */
      readonly tries: number;
      readonly right: RightAnswers;
      /** ms since the epoch. */
      readonly at: number;
    }
  | {
      readonly kind: 'AnswerQuestion';
      readonly attemptId: string;
      readonly questionId: string;
      /** Places among the options as they were shown. */
      readonly shown: readonly number[];
      readonly at: number;
    }
  | {
      readonly kind: 'FinishTest';
      readonly attemptId: string;
      readonly by: 'person' | 'deadline';
      readonly right: RightAnswers;
      readonly at: number;
    }
  | {
      readonly kind: 'AcceptOutside';
      readonly certificateId: string;
      readonly date: LocalDate;
      readonly hours: number;
      readonly acceptedBy: string;
      readonly sealed: string;
      readonly today: LocalDate;
    }
  | {
      readonly kind: 'IssueCertificate';
      readonly certificateId: string;
      readonly programmeId: string;
      readonly programme: string;
      /** Attended by the person, and asked by the programme where the policy asks for hours (else 0). */
      readonly hours: number;
      readonly hoursAsked: number;
      readonly date: LocalDate;
      readonly codeHash: string;
      readonly sealed: string;
    }
  | {
      readonly kind: 'WithdrawCertificate';
      readonly certificateId: string;
      readonly reason: WithdrawalReason;
    }
);

/** The most hours that a certificate may speak of. */
const MOST_HOURS = 1_000;

/** The rules of what one person learned. */
export const training: Decider<Training, TrainingCommand, TrainingEvent> = {
  name: 'transition/training',
  initial: { personId: '', attempts: [], outside: [], issued: [] },

  decide(command, current) {
    switch (command.kind) {
      case 'BeginTest':
        return beginTest(command, current);
      case 'AnswerQuestion':
        return answerQuestion(command, current);
      case 'FinishTest': {
        const attempt = attemptIn(current, command.attemptId);
        if (attempt.result !== null || (command.by === 'deadline' && !isOver(attempt, command.at))) return [];
        const by = isOver(attempt, command.at) ? 'deadline' : 'person';
        return [finished(command.personId, attempt, by, command.right)];
      }
      case 'AcceptOutside':
        return acceptOutside(command, current);
      case 'IssueCertificate':
        return issueCertificate(command, current);
      case 'WithdrawCertificate': {
        const { personId, certificateId, reason } = command;
        const known = [...current.outside, ...current.issued].find(
          (one) => one.certificateId === certificateId,
        );
        if (known === undefined) throw notFound('certificate', certificateId);
        if (known.withdrawn !== null) return [];
        return [{ type: 'CertificateWithdrawn', data: { personId, certificateId, reason } }];
      }
    }
  },

  evolve(before, event) {
    const current: Training = { ...before, personId: event.data.personId };
    switch (event.type) {
      case 'TestBegun': {
        const { attemptId, programmeId, questions, passMark, endsAt } = event.data;
        const beganAt = event.metadata.recordedAt;
        const begun = {
          attemptId,
          programmeId,
          questions,
          passMark,
          beganAt,
          endsAt,
          answers: {},
          result: null,
        };
        return { ...current, attempts: [...current.attempts, begun] };
      }
      case 'QuestionAnswered': {
        const { attemptId, questionId, chosen } = event.data;
        return withAttempt(current, attemptId, (one) => ({
          ...one,
          answers: { ...one.answers, [questionId]: chosen },
        }));
      }
      case 'TestFinished': {
        const { attemptId, correct, outOf, passed, by } = event.data;
        const result = { correct, outOf, passed, by, at: event.metadata.recordedAt };
        return withAttempt(current, attemptId, (one) => ({ ...one, result }));
      }
      case 'OutsideCertificateAccepted': {
        const { certificateId, date, hours, acceptedBy, sealed } = event.data;
        const accepted = { certificateId, date, hours, acceptedBy, sealed, withdrawn: null };
        return { ...current, outside: [...current.outside, accepted] };
      }
      case 'CertificateIssued': {
        const { certificateId, programmeId, programme, hours, date, sealed } = event.data;
        const issued = { certificateId, programmeId, programme, hours, date, sealed, withdrawn: null };
        return { ...current, issued: [...current.issued, issued] };
      }
      case 'CertificateWithdrawn': {
        const { certificateId, reason } = event.data;
        const told = <T extends { readonly certificateId: string }>(one: T): T =>
          one.certificateId === certificateId ? { ...one, withdrawn: reason } : one;
        return { ...current, outside: current.outside.map(told), issued: current.issued.map(told) };
      }
    }
  },
};

/** Whether the time of a test has run out. Exactly at its end an answer still counts. */
export const isOver = ({ endsAt }: Pick<Attempt, 'endsAt'>, at: number): boolean => at > Date.parse(endsAt);

/** Whether a person has passed a test. */
export const hasPassed = ({ attempts }: Training): boolean => attempts.some(({ result }) => result?.passed);

/** The tests of a programme that a person has begun. */
export const triesOf = ({ attempts }: Training, programmeId: string): number =>
  attempts.filter((attempt) => attempt.programmeId === programmeId).length;

type Of<Kind extends TrainingCommand['kind']> = Extract<TrainingCommand, { readonly kind: Kind }>;

function beginTest(command: Of<'BeginTest'>, current: Training): TrainingEvent[] {
  const { personId, attemptId, programmeId, edition, seed, questions } = command;
  const { minutes, passMark, policyVersion, tries, right, at } = command;
  const ofProgramme = current.attempts.filter((attempt) => attempt.programmeId === programmeId);
  if (ofProgramme.some(({ result }) => result?.passed)) {
    throw new Refused('passed-already', 'The test of this programme was passed already.');
  }
  const open = current.attempts.find(({ result }) => result === null);
  if (open !== undefined && !isOver(open, at)) {
    throw new Refused('test-under-way', 'A test is under way already.', { attemptId: open.attemptId });
  }
  // A test whose time has run out is over, whether or not anybody has said so yet.
  const ended = open === undefined ? [] : [finished(personId, open, 'deadline', right)];
  const passedNow = ended.some(({ data }) => data.passed) && open?.programmeId === programmeId;
  if (passedNow) return ended;
  if (ofProgramme.length >= tries) {
    throw new Refused('no-tries-left', `A test may be begun ${tries} times.`, { tries });
  }
  const endsAt = instant(at + minutes * 60_000);
  const data = {
    personId,
    attemptId,
    programmeId,
    edition,
    seed,
    questions,
    passMark,
    policyVersion,
    endsAt,
  };
  return [...ended, { type: 'TestBegun', data }];
}

function answerQuestion(command: Of<'AnswerQuestion'>, current: Training): TrainingEvent[] {
  const { personId, attemptId, questionId, at } = command;
  const attempt = attemptIn(current, attemptId);
  if (attempt.result !== null || isOver(attempt, at)) {
    throw new Refused('test-over', 'The test is over: it takes no more answers.');
  }
  const question = attempt.questions.find((one) => one.questionId === questionId);
  if (question === undefined) throw notFound('question', questionId);
  const chosen = [...new Set(command.shown)].map((place) => {
    const option = question.options[place];
    if (option === undefined) throw invalidField('chosen', 'range', `There is no option ${place}.`);
    return option;
  });
  chosen.sort((a, b) => a - b);
  if (JSON.stringify(chosen) === JSON.stringify(attempt.answers[questionId] ?? [])) return [];
  return [{ type: 'QuestionAnswered', data: { personId, attemptId, questionId, chosen } }];
}

type Finished = Extract<TrainingEvent, { readonly type: 'TestFinished' }>;

function finished(
  personId: string,
  attempt: Attempt,
  by: 'person' | 'deadline',
  right: RightAnswers,
): Finished {
  const { attemptId, questions, answers, passMark } = attempt;
  const outOf = questions.length;
  const correct = questions.filter(({ questionId }) =>
    isRight(answers[questionId] ?? [], right.get(questionId) ?? []),
  ).length;
  const passed = correct * 100 >= passMark * outOf;
  return { type: 'TestFinished', data: { personId, attemptId, correct, outOf, passed, by } };
}

/** All that are right, and no other. */
export const isRight = (chosen: readonly number[], right: readonly number[]): boolean =>
  right.length > 0 && chosen.length === right.length && right.every((option) => chosen.includes(option));

function acceptOutside(command: Of<'AcceptOutside'>, current: Training): TrainingEvent[] {
  const { personId, certificateId, date, hours, acceptedBy, sealed, today } = command;
  if (current.outside.some((one) => one.certificateId === certificateId)) {
    throw new Refused('certificate-exists', 'This certificate was accepted already.');
  }
  if (acceptedBy === personId) {
    throw new Refused('own-certificate', 'Nobody accepts a certificate of their own: ask a colleague.');
  }
  if (!isLocalDate(date)) throw invalidField('date', 'date', `${String(date)} is not a date.`);
  if (date > today) throw invalidField('date', 'future', `${date} has not come yet.`);
  if (!Number.isInteger(hours) || hours < 0 || hours > MOST_HOURS) {
    throw invalidField('hours', 'range', `${hours} is not a number of hours from 0 to ${MOST_HOURS}.`);
  }
  const data = { personId, certificateId, date, hours, acceptedBy, sealed };
  return [{ type: 'OutsideCertificateAccepted', data }];
}

function issueCertificate(command: Of<'IssueCertificate'>, current: Training): TrainingEvent[] {
  const { personId, certificateId, programmeId, programme, hours, hoursAsked, date, codeHash, sealed } =
    command;
  if (!current.attempts.some((one) => one.programmeId === programmeId && one.result?.passed)) {
    throw new Refused('not-passed', 'The test of this programme was not passed yet.');
  }
  if (hours < hoursAsked) {
    throw new Refused('hours-missing', `${hours} of ${hoursAsked} hours were attended.`, {
      hours,
      hoursAsked,
    });
  }
  if (current.issued.some((one) => one.programmeId === programmeId && one.withdrawn === null)) {
    throw new Refused('certificate-exists', 'A certificate of this programme was issued already.');
  }
  const data = { personId, certificateId, programmeId, programme, hours, date, codeHash, sealed };
  return [{ type: 'CertificateIssued', data }];
}

function attemptIn({ attempts }: Training, attemptId: string): Attempt {
  const attempt = attempts.find((one) => one.attemptId === attemptId);
  if (attempt === undefined) throw notFound('test', attemptId);
  return attempt;
}

const withAttempt = (current: Training, attemptId: string, change: (one: Attempt) => Attempt): Training => ({
  ...current,
  attempts: current.attempts.map((one) => (one.attemptId === attemptId ? change(one) : one)),
});
