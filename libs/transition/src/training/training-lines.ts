import { Injectable } from '@nestjs/common';
import { Seals } from '#platform';
import { TestResult } from './test/get-test.ts';
import type { Training } from './training.ts';
import { type OutsideDetails, trainingSeal, type WithdrawalReason } from './training.events.ts';

/** A test that somebody took. */
export class AttemptLine {
  attemptId!: string;
  programmeId!: string;
  /** ISO 8601, UTC. */
  beganAt!: string;
  /** ISO 8601, UTC. */
  endsAt!: string;
  passMark!: number;
  questions!: number;
  /** null until it is finished. */
  result!: TestResult | null;
}

/** A certificate that somebody brought from elsewhere. */
export class OutsideCertificateLine {
  certificateId!: string;
  /** null once the person was erased, as programme and number are. */
  issuer!: string | null;
  programme!: string | null;
  number!: string | null;
  date!: string;
  hours!: number;
  /** The person who accepted it. */
  acceptedBy!: string;
  withdrawn!: WithdrawalReason | null;
}

/** A certificate of the school's own. */
export class IssuedCertificateLine {
  certificateId!: string;
  programmeId!: string;
  programme!: string;
  hours!: number;
  date!: string;
  /** What the public page is asked by; null once the person was erased. */
  code!: string | null;
  withdrawn!: WithdrawalReason | null;
}

/** What one person learned, as it is shown. */
export class TrainingLines {
  attempts!: AttemptLine[];
  outside!: OutsideCertificateLine[];
  issued!: IssuedCertificateLine[];
}

/** Opens what is sealed of a person's training. */
@Injectable()
export class TrainingTexts {
  constructor(private readonly seals: Seals) {}

  /** Each person's lines, in the order of the people. */
  async linesOf(schoolId: string, people: readonly Training[]): Promise<TrainingLines[]> {
    const sealed = people.flatMap(({ personId, outside, issued }) =>
      [...outside, ...issued].map((one) => ({ subject: trainingSeal(personId), sealed: one.sealed })),
    );
    const texts = await this.seals.unsealMany(schoolId, sealed);
    const opened = new Map(sealed.map((one, index) => [one.sealed, texts[index] ?? null]));
    return people.map((one) => linesOf(one, opened));
  }
}

function linesOf(
  { attempts, outside, issued }: Training,
  opened: ReadonlyMap<string, string | null>,
): TrainingLines {
  return {
    attempts: attempts.map(({ attemptId, programmeId, beganAt, endsAt, passMark, questions, result }) => ({
      attemptId,
      programmeId,
      beganAt,
      endsAt,
      passMark,
      questions: questions.length,
      result,
    })),
    outside: outside.map(({ sealed, ...rest }) => ({ ...rest, ...detailsIn(opened.get(sealed) ?? null) })),
    issued: issued.map(({ sealed, ...rest }) => ({ ...rest, code: opened.get(sealed) ?? null })),
  };
}

const detailsIn = (text: string | null): Record<keyof OutsideDetails, string | null> =>
  text === null ? { issuer: null, programme: null, number: null } : (JSON.parse(text) as OutsideDetails);
